"""Lets the demonstration's deeds happen on earlier days, through the real actions.

Only `manage.py load_demo` uses it, in a process of its own that serves nobody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from django.utils import timezone

from pacc.thai.dates import BANGKOK


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside the block it is that moment for everything that asks `django.utils.timezone`."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def moment_of(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of the day, by Thailand's clock."""
    return datetime.combine(day, time(hour, minute), BANGKOK)
