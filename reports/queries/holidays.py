"""The holidays that an admin keeps. One query a page or transaction: each asks once and hands the table on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.models import Holiday, HolidayYear
from reports.rules.holidays import HolidayTable, table_of


@dataclass(frozen=True)
class YearPage:
    """One year as its admin reads it. No `year`: nobody made it yet."""

    number: int
    year: HolidayYear | None
    days: Sequence[Holiday]
    retired: Sequence[Holiday]
    known: Sequence[int]  # the years there are

    @property
    def before(self) -> int | None:
        return max((number for number in self.known if number < self.number), default=None)

    @property
    def after(self) -> int | None:
        return min((number for number in self.known if number > self.number), default=None)


def holiday_table() -> HolidayTable:
    """What the clocks are counted by. One query, some twenty rows a year."""
    return table_of(Holiday.objects.order_by().values_list("on", "is_retired"))


def holidays_of(number: int) -> YearPage:
    """Three queries."""
    year = HolidayYear.objects.select_related("checked_by").filter(pk=number).first()
    days = list(Holiday.objects.filter(year=number))
    return YearPage(
        number,
        year,
        [day for day in days if not day.is_retired],
        [day for day in days if day.is_retired],
        list(HolidayYear.objects.order_by("year").values_list("year", flat=True)),
    )


def unchecked_years(*, today: date) -> list[int]:
    """Years that deadlines of today reach and that nobody compared with the cabinet's list: this one, and from October
    on the next. One query."""
    reached = [today.year, today.year + 1] if today.month >= 10 else [today.year]
    checked = HolidayYear.objects.filter(pk__in=reached, checked_on__isnull=False).values_list("year", flat=True)
    return sorted(set(reached) - set(checked))
