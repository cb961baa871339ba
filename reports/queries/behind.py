"""The reports behind a figure: what narrows the queue to just those that a dashboard counted (as `reports_facts`)."""

from datetime import date
from enum import StrEnum

from django.db.models import F, Q

from reports.rules.readings import FACT_FINDING, ClockKind
from reports.workflow import DONE

CONFLICTS = "conflicts"  # beside office numbers: reports about the PACC itself, which lie at none


class Contested(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


def lying_at(places: list[str]) -> Q:
    """At one of these offices; CONFLICTS may be among them."""
    lying = Q(office__in=[int(place) for place in places if place != CONFLICTS], is_conflict=False)
    return lying | Q(is_conflict=True) if CONFLICTS in places else lying


def clock_over(clock: str, *, today: date) -> Q:
    """Their running clock is this one, and its last day is past."""
    examined_first = Q(state=FACT_FINDING, examine_by__lt=F("feedback_by"))
    running = {
        ClockKind.ACKNOWLEDGE: Q(acknowledged_on=None),
        ClockKind.ANSWER: Q(acknowledged_on__isnull=False, answered_on=None),
        ClockKind.EXAMINATION: Q(acknowledged_on__isnull=False, answered_on__isnull=False) & examined_first,
        ClockKind.FEEDBACK: Q(acknowledged_on__isnull=False, answered_on__isnull=False)
        & (~Q(state=FACT_FINDING) | Q(examine_by=None) | Q(feedback_by=None) | Q(examine_by__gte=F("feedback_by"))),
    }
    return Q(due_on__lt=today) & running[ClockKind(clock)]


def met_late(clock: str) -> Q:
    """Acknowledged, or first answered, after the last day for it."""
    if clock == ClockKind.ACKNOWLEDGE:
        return Q(acknowledged_on__gt=F("acknowledge_by"))
    return Q(answered_on__gt=F("answer_by"))


def contested(which: str) -> Q:
    closed = Q(state__in=DONE)
    return Q(was_contested=True) & (closed if which == Contested.CLOSED else ~closed)
