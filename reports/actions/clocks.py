"""The answer clock: it stands still while the office waits for the reporter, and starts anew at a contest."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from reports.models import Message, Report
from reports.rules.clocks import Pause, answer_by, paused
from reports.workflow import State

_ANSWERS = (Message.Kind.ANSWER, Message.Kind.CLOSING)


@transaction.atomic(durable=True)
def settle_clocks(report_id: UUID) -> None:
    """After a reporter's reply or contest, which the site may not reckon. From the trail, so it may run twice."""
    report = Report.objects.select_for_update(of=("self",)).filter(pk=report_id, is_practice=False).first()
    if report is None:
        return
    contest = report.messages.filter(kind=Message.Kind.CONTEST).order_by("-arrival").first()
    if contest and not report.messages.filter(kind__in=_ANSWERS, arrival__gt=contest.arrival).exists():
        report.answered_on = None
    set_answer_clock(report)
    report.save(update_fields=["answered_on", "answer_by"])


def set_answer_clock(report: Report) -> None:
    """The deadline of the answer, reckoned from the trail of states. One query; not saved yet."""
    began, pauses = _round_of(report.submitted_on, list(report.steps.order_by("id").values_list("state", "on")))
    report.answer_by = paused(answer_by(began), pauses, today=timezone.localdate())


def _round_of(submitted_on: date, steps: list[tuple[str, date]]) -> tuple[date, list[Pause]]:
    """The day from which the clock runs (sent, or reopened last), and the waiting since then."""
    began, pauses = submitted_on, list[Pause]()
    before = ""
    for state, on in steps:
        if before == State.CLOSED:
            began, pauses = on, []
        if before == State.WAITING:
            pauses[-1] = Pause(pauses[-1].since, on)
        if state == State.WAITING:
            pauses.append(Pause(on))
        before = state
    return began, pauses
