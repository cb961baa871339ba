"""Figures of a dashboard, each with what the queue is asked for to show the reports behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.rules.periods import Period

OPEN, OVERDUE = _("Open today"), _("Overdue today")
CAME_IN, CLOSED = pgettext_lazy("reports", "Came in"), pgettext_lazy("reports", "Closed")
# What the figures of a line are, on the screen and on paper.
OF_PLACES = (OPEN, OVERDUE, CAME_IN, CLOSED)
OF_OFFICERS = (OPEN, OVERDUE, CLOSED)
OF_CLOCKS = (_("Ran out, not done"), _("Done too late"))
OF_STEPS = (CAME_IN, CLOSED)


@dataclass(frozen=True)
class Figure:
    """`asks` is empty where the reader may count the reports and not list them."""

    count: int
    asks: Mapping[str, str] = field(default_factory=dict)

    @property
    def leads(self) -> bool:
        """There is a list behind it."""
        return bool(self.count and self.asks)


@dataclass(frozen=True)
class Line:
    """A row of a table: what it is of, and its figures. `key` is an office's number or a clock's name."""

    label: Any
    figures: Sequence[Figure | None]
    key: str = ""


@dataclass(frozen=True)
class Step:
    """A day or a month of the period: what came in and what was closed."""

    period: Period
    received: Figure
    closed: Figure


@dataclass(frozen=True)
class Age:
    """Open reports that came in so many days ago; no `until_days`: any number above."""

    label: Any
    from_days: int
    until_days: int | None

    def days(self, today: date) -> tuple[date | None, date]:
        """From which day and until which they came in; no first day where any earlier one does."""
        first = None if self.until_days is None else today - timedelta(self.until_days)
        return first, today - timedelta(self.from_days)


AGES = (
    Age(_("Up to 15 days"), 0, 15),
    Age(_("16–30 days"), 16, 30),
    Age(_("31–60 days"), 31, 60),
    Age(_("61–90 days"), 61, 90),
    Age(_("More than 90 days"), 91, None),
)


@dataclass(frozen=True)
class Overview:
    """What directors read. First what stands today, whatever the period; then what happened in the period."""

    period: Period
    today: date
    open: Figure
    overdue: Figure
    nobodys: Figure
    contested_open: Figure
    ages: Sequence[Line]
    clocks: Sequence[Line]
    received: Figure
    closed: Figure
    contested_closed: Figure
    steps: Sequence[Step]
    reasons: Sequence[Line]
    officers: Sequence[Line]
    provinces: Sequence[Line]
    offices: Sequence[Line]
