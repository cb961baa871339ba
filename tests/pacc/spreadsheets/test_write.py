"""Lists as Excel files, without formulas, and without a trace on the disk."""

import io
import tempfile

import openpyxl
import pytest

from pacc.spreadsheets.read import read_spreadsheet
from pacc.spreadsheets.write import workbook


def cells(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_written_and_read_again() -> None:
    content = workbook("รายชื่อ", ["ชื่อ", "มา"], [["สมชาย ใจดี", 1], ["สมหญิง", ""]])
    assert cells(content) == [["ชื่อ", "มา"], ["สมชาย ใจดี", 1], ["สมหญิง", None]]
    assert read_spreadsheet(content)[0].name == "รายชื่อ"


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+66", "-2", "@SUM(A1)", "#N/A", "TRUE", "\t=1"])
def test_texts_stay_texts(text: str) -> None:
    cell = openpyxl.load_workbook(io.BytesIO(workbook("x", ["a"], [[text]]))).active["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    if text[0] in "=+-@\t":
        assert cell.quotePrefix


def test_letters_that_no_file_can_hold_are_left_out() -> None:
    assert cells(workbook("x", ["a"], [["ก\x00\x0bข"]]))[1] == ["กข"]


def test_nothing_is_laid_into_the_temporary_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("a temporary file")

    for maker in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, maker, refuse)
    assert workbook("x", ["a"], [["b"]])
