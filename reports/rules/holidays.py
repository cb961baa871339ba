"""The holidays that an admin keeps, as what the clocks are counted by."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from pacc.thai.working_days import GOVERNMENT_HOLIDAYS


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
