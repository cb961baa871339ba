"""Finds the people in a list as offices really keep them: a title above the headings, headings in two rows, a line
with the province's name between the groups, totals and signatures below.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pacc.spreadsheets.read import Sheet
from pacc.thai.collation import search_key
from pacc.thai.digits import to_arabic
from pacc.thai.names import one_line

# Headings stand near the top.
_LOOK_AT_ROWS = 30
# A longer text that speaks of names is a title ("รายชื่อและสกุลของผู้เข้าร่วมประชุม..."), not a heading.
_LONGEST_HEADING = 28
_LONGEST_SHOWN = 80


class Column(StrEnum):
    TITLE = "title"
    FULL_NAME = "full_name"
    FIRST_NAME = "first_name"
    SURNAME = "surname"
    PHONE = "phone"
    EMAIL = "email"
    PROVINCE = "province"
    NETWORK = "network"
    ORGANISATION = "organisation"
    NUMBER = "number"


_NAMES = frozenset({Column.FULL_NAME, Column.FIRST_NAME})

_EXACT = {
    "ลำดับ": Column.NUMBER, "ลำดับที่": Column.NUMBER, "ที่": Column.NUMBER, "no": Column.NUMBER,
    "ชื่อ": Column.FIRST_NAME, "ชื่อตัว": Column.FIRST_NAME, "firstname": Column.FIRST_NAME,
    "สกุล": Column.SURNAME, "นามสกุล": Column.SURNAME, "ชื่อสกุล": Column.FULL_NAME,
    "surname": Column.SURNAME, "lastname": Column.SURNAME,
    "ยศ": Column.TITLE, "title": Column.TITLE,
    "รายชื่อ": Column.FULL_NAME, "name": Column.FULL_NAME, "fullname": Column.FULL_NAME,
    "tel": Column.PHONE, "เบอร์ติดต่อ": Column.PHONE,
    "สังกัด": Column.ORGANISATION, "ตำแหน่ง": Column.ORGANISATION, "position": Column.ORGANISATION,
}  # fmt: skip
# The first that is inside the heading decides: "โทรศัพท์หน่วยงาน" is a telephone number.
_INSIDE = (
    ("โทร", Column.PHONE), ("มือถือ", Column.PHONE), ("phone", Column.PHONE), ("mobile", Column.PHONE),
    ("อีเมล", Column.EMAIL), ("email", Column.EMAIL), ("จังหวัด", Column.PROVINCE), ("province", Column.PROVINCE),
    ("เครือข่าย", Column.NETWORK), ("network", Column.NETWORK), ("หน่วยงาน", Column.ORGANISATION),
    ("องค์กร", Column.ORGANISATION), ("สังกัด", Column.ORGANISATION), ("organi", Column.ORGANISATION),
)  # fmt: skip
# รวมพร is a name, "รวม 25 คน" is a total.
_NO_PERSON = re.compile(
    r"\(|รวม\s*(ทั้งสิ้น|ทั้งหมด|จำนวน|\d|$)|ลงชื่อ|หมายเหตุ|ผู้รับรอง|จำนวน|จังหวัด|อำเภอ|ตำบล|กลุ่ม|total", re.IGNORECASE
)


@dataclass(frozen=True)
class PersonRow:
    """One person as written, unchecked. `row` counts from 1, as the spreadsheet shows it."""

    sheet: str
    row: int
    name: str
    phone: str = ""
    email: str = ""
    province: str = ""
    province_guess: str = ""  # from a line above, or the sheet's name
    network: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class PassedOver:
    """A line that holds no person, so that nobody is lost unseen."""

    sheet: str
    row: int
    text: str


@dataclass
class PeopleList:
    people: list[PersonRow] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    without_headings: list[str] = field(default_factory=list)  # names of sheets nobody could be found in
    # Each heading once, as it is written, and what was read below it; None was left in the file.
    headings: dict[str, Column | None] = field(default_factory=dict)


# What people said of headings before: by key, what stands below; None for what is left in the file.
Learned = Mapping[str, Column | None]
NOTHING_LEARNED: Learned = {}


def key_of(heading: str) -> str:
    """A heading as it is compared and remembered."""
    return search_key(heading, ignore_titles=False)


def column_of(heading: str, learned: Learned = NOTHING_LEARNED) -> Column | None:
    """What stands below this heading; None for what a list of people does not need, such as a citizen id."""
    key = key_of(heading)
    if key in learned:
        return learned[key]
    if not key or len(key) > _LONGEST_HEADING:
        return None
    if key in _EXACT:
        return _EXACT[key]
    if "ชื่อ" in key and "สกุล" in key:
        return Column.FULL_NAME
    if key.startswith("คำนำหน้า"):
        return Column.TITLE
    return next((column for part, column in _INSIDE if part in key), None)


Columns = dict[int, Column]  # place in the row -> what stands there


def _columns(cells: list[str], learned: Learned) -> Columns:
    found = {place: column for place, cell in enumerate(cells) if (column := column_of(cell, learned))}
    if Column.SURNAME in found.values():  # "ชื่อ-สกุล" over "ชื่อ" and "สกุล"
        return {place: Column.FIRST_NAME if column is Column.FULL_NAME else column for place, column in found.items()}
    return {place: Column.FULL_NAME if column is Column.FIRST_NAME else column for place, column in found.items()}


def _both(upper: list[str], lower: list[str]) -> list[str]:
    """Two rows of headings as one: the lower where it says something."""
    width = max(len(upper), len(lower))
    upper, lower = upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower))
    return [below or above for above, below in zip(upper, lower, strict=True)]


def _headings(rows: list[list[str]], learned: Learned) -> tuple[int, Columns, list[str]] | None:
    """(first row of data, columns, headings): the row, or the two rows, near the top that name most columns."""
    best: tuple[int, Columns, list[str]] | None = None
    for place, row in enumerate(rows[:_LOOK_AT_ROWS]):
        below = rows[place + 1] if place + 1 < len(rows) else []
        candidates = [(place + 1, row)]
        if _columns(row, learned) and _columns(below, learned):
            candidates.append((place + 2, _both(row, below)))
        for start, cells in candidates:
            columns = _columns(cells, learned)
            if _NAMES & set(columns.values()) and (best is None or len(columns) > len(best[1])):
                best = start, columns, cells
    return best


def people_in(sheets: Iterable[Sheet], learned: Learned = NOTHING_LEARNED) -> PeopleList:
    """Everybody on every sheet, in the order of the file."""
    found = PeopleList()
    for sheet in sheets:
        if not any(sheet.rows):
            continue
        headings = _headings(sheet.rows, learned)
        if headings is None:
            found.without_headings.append(sheet.name)
            continue
        start, columns, cells = headings
        for place, cell in enumerate(cells):
            if key_of(cell):
                found.headings.setdefault(one_line(cell)[:_LONGEST_SHOWN], columns.get(place))
        _read_people(sheet, start, columns, found)
    return found


def _read_people(sheet: Sheet, start: int, columns: Columns, found: PeopleList) -> None:
    guess = sheet.name
    for place, cells in enumerate(sheet.rows[start:], start=start):
        filled = [one_line(cell) for cell in cells if cell.strip()]
        if not filled or _are_headings_again(cells, columns):
            continue
        values = _values(cells, columns)
        name = _name(values)
        if _is_no_person(filled, name):
            found.passed_over.append(PassedOver(sheet.name, place + 1, " ".join(filled)[:80]))
            if filled[0].startswith("จังหวัด"):
                guess = filled[0]
            continue
        person = PersonRow(
            sheet=sheet.name,
            row=place + 1,
            name=name,
            phone=values[Column.PHONE],
            email=values[Column.EMAIL],
            province=values[Column.PROVINCE],
            province_guess=guess,
            network=values[Column.NETWORK],
            organisation=values[Column.ORGANISATION],
        )
        found.people.append(person)


def _are_headings_again(cells: list[str], columns: Columns) -> bool:
    """The headings are printed on every page."""
    named = [place for place, column in columns.items() if column in _NAMES]
    return any(place < len(cells) and column_of(cells[place]) in _NAMES for place in named)


def _values(cells: list[str], columns: Columns) -> dict[Column, str]:
    """What stands below each heading; two columns of one kind (position, organisation) are put together."""
    parts: dict[Column, list[str]] = defaultdict(list)
    for place, column in columns.items():
        if place < len(cells) and cells[place].strip():
            parts[column].append(one_line(cells[place]))
    return {column: " ".join(parts[column]) for column in Column}


def _name(values: dict[Column, str]) -> str:
    name = values[Column.FULL_NAME] or f"{values[Column.FIRST_NAME]} {values[Column.SURNAME]}".strip()
    title = values[Column.TITLE]
    return f"{title}{name}" if name and title and not name.startswith(title) else name


def _is_no_person(filled: list[str], name: str) -> bool:
    """A line between or below the people: a group's name, a total, a signature, an empty numbered line."""
    if not name:
        return len(filled) == 1 or all(re.fullmatch(r"\d{1,5}\.?", to_arabic(text)) for text in filled)
    if not search_key(name):
        return True
    return len(filled) <= 2 and _NO_PERSON.match(to_arabic(name)) is not None
