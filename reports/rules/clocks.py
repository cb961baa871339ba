"""How long an office has, in Thai government working days counted from the day after.

Source: domain.md, Clocks. The law fixes no answer deadline for complainants that was found: these are defaults.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from pacc.thai.working_days import add_working_days, working_days_between

# From the day it arrived
ACKNOWLEDGE_DAYS = 7
ANSWER_DAYS = 15
FEEDBACK_DAYS = 90
# From the day that fact-finding began
EXAMINATION_DAYS = 60
EXAMINATION_WARNINGS = (15, 30, 45)
# A deadline is near from this many working days before it on.
NEAR_DAYS = 3


class Urgency(TextChoices):
    """How a deadline stands; the values are the style sheet's."""

    ON_TIME = "on_time", pgettext_lazy("deadline", "On time")
    NEAR = "near", pgettext_lazy("deadline", "Due soon")
    OVER = "over", pgettext_lazy("deadline", "Overdue")


@dataclass(frozen=True)
class Pause:
    """Days on which a clock stood still: the office waited for the reporter, from the question to the answer, or the
    report was merged into another. Open while `until` is None."""

    since: date
    until: date | None = None
    is_merge: bool = False


def acknowledge_by(arrived: date, *, holidays: Container[date] | None = None) -> date:
    """The last day on which an officer takes the report."""
    return add_working_days(arrived, ACKNOWLEDGE_DAYS, holidays)


def answer_by(arrived: date, *, holidays: Container[date] | None = None) -> date:
    """The last day of the first answer to the reporter."""
    return add_working_days(arrived, ANSWER_DAYS, holidays)


def feedback_by(arrived: date, *, holidays: Container[date] | None = None) -> date:
    """The last day on which the reporter is told the result."""
    return add_working_days(arrived, FEEDBACK_DAYS, holidays)


def examination_by(began: date, *, holidays: Container[date] | None = None) -> date:
    """The last day of a preliminary examination."""
    return add_working_days(began, EXAMINATION_DAYS, holidays)


def examination_warnings(began: date, *, holidays: Container[date] | None = None) -> tuple[date, ...]:
    """The days on which an examination is looked at again."""
    return tuple(add_working_days(began, days, holidays) for days in EXAMINATION_WARNINGS)


def paused(due: date, pauses: Iterable[Pause], *, today: date, holidays: Container[date] | None = None) -> date:
    """The deadline, later by the working days that the clock stood still. A pause after the deadline mends nothing;
    one that begins on its day still does: a question on the last day is in time. A merge always counts: when it is
    undone, the report is as late as it was."""
    for pause in sorted(pauses, key=lambda each: each.since):
        if pause.since <= due or pause.is_merge:
            due = add_working_days(due, working_days_between(pause.since, pause.until or today, holidays), holidays)
    return due


def working_days_left(due: date, *, today: date, holidays: Container[date] | None = None) -> int:
    """Working days after today up to the deadline: 0 on its day, negative when it is over."""
    return working_days_between(today, due, holidays)


def due_at_latest(days_over: int, *, today: date, holidays: Container[date] | None = None) -> date:
    """The latest deadline that is over by so many working days today; today has to be one."""
    day = today
    while working_days_between(day, today, holidays) < days_over:
        day -= timedelta(days=1)
    return day


def urgency_of(due: date, *, today: date, holidays: Container[date] | None = None) -> Urgency:
    """Whether the deadline is over, near or far. A deadline that passed over a weekend is over."""
    if today > due:
        return Urgency.OVER
    near = working_days_left(due, today=today, holidays=holidays) <= NEAR_DAYS
    return Urgency.NEAR if near else Urgency.ON_TIME


@dataclass(frozen=True)
class Deadline:
    """A deadline as it stands today; `left` in working days, negative when it is over."""

    on: date
    left: int
    urgency: Urgency


def deadline(on: date, *, today: date, holidays: Container[date]) -> Deadline:
    left = working_days_left(on, today=today, holidays=holidays)
    return Deadline(on, left, urgency_of(on, today=today, holidays=holidays))
