"""A file of reports: which heading means what, and each row as texts. What the texts mean the forms say."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from pacc.thai.digits import to_arabic, without_invisible
from reports.rules.account import Account

MOST_REPORTS = 200

# Each column with its headings, Thai and English. The template is made of them, in this order.
HEADINGS: dict[str, tuple[str, str]] = {
    "narrative": ("เกิดอะไรขึ้น", "What happened"),
    "kind": ("เรื่องเกี่ยวกับ", "Kind"),
    "when": ("เกิดเมื่อ", "When"),
    "ongoing": ("ยังเกิดอยู่หรือไม่", "Still going on"),
    "province": ("จังหวัด", "Province"),
    "district": ("อำเภอ/เขต", "District"),
    "subdistrict": ("ตำบล/แขวง", "Subdistrict"),
    "place": ("จุดสังเกต", "Landmark"),
    "agency_kind": ("ประเภทหน่วยงาน", "Kind of agency"),
    "agency": ("ชื่อหน่วยงาน", "Name of the agency"),
    "about_pacc": ("เกี่ยวกับ ป.ป.ท. หรือไม่", "About the PACC"),
    "people": ("ผู้ที่เกี่ยวข้อง", "Who is involved"),
    "damage": ("ความเสียหาย", "Damage"),
    "how_known": ("ผู้แจ้งทราบได้อย่างไร", "How it is known"),
    "wishes": ("สิ่งที่ผู้แจ้งต้องการ", "What the reporter wishes"),
    "told_elsewhere": ("เคยแจ้งที่ใด", "Told before"),
    "subject": ("ชื่อเรื่อง", "Short name"),
    "identity": ("วิธีเก็บชื่อผู้แจ้ง", "Identity"),
    "name": ("ชื่อผู้แจ้ง", "Name of the reporter"),
    "phone": ("โทรศัพท์", "Telephone"),
    "email": ("อีเมล", "E-mail"),
    "fears_for_safety": ("เกรงไม่ปลอดภัย", "Fears for safety"),
    "language": ("ภาษา", "Language"),
}
REQUIRED = ("narrative", "kind", "when", "province", "agency_kind", "identity")
_ABOVE_HEADINGS = 5  # a title and a few empty rows

_MONTHS = (
    ("มกราคม", "มค", "january", "jan"),
    ("กุมภาพันธ์", "กพ", "february", "feb"),
    ("มีนาคม", "มีค", "march", "mar"),
    ("เมษายน", "เมย", "april", "apr"),
    ("พฤษภาคม", "พค", "may", "may"),
    ("มิถุนายน", "มิย", "june", "jun"),
    ("กรกฎาคม", "กค", "july", "jul"),
    ("สิงหาคม", "สค", "august", "aug"),
    ("กันยายน", "กย", "september", "sep"),
    ("ตุลาคม", "ตค", "october", "oct"),
    ("พฤศจิกายน", "พย", "november", "nov"),
    ("ธันวาคม", "ธค", "december", "dec"),
)


@dataclass(frozen=True)
class BatchRow:
    """`number`: the row in the file, as the spreadsheet counts. `errors`: (column, what is wrong); else the account."""

    number: int
    cells: dict[str, str]
    errors: list[tuple[str, str]] = field(default_factory=list)
    account: Account | None = None

    def as_values(self) -> dict[str, Any]:
        """As JSON knows it."""
        account = self.account.as_values() if self.account else None
        return {"number": self.number, "cells": self.cells, "errors": self.errors, "account": account}

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> "BatchRow":
        account = Account.from_values(values["account"]) if values["account"] else None
        errors = [(column, message) for column, message in values["errors"]]
        return cls(values["number"], values["cells"], errors, account)


def heading_of(column: str) -> str:
    """In the reader's language."""
    return HEADINGS[column][get_language() == "en"]


class HeadingsMissing(Exception):
    """`columns`: those without which no row can be read. All of them where there are no headings at all."""

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__()
        self.columns = list(columns)


def key_of(text: str) -> str:
    """As texts are compared: without spaces, dots, stars and case, in one spelling."""
    text = unicodedata.normalize("NFC", text).replace("เเ", "แ").casefold()
    return "".join(letter for letter in text if unicodedata.category(letter)[0] in "LMN")


_COLUMNS = {key_of(heading): column for column, headings in HEADINGS.items() for heading in headings}


def rows_in(rows: list[list[str]]) -> list[BatchRow]:
    """The rows below the headings that say anything. Raises HeadingsMissing."""
    best: dict[int, str] = {}
    at = 0
    for place, row in enumerate(rows[:_ABOVE_HEADINGS]):
        columns = {number: _COLUMNS[key_of(cell)] for number, cell in enumerate(row) if key_of(cell) in _COLUMNS}
        if len(columns) > len(best):
            best, at = columns, place
    missing = [column for column in REQUIRED if column not in best.values()]
    if missing:
        raise HeadingsMissing(missing)
    found = []
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        cells = {column: row[place].strip() for place, column in best.items() if place < len(row)}
        if any(cells.values()):
            found.append(BatchRow(number, {column: text for column, text in cells.items() if text}))
    return found


def date_parts(text: str) -> tuple[str, str, str]:
    """Day, month and year as three boxes take them, from one cell: 24/5/2565, 2565-05-24, พ.ค. 2565, 2565.

    What is no such date comes back as the year, so that the box says what is wrong with it.
    """
    plain = to_arabic(without_invisible(text)).strip()
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", plain):
        return found[3] or "", found[2], found[1]
    if found := re.fullmatch(r"(?:(\d{1,2})\s*[/.\-]\s*)?(\d{1,2})\s*[/.\-]\s*(\d{4})", plain):
        return found[1] or "", found[2], found[3]
    if found := re.fullmatch(r"(\d{1,2})?\s*([^\d\s][^\d]*?)\s*(\d{4})", plain):
        month = key_of(found[2]).removesuffix("พศ")
        names = next((place for place, names in enumerate(_MONTHS, start=1) if month in map(key_of, names)), 0)
        if names:
            return found[1] or "", str(names), found[3]
    return "", "", plain
