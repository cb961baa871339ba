"""Reports as an Excel file, made in memory."""

from collections.abc import Iterable, Sequence
from itertools import chain

from django.utils.translation import pgettext

from pacc.spreadsheets.write import SheetOf, workbook_of
from reports.documents.export_mark import Mark
from reports.queries.exported import Row


def export_xlsx(headings: Sequence[str], chunks: Iterable[list[Row]], *, mark: Mark) -> bytes:
    """One sheet of reports, one that says who took it; the same stands in the file's properties."""
    reports = SheetOf(pgettext("menu", "Reports"), headings, chain.from_iterable(chunks))
    about = SheetOf(pgettext("sheet", "About this file"), [mark.words], [[mark.holds]])
    return workbook_of(reports, about, by=mark.by, about=f"{mark.words} · {mark.holds}")
