"""What becomes of each line of a list of people: who is new, who is registered already, what cannot be read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from pacc.spreadsheets.people import PersonRow
from pacc.thai.collation import search_key
from pacc.thai.names import join_title, split_title
from pacc.thai.phone_numbers import PhoneNumberError, clean_phone

LONGEST_NAME, LONGEST_TITLE, LONGEST_ORGANISATION, LONGEST_EMAIL = 120, 40, 160, 254
# "จ.สุรินทร์" and "จังหวัดสุรินทร์"; the longer first.
_BEFORE_A_PROVINCE = ("จังหวัด", "จ")

Keys = Mapping[str, Any]  # search key of a name -> what it names


class Standing(StrEnum):
    """What the confirmation does with a line."""

    NEW = "new"
    ALIKE = "alike"  # somebody of this name has another number: added only where the admin says so
    DOUBLE = "double"  # registered already
    REPEATED = "repeated"  # stands above in the same list
    WRONG = "wrong"  # cannot be added


class Fault(StrEnum):
    NO_NAME = "no_name"
    LONG_NAME = "long_name"
    PHONE = "phone"


class Remark(StrEnum):
    """Something that was left out; the person is added without it."""

    EMAIL = "email"
    PROVINCE = "province"
    SHORTENED = "shortened"


@dataclass(frozen=True)
class Line:
    """One line of the list, read and judged. `written` and `written_phone` are as the file has them."""

    sheet: str
    row: int
    written: str
    written_phone: str
    standing: Standing
    title: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    organisation: str = ""
    province: str = ""  # code
    network: int | None = None
    fault: str = ""
    remarks: tuple[str, ...] = ()
    is_member: bool = False  # a member of a network has this name and telephone number

    @property
    def full_name(self) -> str:
        return join_title(self.title, self.name)

    @property
    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def line_of(stored: dict[str, Any]) -> Line:
    """A line as it was kept (`Line.as_json`)."""
    return Line(**{**stored, "standing": Standing(stored["standing"]), "remarks": tuple(stored["remarks"])})


def judged(
    people: Iterable[PersonRow], *, provinces: Keys, networks: Keys, registered: Iterable[tuple[str, str]]
) -> list[Line]:
    """Every line of the list, in its order. `registered`: search key and telephone of who has a place already."""
    known: dict[str, set[str]] = defaultdict(set)
    for key, phone in registered:
        known[key].add(phone)
    above: dict[str, set[str]] = defaultdict(set)
    lines = []
    for person in people:
        line = _read(person, provinces, networks)
        if line.standing is not Standing.WRONG:
            key = search_key(line.name)
            line = replace(line, standing=_standing(line.phone, known.get(key, set()), above.get(key, set())))
            above[key].add(line.phone)
        lines.append(line)
    return lines


def linked(lines: Iterable[Line], members: Mapping[tuple[str, str], int]) -> list[Line]:
    """Who is a member of a network is linked with it, unless the list names another.

    `members`: network by search key and telephone number.
    """
    found = []
    for line in lines:
        network = members.get((search_key(line.name), line.phone)) if line.phone else None
        found.append(line if network is None else replace(line, network=line.network or network, is_member=True))
    return found


def _standing(phone: str, known: set[str], above: set[str]) -> Standing:
    if phone in known:
        return Standing.DOUBLE
    if phone in above:
        return Standing.REPEATED
    return Standing.ALIKE if known or above else Standing.NEW


def _read(person: PersonRow, provinces: Keys, networks: Keys) -> Line:
    title, name = split_title(person.name)
    if len(title) > LONGEST_TITLE:
        title, name = "", person.name
    phone, phone_is_bad = _phone(person.phone)
    email, email_is_bad = _email(person.email)
    province, province_is_bad = _province(person, provinces)
    network = networks.get(search_key(person.network, ignore_titles=False))
    organisation = " ".join(part for part in (person.organisation, "" if network else person.network) if part)
    fault = (
        Fault.NO_NAME if not search_key(name)
        else Fault.LONG_NAME if len(name) > LONGEST_NAME
        else Fault.PHONE if phone_is_bad
        else ""
    )  # fmt: skip
    remarks = {
        Remark.EMAIL: email_is_bad,
        Remark.PROVINCE: province_is_bad,
        Remark.SHORTENED: len(organisation) > LONGEST_ORGANISATION,
    }
    return Line(
        sheet=person.sheet,
        row=person.row,
        written=person.name[:LONGEST_NAME],
        written_phone=person.phone[:LONGEST_TITLE],
        standing=Standing.WRONG if fault else Standing.NEW,
        title=title,
        name=name[:LONGEST_NAME],
        phone=phone,
        email=email,
        organisation=organisation[:LONGEST_ORGANISATION],
        province=province,
        network=network,
        fault=fault,
        remarks=tuple(remark for remark, is_so in remarks.items() if is_so),
    )


def _phone(typed: str) -> tuple[str, bool]:
    """The clean number, and whether what stands there is none. A dash stands for "has none"."""
    try:
        return clean_phone("" if typed.strip(" -–.") == "" else typed), False
    except PhoneNumberError:
        return "", True


def _email(typed: str) -> tuple[str, bool]:
    if typed.strip(" -–.") == "":
        return "", False
    try:
        validate_email(typed)
    except ValidationError:
        return "", True
    return (typed, False) if len(typed) <= LONGEST_EMAIL else ("", True)


def _province(person: PersonRow, provinces: Keys) -> tuple[str, bool]:
    """The code; what a sheet's name or a line above only suggests is no fault where it names no province."""
    if key := search_key(person.province, ignore_titles=False):
        code = _code(key, provinces)
        return code, not code
    return _code(search_key(person.province_guess, ignore_titles=False), provinces), False


def _code(key: str, provinces: Keys) -> str:
    spellings = [key, *(key.removeprefix(before) for before in _BEFORE_A_PROVINCE if key.startswith(before))]
    return next((str(provinces[spelling]) for spelling in spellings if spelling in provinces), "")
