import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from pacc.spreadsheets.read import MAX_BYTES, Sheet, SpreadsheetRefused, read_spreadsheet


def excel(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_cells_become_texts() -> None:
    rows = [
        ["รายชื่อ"],
        [],
        ["ชื่อ", None, 812345678, 1.5, date(2022, 5, 24), datetime.fromisoformat("2022-05-24T09:30"), True],
    ]
    assert read_spreadsheet(excel(("แผ่น 1", rows))) == [
        Sheet(
            "แผ่น 1",
            [["รายชื่อ"], [], ["ชื่อ", "", "812345678", "1.5", "2022-05-24", "2022-05-24T09:30:00", "True"]],
        )
    ]


def test_every_visible_sheet_is_read() -> None:
    book = Workbook()
    book.active.title = "หนึ่ง"
    book.create_sheet("สอง").append(["x"])
    book.create_sheet("ซ่อน").append(["secret"])
    book["ซ่อน"].sheet_state = "hidden"
    saved = io.BytesIO()
    book.save(saved)
    assert [sheet.name for sheet in read_spreadsheet(saved.getvalue())] == ["หนึ่ง", "สอง"]


def test_merged_heading_is_in_its_first_cell() -> None:
    book = Workbook()
    book.active["A1"] = "บัญชีรายชื่อ"
    book.active.merge_cells("A1:D1")
    book.active["A2"] = "ชื่อ"
    saved = io.BytesIO()
    book.save(saved)
    assert read_spreadsheet(saved.getvalue())[0].rows == [["บัญชีรายชื่อ"], ["ชื่อ"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files_of_thai_offices(encoding: str, delimiter: str) -> None:
    text = delimiter.join(["ชื่อ-สกุล", "โทร"]) + "\r\n" + delimiter.join(["นายสมชาย ใจดี", "๐๘๑๒๓๔๕๖๗๘"]) + "\r\n"
    assert read_spreadsheet(text.encode(encoding))[0].rows == [["ชื่อ-สกุล", "โทร"], ["นายสมชาย ใจดี", "๐๘๑๒๓๔๕๖๗๘"]]


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as writer:
        writer.writestr("xl/workbook.xml", "<x/>")
        writer.writestr("xl/worksheets/sheet1.xml", b"0" * (201 << 20))
    return packed.getvalue()


def other_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as writer:
        writer.writestr("a.txt", "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "old_excel"),
        (b"x" * (MAX_BYTES + 1), "too_large"),
        (b"PK\x03\x04 not a zip", "unreadable"),
        (other_zip(), "unreadable"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "unreadable"),
        (b"%PDF-1.7\n\x00\x00", "unreadable"),
        (b"a,b\n" * 12_001, "too_many_rows"),
    ],
    ids=["nothing", "blanks", "old excel", "large", "half a zip", "other zip", "picture", "pdf", "many rows"],
)
def test_what_is_no_list_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(SpreadsheetRefused) as refusal:
        read_spreadsheet(data)
    assert refusal.value.why == why


def test_bomb_is_refused() -> None:
    with pytest.raises(SpreadsheetRefused) as refusal:
        read_spreadsheet(bomb())
    assert refusal.value.why == "too_large"


def test_cells_are_cut_and_counted() -> None:
    row = read_spreadsheet(excel(("a", [["ก" * 5000, *range(100)]])))[0].rows[0]
    assert len(row) == 60
    assert len(row[0]) == 400
