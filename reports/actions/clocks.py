"""A report's deadlines, kept in step with its dated facts. What they are says `rules.readings`."""

from collections.abc import Container, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from reports.models import Message, Report, Step
from reports.queries.holidays import holiday_table
from reports.rules.readings import ENDED, ClockKind, Facts, Reading, readings

_ANSWERS = (Message.Kind.ANSWER, Message.Kind.CLOSING)
DEADLINES = ("acknowledge_by", "answer_by", "feedback_by", "examine_by")
BATCH = 500  # reports a transaction, when a holiday changed: each is locked until it ends

Trail = list[tuple[str, date]]


@transaction.atomic(durable=True)
def settle_clocks(report_id: UUID) -> None:
    """After a reporter's reply or contest, which the site may not reckon. From the trail, so it may run twice."""
    report = Report.objects.select_for_update(of=("self",)).filter(pk=report_id, is_practice=False).first()
    if report is None:
        return
    contest = report.messages.filter(kind=Message.Kind.CONTEST).order_by("-arrival").first()
    if contest and not report.messages.filter(kind__in=_ANSWERS, arrival__gt=contest.arrival).exists():
        report.answered_on = None
    set_clocks(report)
    report.save(update_fields=["answered_on", *DEADLINES])


def set_clocks(report: Report) -> None:
    """The deadlines, reckoned from the trail of states. Two queries; not saved yet."""
    _set(report, list(report.steps.order_by("id").values_list("state", "on")), holiday_table())


@transaction.atomic(durable=True)
def recount_clocks(since: date, after: UUID | None = None) -> None:
    """A holiday from that day on changed: reckon the open reports whose clocks may pass it, so many at a time.

    From facts alone, so any number of runs says the same.
    """
    open_ones = Report.objects.filter(is_practice=False).exclude(state__in=ENDED).exclude(routed_on=None)
    passing = open_ones.filter(Q(feedback_by=None) | Q(feedback_by__gte=since) | Q(examine_by__gte=since))
    if after:
        passing = passing.filter(pk__gt=after)
    # Only what the reckoning needs: nothing sealed is read for it.
    wanted = ("id", "submitted_on", "acknowledged_on", "answered_on", *DEADLINES)
    reports = list(passing.only(*wanted).select_for_update(of=("self",)).order_by("pk")[:BATCH])
    if not reports:
        return
    changed = _recounted(reports)
    Report.objects.bulk_update(changed, DEADLINES)
    record("clocks.recounted", since=str(since), reports=len(reports), changed=len(changed))
    if len(reports) == BATCH:
        enqueue("reports.recount_clocks", since=str(since), after=str(reports[-1].pk))


def _recounted(reports: list[Report]) -> list[Report]:
    """Those whose deadlines moved. Two queries."""
    trails: dict[UUID, Trail] = {report.pk: [] for report in reports}
    for report_id, state, on in (
        Step.objects.filter(report__in=trails).order_by("id").values_list("report_id", "state", "on")
    ):
        trails[report_id].append((state, on))
    holidays = holiday_table()
    changed = []
    for report in reports:
        before = _deadlines(report)
        _set(report, trails[report.pk], holidays)
        if _deadlines(report) != before:
            changed.append(report)
    return changed


def _deadlines(report: Report) -> tuple[date | None, ...]:
    return tuple(getattr(report, name) for name in DEADLINES)


def _set(report: Report, trail: Iterable[tuple[str, date]], holidays: Container[date]) -> None:
    facts = Facts(report.submitted_on, tuple(trail), report.acknowledged_on, report.answered_on)
    read = readings(facts, holidays=holidays)
    report.acknowledge_by = _last_day(read[ClockKind.ACKNOWLEDGE])
    report.answer_by = _last_day(read[ClockKind.ANSWER])
    report.feedback_by = _last_day(read[ClockKind.FEEDBACK])
    report.examine_by = _last_day(read.get(ClockKind.EXAMINATION))


def _last_day(reading: Reading | None) -> date | None:
    """None, too, while the report is a part of another one: `due_on` is then empty, and nothing is chased."""
    return None if reading is None or reading.is_merged else reading.by
