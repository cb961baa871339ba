"""What organisers decide about a registration: let in, turn down, offer a place, write once more, a new ticket."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from events.actions.registering import lock_workshop
from events.actions.seating import finds_seats, refuse_where_full, seats_may_be_free
from events.models import Registration, Workshop
from events.workflow import Deed
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from pacc.thai.dates import BANGKOK

State = Registration.State


@transaction.atomic(durable=True)
def decide(registration: Registration, deed: Deed, *, by: User, reason: str = "") -> list[Registration]:
    """Those whom it concerned: a party stays together. Raises DomainError where their state does not allow it."""
    workshop = lock_workshop(registration.workshop, by)
    people = _locked_together(registration)
    _DEEDS[deed](workshop, people, reason.strip())
    record(
        f"registration.{deed}",
        by=by,
        office_number=workshop.host_office_id,
        workshop_id=workshop.pk,
        registration_id=registration.pk,
        people=len(people),
    )
    seats_may_be_free(workshop)
    enqueue("events.tell_people", workshop_id=workshop.pk)
    return people


def _locked_together(registration: Registration) -> list[Registration]:
    """The person, or all of her party who stand where she stands, in the order in which they were written."""
    rows = Registration.objects.select_for_update(of=("self",)).filter(workshop=registration.workshop_id).order_by("pk")
    now = rows.get(pk=registration.pk)
    return list(rows.filter(party=now.party_id, state=now.state)) if now.party_id else [now]


def _demand(people: list[Registration], *states: State) -> None:
    if any(person.state not in states for person in people):
        raise DomainError(_("This is no longer possible: the registration has changed meanwhile"))


def _approve(workshop: Workshop, people: list[Registration], _reason: str) -> None:
    """A place at once, or one in the queue by the time at which they asked."""
    _demand(people, State.APPLIED)
    state = State.REGISTERED if finds_seats(workshop, people) else State.WAITING
    since = min(person.registered_at for person in people)
    for person in people:
        person.state, person.waits_since = state, since if state == State.WAITING else None
        person.save(update_fields=["state", "waits_since"])


def _decline(_workshop: Workshop, people: list[Registration], reason: str) -> None:
    _demand(people, State.APPLIED, State.WAITING)
    if not reason:
        raise DomainError(_("Write why. The person reads it"))
    for person in people:
        person.state, person.reason = State.DECLINED, reason[:300]
        person.save(update_fields=["state", "reason"])


def _offer(workshop: Workshop, people: list[Registration], _reason: str) -> None:
    """Organisers may pass the queue; nobody may oversell."""
    _demand(people, State.WAITING)
    refuse_where_full(workshop, people)
    begins = datetime.combine(workshop.starts_on, time(), BANGKOK)
    until = min(timezone.now() + timedelta(hours=workshop.answer_hours), begins)
    if until <= timezone.now():
        raise DomainError(_("The workshop has begun: there is no time left to answer"))
    for person in people:
        person.state, person.offered_until = State.OFFERED, until
        person.save(update_fields=["state", "offered_until"])


def _reissue(_workshop: Workshop, people: list[Registration], _reason: str) -> None:
    """Tickets and links before are worthless; the letter with the new ones goes out."""
    _demand(people, State.REGISTERED)
    Registration.objects.filter(pk__in=[person.pk for person in people]).update(ticket=F("ticket") + 1, told="")


def _resend(_workshop: Workshop, people: list[Registration], _reason: str) -> None:
    _demand(people, State.REGISTERED, State.WAITING, State.OFFERED, State.APPLIED)
    if not (people[0].email or (people[0].party and people[0].party.email)):
        raise DomainError(_("No e-mail address is known. Add one first"))
    Registration.objects.filter(pk__in=[person.pk for person in people]).update(told="")


_DEEDS: dict[Deed, Callable[[Workshop, list[Registration], str], None]] = {
    Deed.APPROVE: _approve,
    Deed.DECLINE: _decline,
    Deed.OFFER: _offer,
    Deed.REISSUE: _reissue,
    Deed.RESEND: _resend,
}
