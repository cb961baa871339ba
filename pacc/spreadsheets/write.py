"""A list as an Excel file, made in memory: openpyxl would lay each sheet into the temporary folder, in clear."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# What a spreadsheet takes for a formula, here or after the file was saved as CSV.
_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
# Control letters that XML cannot hold.
_NO_LETTERS = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
_WIDEST = 60


def neutral(text: str) -> str:
    """For a CSV, which has no mark for a text: an apostrophe before what a spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA_BEGINS) else text


class _InMemory(ExcelWriter):
    """Writes each sheet into the archive straight from memory."""

    _archive: ZipFile

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = None
        written = BytesIO()
        writer: Any = WorksheetWriter(ws, out=written)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], written.getvalue())
        self.manifest.append(ws)


@dataclass(frozen=True)
class SheetOf:
    """One sheet: its name, the headings, then the rows."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]


def workbook(name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """An .xlsx of one sheet."""
    return workbook_of(SheetOf(name, headings, rows))


def workbook_of(*sheets: SheetOf, by: str = "openpyxl", about: str = "") -> bytes:
    """An .xlsx of these sheets; texts stay texts, whatever they begin with. `by` and `about` go into its properties."""
    book = Workbook()
    book.properties.creator, book.properties.description = by, about
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(sheet.name[:31]), sheet)
    saved = BytesIO()
    with ZipFile(saved, "w", ZIP_DEFLATED) as archive:
        _InMemory(book, archive).save()
    return saved.getvalue()


def _write(page: Worksheet, sheet: SheetOf) -> None:
    widths = [len(heading) for heading in sheet.headings]
    for row, values in enumerate([sheet.headings, *sheet.rows], start=1):
        for column, value in enumerate(values, start=1):
            _fill(page.cell(row, column), value)
            widths[column - 1] = max(widths[column - 1], len(str(value)))
    for cell in page[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = min(width + 2, _WIDEST)
    page.freeze_panes = "A2"


def _fill(cell: Any, value: Any) -> None:
    if isinstance(value, int | float | Decimal | date | datetime):
        cell.value = value
        return
    text = str(value).translate(_NO_LETTERS)
    # SECURITY: a text, never a formula; the mark keeps it one when the cell is edited (Excel's apostrophe).
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA_BEGINS):
        cell.quotePrefix = True
