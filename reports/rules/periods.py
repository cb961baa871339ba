"""Stretches of time that figures are asked of: a month, a fiscal year, any days."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pacc.thai.fiscal_year import bounds, fiscal_year_of

LONGEST_BY_DAY = 31  # days; longer ones are drawn by month
LONGEST = 366 * 5  # days: as long as anybody compares, and few enough months for a picture


class PeriodKind(StrEnum):
    THIS_MONTH = "this-month"
    LAST_MONTH = "last-month"
    DATES = "dates"


@dataclass(frozen=True)
class Period:
    """Both days are inside."""

    first: date
    last: date

    @property
    def is_by_day(self) -> bool:
        return (self.last - self.first).days < LONGEST_BY_DAY

    @property
    def steps(self) -> "list[Period]":
        """The days of a short period, the months of a long one, cut where it begins and ends within one."""
        if self.is_by_day:
            return [Period(day, day) for day in _days(self)]
        months = [month_of(first) for first in _firsts(self)]
        return [Period(max(each.first, self.first), min(each.last, self.last)) for each in months]

    @property
    def whole_months(self) -> list[date]:
        """First days of the months that lie wholly in it."""
        return [first for first in _firsts(self) if first >= self.first and month_of(first).last <= self.last]

    @property
    def edges(self) -> "list[Period]":
        """What is left of it beside its whole months."""
        whole = self.whole_months
        if not whole:
            return [self]
        before, after = Period(self.first, whole[0] - timedelta(1)), Period(next_month(whole[-1]), self.last)
        return [edge for edge in (before, after) if edge.first <= edge.last]


def month_of(day: date) -> Period:
    first = day.replace(day=1)
    return Period(first, next_month(first) - timedelta(1))


def next_month(first: date) -> date:
    return (first.replace(day=1) + timedelta(31)).replace(day=1)


def month_before(day: date) -> Period:
    return month_of(day.replace(day=1) - timedelta(1))


def months_back(day: date, count: int) -> list[date]:
    """First days of so many months, that of `day` first."""
    firsts = [day.replace(day=1)]
    while len(firsts) < count:
        firsts.append(month_before(firsts[-1]).first)
    return firsts


def fiscal_years_back(day: date, count: int) -> list[int]:
    """So many fiscal years (B.E.), that of `day` first."""
    return [fiscal_year_of(day) - number for number in range(count)]


def fiscal_year_period(year: int) -> Period:
    return Period(*bounds(year))


def _days(period: Period) -> list[date]:
    return [period.first + timedelta(number) for number in range((period.last - period.first).days + 1)]


def _firsts(period: Period) -> list[date]:
    firsts = [period.first.replace(day=1)]
    while next_month(firsts[-1]) <= period.last:
        firsts.append(next_month(firsts[-1]))
    return firsts
