"""The government's fiscal year: 1 October to 30 September, named by the Buddhist year in which it ends."""

from datetime import date

from pacc.thai.dates import BUDDHIST_ERA_OFFSET


def fiscal_year_of(day: date) -> int:
    """The fiscal year (B.E.) that the day lies in: 1 October 2021 and 30 September 2022 are both in 2565."""
    return day.year + BUDDHIST_ERA_OFFSET + (1 if day.month >= 10 else 0)


def bounds(fiscal_year: int) -> tuple[date, date]:
    """First and last day, both inside, of a fiscal year (B.E.)."""
    year = fiscal_year - BUDDHIST_ERA_OFFSET
    return date(year - 1, 10, 1), date(year, 9, 30)
