"""Reports as a paper, its mark across every page."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from pacc.thai.dates import format_short
from pacc.typeset import forget, pdf
from reports.documents.export_mark import Mark
from reports.queries.exported import Cell, Row

_TEMPLATE = Path(__file__).with_name("export.typ")


def export_pdf(headings: Sequence[str], chunks: Iterable[list[Row]], *, mark: Mark) -> bytes:
    """A block for each report: two columns, what it is and what it says. A table would not hold an account."""
    told = {
        "mark": mark.words,
        "holds": mark.holds,
        "headings": list(headings),
        "rows": [[_plain(cell) for cell in row] for rows in chunks for row in rows],
    }
    made = pdf(_TEMPLATE, told, title=_("Reports from the queue"), tagged=False)
    forget()
    return made


def _plain(cell: Cell) -> str:
    return format_short(cell) if isinstance(cell, date) else str(cell)
