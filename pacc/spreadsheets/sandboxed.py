"""Reads an Excel or CSV file from standard input and prints its cells as JSON. Runs in pacc.sandbox only.

Prints {"sheets": [{"name": ..., "rows": [[text, ...], ...]}]}, or {"refused": why}.

With the argument "accounts" cells may be as long as an account, rows are fewer, and each sheet also says where formulas
and merged cells stand, in its "odd": ["B3", "A1:C1", ...]: there they are mistakes, and never worked out.
"""

import csv
import io
import json
import mimetypes
import re
import sys
import zipfile
from datetime import date, datetime, time
from typing import Any

MAX_SHEETS, MAX_COLUMNS = 50, 60
ACCOUNTS = sys.argv[1:] == ["accounts"]
# A heading and 200 reports, among them a few empty rows; an account has 20,000 letters at most.
MAX_ROWS, MAX_CELL = (250, 20_001) if ACCOUNTS else (12_000, 400)
_MOST_ODD = 20
# What the file may grow to when it is unpacked.
MAX_UNPACKED = 200 << 20


class Refused(Exception):
    pass


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)  # a telephone number that the spreadsheet took for a number
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    if isinstance(value, date | time):
        return value.isoformat()
    # "_x000D_" is how Excel writes a line end inside a cell
    text = str(value).replace("_x000D_", "\n").replace("\x00", "")
    return text.strip()[:MAX_CELL]


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without empty cells and rows at the end."""
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _excel(data: bytes) -> list[dict[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
            raise Refused("too_large")
        if "xl/workbook.xml" not in packed.namelist():
            raise Refused("unreadable")
    mimetypes.knownfiles = []  # openpyxl would look for lists in /etc, which the sandbox forbids
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and not needed for text files

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=not ACCOUNTS, keep_links=False)
    sheets: list[dict[str, Any]] = []
    for sheet in book.worksheets[:MAX_SHEETS]:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # what the file says of its own size is often wrong
        rows: list[list[str]] = []
        odd: list[str] = _merged(data, sheet) if ACCOUNTS else []
        for row in sheet.iter_rows(max_col=MAX_COLUMNS):
            rows.append([_text(cell.value) for cell in row])
            if ACCOUNTS:
                odd += [cell.coordinate for cell in row if getattr(cell, "data_type", "") == "f"]
            if len(rows) > MAX_ROWS:
                raise Refused("too_many_rows")
        sheets.append({"name": sheet.title[:80], "rows": _trimmed(rows), "odd": odd[:_MOST_ODD]})
    return sheets


def _merged(data: bytes, sheet: Any) -> list[str]:
    """Where cells were merged. openpyxl says it only of a book that it holds whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        xml = packed.read(sheet._worksheet_path.lstrip("/"))
    return [found.decode() for found in re.findall(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:$]{2,20})"', xml)]


def _decoded(data: bytes) -> str:
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig", "cp874"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused("unreadable")


def _separated(data: bytes) -> list[dict[str, Any]]:
    text = _decoded(data)
    first_lines = "\n".join(text.splitlines()[:20])
    delimiter = max("\t;,", key=first_lines.count)
    csv.field_size_limit(1 << 20)
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        rows.append([_text(value) for value in row[:MAX_COLUMNS]])
        if len(rows) > MAX_ROWS:
            raise Refused("too_many_rows")
    return [{"name": "", "rows": _trimmed(rows), "odd": []}]


def _read(data: bytes) -> dict[str, Any]:
    if not data.strip():
        return {"refused": "empty"}
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":  # the old binary Excel, or one with a password
        return {"refused": "old_excel"}
    try:
        return {"sheets": _excel(data) if data[:2] == b"PK" else _separated(data)}
    except Refused as refusal:
        return {"refused": str(refusal)}
    except Exception:
        # Whatever the parser trips over, the file is what is wrong with it.
        return {"refused": "unreadable"}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_read(sys.stdin.buffer.read())))
