"""The holidays that an admin keeps, as what the clocks are counted by."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from pacc.thai.working_days import GOVERNMENT_HOLIDAYS

# Years from this one on that are made from the package; deadlines reach half a year ahead.
SEEDED_AHEAD = 2
# Years back and ahead in which an admin may still set a day: a slip of the pen lies beyond.
_YEARS_BACK, _YEARS_AHEAD = 2, 4


def may_hold(year: int, *, today: date) -> bool:
    """Whether somebody may mean a holiday of that year (C.E.)."""
    return today.year - _YEARS_BACK <= year <= today.year + _YEARS_AHEAD


@dataclass(frozen=True)
class HolidayTable(Container[date]):
    """The table's days; for a year that it does not hold yet, what the package `holidays` says."""

    days: frozenset[date]
    years: frozenset[int]

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return day in self.days if day.year in self.years else day in GOVERNMENT_HOLIDAYS


def table_of(rows: Iterable[tuple[date, bool]]) -> HolidayTable:
    """From (day, is retired). A year is held as soon as it has one row, also where all of them are retired."""
    kept = list(rows)
    return HolidayTable(
        days=frozenset(day for day, is_retired in kept if not is_retired),
        years=frozenset(day.year for day, _is_retired in kept),
    )
