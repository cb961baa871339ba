"""How each of a report's clocks stands: worked out from dated facts alone, whatever the day on which it is asked.

Four clocks, in the government's working days. *Acknowledge*: an officer takes the report. *First answer*: the office
writes to the reporter. *Feedback*: the reporter is told what became of it. *Examination*: the preliminary one, from the
day fact-finding began. All but the first stand still while the office waits for the reporter, and all of them while
the report is merged into another.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from pacc.thai.working_days import add_working_days, working_days_between
from reports.rules.clocks import ACKNOWLEDGE_DAYS, ANSWER_DAYS, EXAMINATION_DAYS, FEEDBACK_DAYS, Pause, paused

Holidays = Container[date]
# States of the workflow that clocks know by name; a test compares.
ROUTED, WAITING, FACT_FINDING, CLOSED, MERGED = "routed", "waiting", "fact_finding", "closed", "merged"
# The reporter knows what became of it: the office has nothing more to tell until she asks again.
ENDED = frozenset({CLOSED, "referred", "handed_over"})


class ClockKind(TextChoices):
    ACKNOWLEDGE = "acknowledge", _("Take it")
    ANSWER = "answer", _("First answer")
    FEEDBACK = "feedback", _("Tell the result")
    EXAMINATION = "examination", _("Finish the examination")


class Standing(StrEnum):
    RUNS = "runs"
    STANDS = "stands"
    MET = "met"


@dataclass(frozen=True)
class Facts:
    """What the clocks are read from. `trail`: each state and since which day, oldest first."""

    submitted_on: date
    trail: Sequence[tuple[str, date]] = ()
    acknowledged_on: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True)
class Reading:
    """One clock. `by` leaves out a pause that is under way: `left_standing` working days remain when it ends."""

    kind: ClockKind
    since: date  # counted from the day after
    days: int
    by: date
    standing: Standing
    met_on: date | None = None
    stands_since: date | None = None
    stood: int = 0  # working days that it stood still
    left_standing: int = 0
    reopened: bool = False
    is_merged: bool = False  # it stands still because the report is a part of another one now
    was_merged: bool = False  # a merge is among what it stood still for


def readings(facts: Facts, *, holidays: Holidays) -> dict[ClockKind, Reading]:
    """Every clock that has begun."""
    trail = list(facts.trail)
    began, reopened, here = _round(trail, facts.submitted_on)
    waits, merged = _pauses(here), _pauses(trail, {MERGED})
    read = [
        _reading(ClockKind.ACKNOWLEDGE, facts.submitted_on, ACKNOWLEDGE_DAYS, facts.acknowledged_on, merged, holidays),
        _reading(ClockKind.ANSWER, began, ANSWER_DAYS, facts.answered_on, waits, holidays, reopened=reopened),
        _feedback(facts.submitted_on, trail, began, here, waits, holidays, reopened=reopened),
    ]
    stint = _stint(here)
    examined_on = _first(stint, {FACT_FINDING})
    if examined_on:
        told_on = _first(_from(stint, FACT_FINDING), ENDED)
        read.append(
            _reading(ClockKind.EXAMINATION, examined_on, EXAMINATION_DAYS, told_on, _pauses(stint), holidays)
        )  # fmt: skip
    return {reading.kind: reading for reading in read}


def _reading(
    kind: ClockKind,
    since: date,
    days: int,
    met_on: date | None,
    pauses: Iterable[Pause],
    holidays: Holidays,
    *,
    due: date | None = None,
    reopened: bool = False,
) -> Reading:
    """`due` where the deadline without these pauses is not simply so many days later."""
    begun = due or add_working_days(since, days, holidays)
    # Waiting before it began or after it was met moves nothing.
    own = [pause for pause in pauses if (pause.until or pause.since) >= since and not (met_on and pause.since > met_on)]
    own = [replace(pause, since=max(pause.since, since), until=_earlier(pause.until, met_on)) for pause in own]
    under_way = next((pause for pause in own if pause.until is None), None)
    over = [replace(pause, until=pause.until or pause.since) for pause in own]
    by = paused(begun, over, today=since, holidays=holidays)
    stands = under_way is not None and (under_way.since <= by or under_way.is_merge)
    open_since = under_way.since if under_way else None
    return Reading(
        kind=kind,
        since=since,
        days=days,
        by=by,
        standing=Standing.MET if met_on else Standing.STANDS if stands else Standing.RUNS,
        met_on=met_on,
        stands_since=open_since if stands else None,
        stood=working_days_between(begun, by, holidays),
        left_standing=working_days_between(open_since, by, holidays) if open_since and stands else 0,
        reopened=reopened,
        is_merged=under_way is not None and under_way.is_merge,
        was_merged=any(pause.is_merge for pause in own),
    )


def _feedback(
    submitted_on: date,
    trail: list[tuple[str, date]],
    began: date,
    here: list[tuple[str, date]],
    waits: list[Pause],
    holidays: Holidays,
    *,
    reopened: bool,
) -> Reading:
    """Goes on with what was left after a reopening, and with a first answer's time at least: overdue by nobody's fault
    is not overdue."""
    told_on = _first(here, ENDED)
    due = None
    if reopened:
        before = trail[: len(trail) - len(here)]
        ended_on = _first(before, ENDED) or began
        earlier = [pause for pause in _pauses(before) if pause.since <= ended_on]
        closed = Pause(ended_on, began)
        left = paused(
            add_working_days(submitted_on, FEEDBACK_DAYS, holidays), [*earlier, closed], today=began, holidays=holidays
        )
        due = max(left, add_working_days(began, ANSWER_DAYS, holidays))
    since = began if reopened else submitted_on
    return _reading(
        ClockKind.FEEDBACK, since, FEEDBACK_DAYS, told_on, waits, holidays, due=due, reopened=reopened
    )  # fmt: skip


def _round(trail: list[tuple[str, date]], submitted_on: date) -> tuple[date, bool, list[tuple[str, date]]]:
    """Since when it is open (sent, or reopened last), whether it was reopened, and the trail since then."""
    for position in range(len(trail) - 1, 0, -1):
        if trail[position - 1][0] == CLOSED and trail[position][0] != CLOSED:
            return trail[position][1], True, trail[position:]
    return submitted_on, False, trail


def _stint(trail: list[tuple[str, date]]) -> list[tuple[str, date]]:
    """The trail at the office where it lies: another one begins its own examination."""
    last = max((position for position, (state, _on) in enumerate(trail) if state == ROUTED), default=0)
    return trail[last:]


def _pauses(trail: list[tuple[str, date]], states: Container[str] = frozenset({WAITING, MERGED})) -> list[Pause]:
    """From each question, or merge, to what came next; the last may be open."""
    ends = [on for _state, on in trail[1:]]
    return [
        Pause(on, ends[position] if position < len(ends) else None, is_merge=state == MERGED)
        for position, (state, on) in enumerate(trail)
        if state in states
    ]


def _from(trail: list[tuple[str, date]], state: str) -> list[tuple[str, date]]:
    start = next((position for position, (each, _on) in enumerate(trail) if each == state), len(trail))
    return trail[start:]


def _first(trail: list[tuple[str, date]], states: Container[str]) -> date | None:
    return next((on for state, on in trail if state in states), None)


def _earlier(until: date | None, met_on: date | None) -> date | None:
    if until is None or met_on is None:
        return met_on if until is None else until
    return min(until, met_on)
