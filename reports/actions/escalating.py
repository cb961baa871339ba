"""Overdue: the director of the office is told, and days later the central intake. By mail, without content."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from pacc.accounts.models import User
from pacc.ledger.record import record
from pacc.notify.send import promise_mail
from pacc.thai.working_days import is_working_day
from reports.access import directors_to_tell, intake_to_tell
from reports.models import Escalation, Report
from reports.queries.holidays import holiday_table
from reports.queries.overdue import WATCHED, overdue_untold
from reports.rules.clocks import due_at_latest
from reports.rules.readings import ClockKind

BATCH = 200  # reports a step and clock; what is left comes with the next round
# Working days over from which each step is told.
STEPS = {Escalation.Step.DIRECTOR: 1, Escalation.Step.INTAKE: 6}

Told = dict[User, Counter[tuple[int | None, str]]]


@transaction.atomic(durable=True)
def escalate_overdue(*, today: date | None = None) -> int:
    """Promise one mail a step to each person who has something new to know; how many. Each step of a clock once: two
    rounds at once share the rows, and what was told is written down. On working days only.

    A mail holds counts and an address: no content, no reference.
    """
    today, holidays = today or timezone.localdate(), holiday_table()
    if not is_working_day(today, holidays):
        return 0
    mails = 0
    for step, days_over in STEPS.items():
        due_until = due_at_latest(days_over, today=today, holidays=holidays)
        told: Told = defaultdict(Counter)
        for clock in WATCHED:
            found = overdue_untold(clock, step, due_until=due_until).select_for_update(skip_locked=True, of=("self",))
            _tell(list(found.only(*_NEEDED).order_by("due_on", "pk")[:BATCH]), clock, step, told, today)
        for person, counts in told.items():
            _mail(person, step, counts)
        mails += len(told)
    return mails


_NEEDED = ("id", "office", "is_conflict", "about_office", "about_pacc", "agency_kind", "was_contested", "due_on")


def _tell(reports: Iterable[Report], clock: ClockKind, step: Escalation.Step, told: Told, today: date) -> None:
    """Write the step down for each report, also where nobody is in post to be told: the next one still comes."""
    people_of = directors_to_tell if step == Escalation.Step.DIRECTOR else intake_to_tell
    known: dict[tuple[object, ...], list[User]] = {}
    for report in reports:
        place = (report.office_id, report.is_conflict, report.about_office_id, report.about_pacc, report.agency_kind)
        if place not in known:
            known[place] = list(people_of(report, on=today))
        for person in known[place]:
            told[person][report.office_id, clock] += 1
        Escalation(report=report, clock=clock, reopened=report.was_contested, step=step, on=today).save(
            force_insert=True
        )
        record(
            "report.escalated",
            report_id=report.pk,
            office_number=report.office_id,
            clock=str(clock),
            step=str(step),
            told=len(known[place]),
        )


def _mail(person: User, step: Escalation.Step, counts: Counter[tuple[int | None, str]]) -> None:
    by_clock: Counter[str] = Counter()
    for (_office, clock), number in counts.items():
        by_clock[clock] += number
    with override(person.language):
        url = settings.DESK_URL + reverse("reports:report_list") + "?overdue=on"
    promise_mail(
        "overdue",
        to=person,
        is_intake=step == Escalation.Step.INTAKE,
        acknowledge=by_clock[ClockKind.ACKNOWLEDGE],
        answer=by_clock[ClockKind.ANSWER],
        offices=sorted({office for office, _clock in counts if office is not None}),
        url=url,
    )
