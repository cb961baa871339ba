"""On which days a workshop's practice link works: its own, the day before to try it, the day after to finish."""

from datetime import date, timedelta

_AROUND = timedelta(days=1)


def practice_days(starts_on: date, ends_on: date) -> tuple[date, date]:
    """First and last day, both included."""
    return starts_on - _AROUND, ends_on + _AROUND
