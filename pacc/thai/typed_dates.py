"""Dates as people type them: day, month and a year of the Buddhist era, each part possibly left out."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacc.thai.dates import BUDDHIST_ERA_OFFSET, month_names, year_shown
from pacc.thai.digits import clean_number

Part = Literal["day", "month", "year"]

# Above this a typed year is of the Buddhist era (domain.md, Thai conventions).
_FIRST_BUDDHIST_YEAR = 2401
# Years (C.E.) that anyone means here: a person's birth at the earliest, a long plan at the latest.
_PLAUSIBLE_YEARS = range(1900, 2201)


class TypedDateError(ValueError):
    """What was typed is no date. `part` is the part to mend, the message says how, in the reader's language."""

    def __init__(self, part: Part, message: str) -> None:
        super().__init__(message)
        self.part = part
        self.message = message


@dataclass(frozen=True)
class TypedDate:
    """A day, a month or a year (C.E.), as precise as it was typed."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def parse_year(text: str) -> int:
    """The year (C.E.) that was typed; above 2400 it is a Buddhist year.

    Two digits are refused: 26 may be 2526 or 2026, and a wrong year is worse than a second try.
    Raises TypedDateError.
    """
    typed = clean_number(text).removeprefix("พ.ศ.").removeprefix("ค.ศ.")
    example = year_shown(2026)
    if not (typed.isascii() and typed.isdigit() and len(typed) == 4):
        raise TypedDateError("year", _("Write the year in four digits, such as %(example)s") % {"example": example})
    year = int(typed)
    if year >= _FIRST_BUDDHIST_YEAR:
        year -= BUDDHIST_ERA_OFFSET
    if year not in _PLAUSIBLE_YEARS:
        raise TypedDateError("year", _("Check the year, for example %(example)s") % {"example": example})
    return year


def parse_month(text: str) -> int:
    """1 to 12, from the number of a month list. Raises TypedDateError."""
    typed = clean_number(text)
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 2 and 1 <= int(typed) <= 12):
        raise TypedDateError("month", _("Choose the month"))
    return int(typed)


def _parse_day(text: str, month: int, year: int) -> int:
    typed = clean_number(text)
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 2 and 1 <= int(typed) <= 31):
        raise TypedDateError("day", _("Write the day as a number from 1 to 31, or leave it blank"))
    day, days = int(typed), monthrange(year, month)[1]
    if day > days:
        message = ngettext(
            "%(month)s %(year)s has %(days)s day. Change the day, or leave it blank",
            "%(month)s %(year)s has %(days)s days. Change the day, or leave it blank",
            days,
        )
        shown = {"month": month_names()[month - 1], "year": year_shown(year), "days": days}
        raise TypedDateError("day", message % shown)
    return day


def parse_date(day: str, month: str, year: str) -> TypedDate | None:
    """What three boxes say: a day, a month, a year, or nothing at all (None).

    Whether a date to come is allowed is the caller's question. Raises TypedDateError.
    """
    day, month, year = (clean_number(part) for part in (day, month, year))
    if not (day or month or year):
        return None
    if day and not month:
        raise TypedDateError("month", _("Choose the month, or leave the day blank too"))
    if not year:
        raise TypedDateError("year", _("Write the year, such as %(example)s") % {"example": year_shown(2026)})
    parsed_year = parse_year(year)
    if not month:
        return TypedDate(parsed_year)
    parsed_month = parse_month(month)
    if not day:
        return TypedDate(parsed_year, parsed_month)
    return TypedDate(parsed_year, parsed_month, _parse_day(day, parsed_month, parsed_year))
