"""Mails to an office's officers: there is something new in the queue. In batches, so that no mail tells the minute."""

from collections import Counter, defaultdict
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from pacc.accounts.models import User
from pacc.notify.send import promise_mail
from reports.access import is_about_headquarters, officers_to_tell
from reports.models import Message, Report, Routing
from reports.workflow import State

BATCH = 500  # rows a round; what is left comes with the next one

Told = dict[User, Counter[str]]
OfficersOf = Callable[[Report], list[User]]


@transaction.atomic(durable=True)
def tell_offices() -> int:
    """Promise one mail to each officer who has something new, and mark it as told; how many mails.

    A mail holds two counts and an address: no content, no reference. Two rounds at once share the rows between them.
    """
    told: Told = defaultdict(Counter)
    officers_of = _officers_of()
    _new_reports(told, officers_of)
    _replies(told, officers_of)
    for officer, counts in told.items():
        with override(officer.language):
            url = settings.DESK_URL + reverse("reports:report_list")
        promise_mail("office_news", to=officer, new=counts["new"], replies=counts["replies"], url=url)
    return len(told)


def _officers_of() -> OfficersOf:
    """Whom a report concerns; asked once for all reports that lie at one place and are about the same office."""
    today = timezone.localdate()
    known: dict[tuple[object, ...], list[User]] = {}

    def officers_of(report: Report) -> list[User]:
        place = (report.office_id, report.is_conflict, report.about_office_id, is_about_headquarters(report))
        if place not in known:
            known[place] = list(officers_to_tell(report, on=today))
        return known[place]

    return officers_of


def _new_reports(told: Told, officers_of: OfficersOf) -> None:
    """Every step of a routing that nobody was told of; one that went on to elsewhere before is only marked."""
    steps = list(
        Routing.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(announced=False)
        .select_related("report")
        .defer(*_SEALED)
        .order_by("id")[:BATCH]
    )
    for step in steps:
        if step.report.state == State.ROUTED and step.report.office_id == step.office_id:
            for officer in officers_of(step.report):
                told[officer]["new"] += 1
    Routing.objects.filter(pk__in=[step.pk for step in steps]).update(announced=True)


def _replies(told: Told, officers_of: OfficersOf) -> None:
    """What reporters wrote: to the officer whose case it is, to all where she no longer serves there."""
    messages = list(
        Message.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(announced=False, kind__in=(Message.Kind.REPLY, Message.Kind.CONTEST), report__is_practice=False)
        .select_related("report")
        .defer("body_sealed", *_SEALED)
        .order_by("arrival")[:BATCH]
    )
    for message in messages:
        officers = officers_of(message.report)
        own = [officer for officer in officers if officer.pk == message.report.assigned_to_id]
        for officer in own or officers:
            told[officer]["replies"] += 1
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(announced=True)


_SEALED = tuple(f"report__{field.name}" for field in Report._meta.get_fields() if field.name.endswith("_sealed"))
