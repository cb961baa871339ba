"""Thai government working days: Monday to Friday without the government's holidays.

Source: the package `holidays` (country TH), which follows the Royal Gazette and cabinet resolutions: royal days,
Buddhist days by the Thai lunar calendar, the Royal Ploughing Ceremony, days in lieu and special days. It is exact for
past years; a holiday proclaimed after the package was released is missing until it is updated. Every function takes
the holidays as a container of dates, so that a table kept by an admin can be given instead. See
docs/decisions/0010-working-days.md.
"""

from collections.abc import Container
from datetime import date, timedelta
from functools import cache

import holidays as holiday_calendar

# No holidays of the civil service: government offices are open on 1 May, when banks and companies are closed, and
# Children's Day is a Saturday that is only celebrated.
_NOT_FOR_OFFICES = ("วันแรงงานแห่งชาติ", "วันเด็กแห่งชาติ")

_ONE_DAY = timedelta(days=1)


@cache
def government_holidays(year: int) -> frozenset[date]:
    """The days of a year (C.E.) on which government offices are closed, besides weekends."""
    return frozenset(named_holidays(year))


def named_holidays(year: int) -> dict[date, tuple[str, str]]:
    """The same with their names in Thai and English; several of one day are joined by a semicolon."""
    thai, english = _days_of(year, "th"), _days_of(year, "en_US")
    named = {}
    for day in sorted(thai):
        pairs = zip(thai[day], english[day], strict=True)
        own = [pair for pair in pairs if not any(name in pair[0] for name in _NOT_FOR_OFFICES)]
        if own:
            named[day] = ("; ".join(th for th, _en in own), "; ".join(en for _th, en in own))
    return named


def _days_of(year: int, language: str) -> dict[date, list[str]]:
    days = holiday_calendar.country_holidays("TH", years=year, categories=("public", "government"), language=language)
    return {day: name.split("; ") for day, name in days.items()}


class _GovernmentHolidays(Container[date]):
    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in government_holidays(day.year)


GOVERNMENT_HOLIDAYS: Container[date] = _GovernmentHolidays()


def is_working_day(day: date, holidays: Container[date] | None = None) -> bool:
    """Whether offices are open."""
    return day.weekday() < 5 and day not in (GOVERNMENT_HOLIDAYS if holidays is None else holidays)


def add_working_days(start: date, days: int, holidays: Container[date] | None = None) -> date:
    """The last of `days` working days, counted from the day after `start`; `start` itself for none."""
    if days < 0:
        raise ValueError("working days are counted forwards")
    day = start
    while days:
        day += _ONE_DAY
        days -= is_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: Container[date] | None = None) -> int:
    """Working days after `start` up to and including `end`; negative when `end` comes first."""
    if end < start:
        return -working_days_between(end, start, holidays)
    return sum(is_working_day(start + timedelta(days=n), holidays) for n in range(1, (end - start).days + 1))
