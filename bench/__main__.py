"""`script/bench SUBJECT [--rows N] [--json]`: figures of one subject, in a portal and a database of its own."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from bench.figures import Sheet
from bench.portal import a_portal

SUBJECTS = sorted(
    path.stem for path in Path(__file__).parent.glob("*.py") if path.stem in {"desk", "exports", "search", "workshops"}
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("subject", choices=SUBJECTS)
    parser.add_argument("--rows", type=int, default=10_000, help="how large the large case is (10,000)")
    parser.add_argument("--json", action="store_true", help="the last line is one object of all figures")
    options = parser.parse_args()
    sheet = Sheet()
    with a_portal() as portal:
        import_module(f"bench.{options.subject}").measure(portal, sheet, rows=options.rows)
    return sheet.ended(as_json=options.json)


if __name__ == "__main__":
    sys.exit(main())
