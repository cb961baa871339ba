"""What somebody does with her own registration, or a coordinator with her party's, by the link of the letter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.actions.answers import Given, write_answers
from events.actions.registering import PersonFacts
from events.actions.seating import lock_seats, refuse_where_full, seats_may_be_free
from events.models import Question, Registration, Workshop
from events.models.registration import LIVE, TAKES_SEAT
from events.queries.own_registrations import Held, enter
from events.workflow import State as WorkshopState
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue

State = Registration.State


@dataclass(frozen=True)
class OwnChange:
    """What she writes anew."""

    facts: PersonFacts
    agrees_to_photos: bool | None
    wants_network: bool
    answers: Sequence[Given] = ()
    asked: Sequence[Question] = ()


def _locked(held: Held, people: Iterable[Registration]) -> tuple[Workshop, list[Registration]]:
    """The workshop with its seats, and those people as they are now, locked."""
    enter(held.link)
    workshop = lock_seats(held.workshop.pk)
    if workshop.state == WorkshopState.CANCELLED:
        raise DomainError(_("This workshop was cancelled"))
    if workshop.ends_on < timezone.localdate():
        raise DomainError(_("The workshop is over."))
    rows = Registration.objects.select_for_update(of=("self",), no_key=True)
    return workshop, list(rows.filter(pk__in=[person.pk for person in people], workshop=workshop).order_by("pk"))


@transaction.atomic(durable=True)
def change_own(held: Held, person: Registration, said: OwnChange) -> Registration:
    """Write facts, consents and answers anew. Raises DomainError where the new province or network has no seat left."""
    workshop, found = _locked(held, [person])
    if not found or found[0].state not in LIVE:
        raise DomainError(_("This registration was cancelled"))
    person = found[0]
    for name in ("name", "title", "phone", "email", "organisation", "province", "network"):
        setattr(person, name, getattr(said.facts, name))
    person.fill_keys()
    if not person.search_key:
        raise DomainError(_("Write the name and surname"))
    person.agrees_to_photos, person.wants_network = said.agrees_to_photos, said.wants_network
    if person.state in TAKES_SEAT:
        refuse_where_full(workshop, [person], without=[person])
    try:
        with transaction.atomic():
            person.save(update_fields=[*_FACTS, "agrees_to_photos", "wants_network"])
    except IntegrityError:
        raise DomainError(_("This name and telephone number cannot be used here. Write another number")) from None
    write_answers(person, said.answers, asked=said.asked)
    record("registration.changed_by_link", workshop_id=workshop.pk, registration_id=person.pk)
    seats_may_be_free(workshop)
    return person


_FACTS = (
    "name", "title", "phone", "email", "organisation", "province", "network", "sort_key", "search_key",
)  # fmt: skip


@transaction.atomic(durable=True)
def leave(held: Held, people: Sequence[Registration]) -> int:
    """Give back places, leave the queue, say no to an offer; how many left. A second time nobody does."""
    workshop, found = _locked(held, people)
    if workshop.starts_on <= timezone.localdate():
        raise DomainError(_("The workshop has begun. Tell the organisers that you are not coming"))
    leaving = [person for person in found if person.state in LIVE]
    for person in leaving:
        person.state = State.CANCELLED
        person.save(update_fields=["state"])
    if leaving:
        record("registration.left", workshop_id=workshop.pk, people=len(leaving))
        seats_may_be_free(workshop)
        enqueue("events.tell_people", workshop_id=workshop.pk)
    return len(leaving)


@transaction.atomic(durable=True)
def accept_offer(held: Held, *, now: datetime | None = None) -> int:
    """Take the seats that are offered; how many. Raises DomainError where the time to answer is over."""
    workshop, found = _locked(held, held.people)
    offered = [person for person in found if person.state == State.OFFERED]
    if not offered and any(person.state == State.REGISTERED for person in found):
        return 0  # sent twice
    now = now or timezone.now()
    if not offered or any(person.offered_until is None or person.offered_until <= now for person in offered):
        raise DomainError(_("The time to answer is over, and the place went to the next"))
    for person in offered:
        person.state = State.REGISTERED
        person.save(update_fields=["state"])
    record("registration.offer_taken", workshop_id=workshop.pk, people=len(offered))
    enqueue("events.tell_people", workshop_id=workshop.pk)
    return len(offered)
