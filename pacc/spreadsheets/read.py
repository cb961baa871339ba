"""An Excel or CSV file as somebody's office keeps it, as texts in rows."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacc.sandbox.run import ChildFailed, run_limited

# An attendance list of 10,000 people is under 1 MB.
MAX_BYTES = 5 << 20

_SCRIPT = Path(__file__).with_name("sandboxed.py")
_REFUSALS: dict[str, str | Promise] = {
    "empty": _("The file is empty"),
    "old_excel": _("This file is of an old kind, or locked with a password. Save it as .xlsx without a password"),
    "too_large": _("The file is larger than 5 MB"),
    "too_many_rows": _("The file has more than 12,000 rows. Divide it"),
    "unreadable": _("The file could not be read. Save it as .xlsx or .csv"),
}


class SpreadsheetRefused(Exception):
    """The file cannot be used; `message` says why, in the reader's language."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
        self.message = _REFUSALS.get(why, _REFUSALS["unreadable"])


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name (a text file has none) and its rows of cells, without empty ends."""

    name: str
    rows: list[list[str]]


def read_spreadsheet(data: bytes) -> list[Sheet]:
    """The visible sheets of the file, read in the sandbox. Raises SpreadsheetRefused."""
    if len(data) > MAX_BYTES:
        raise SpreadsheetRefused("too_large")
    try:
        said = json.loads(run_limited(_SCRIPT, data, seconds=20, max_output=64 << 20))
    except (ChildFailed, ValueError):
        raise SpreadsheetRefused("unreadable") from None
    if "refused" in said:
        raise SpreadsheetRefused(str(said["refused"]))
    # SECURITY: the sandbox may have been taken over: what it says is taken as texts, nothing else.
    return [
        Sheet(str(sheet["name"]), [[str(cell) for cell in row] for row in sheet["rows"]]) for sheet in said["sheets"]
    ]
