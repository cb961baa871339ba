"""Reports as CSV inside a ZIP that a password opens, sent while they are read."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO

from pacc.sealed_zip import Member, sealed_zip
from pacc.spreadsheets.write import neutral
from reports.documents.export_mark import Mark
from reports.queries.exported import Cell, Row

_BOM = "\ufeff"  # or Excel reads Thai as something else


def csv_zip(headings: Sequence[str], chunks: Iterable[list[Row]], *, mark: Mark, password: str) -> Iterator[bytes]:
    """First line the mark, second the headings."""
    file = Member(mark.file_name("reports", "csv"), _lines([[f"{mark.words} · {mark.holds}"], list(headings)], chunks))
    return sealed_zip([file], password=password, at=mark.at)


def _lines(head: list[Row], chunks: Iterable[list[Row]]) -> Iterator[bytes]:
    yield (_BOM + _text(head)).encode()
    for rows in chunks:
        yield _text(rows).encode()


def _text(rows: Iterable[Row]) -> str:
    written = StringIO()
    csv.writer(written).writerows([_plain(cell) for cell in row] for row in rows)
    return written.getvalue()


def _plain(cell: Cell) -> str:
    """Days as in ISO 8601, which every spreadsheet reads as the same day."""
    return cell.isoformat() if isinstance(cell, date) else neutral(str(cell))
