"""An Excel or CSV file as somebody's office keeps it, as texts in rows."""

import json
from dataclasses import dataclass, field
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
    "too_many_accounts": _("The file has more than 200 reports. Divide it"),
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
    """One sheet: its name (a text file has none) and its rows of cells, without empty ends.

    `odd`: where formulas and merged cells stand ("B3", "A1:C1"), a few of them; only of a file of accounts.
    """

    name: str
    rows: list[list[str]]
    odd: list[str] = field(default_factory=list)


def read_spreadsheet(data: bytes, *, accounts: bool = False) -> list[Sheet]:
    """The visible sheets of the file, read in the sandbox. Raises SpreadsheetRefused.

    `accounts`: few rows with cells as long as an account, instead of a list of people.
    """
    if len(data) > MAX_BYTES:
        raise SpreadsheetRefused("too_large")
    arguments = ["accounts"] if accounts else []
    try:
        said = json.loads(run_limited(_SCRIPT, data, arguments=arguments, seconds=20, max_output=64 << 20))
    except (ChildFailed, ValueError):
        raise SpreadsheetRefused("unreadable") from None
    if "refused" in said:
        why = str(said["refused"])
        raise SpreadsheetRefused("too_many_accounts" if accounts and why == "too_many_rows" else why)
    # SECURITY: the sandbox may have been taken over: what it says is taken as texts, nothing else.
    return [
        Sheet(
            str(sheet["name"]),
            [[str(cell) for cell in row] for row in sheet["rows"]],
            [str(place)[:24] for place in sheet["odd"]],
        )
        for sheet in said["sheets"]
    ]
