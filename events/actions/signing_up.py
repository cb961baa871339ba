"""People register by themselves, or a coordinator registers a group. Runs under the site's database role."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.actions.answers import Given, seal_citizen_id, write_answers
from events.actions.registering import PersonFacts, unsaved
from events.actions.seating import finds_seats, lock_seats
from events.models import Party, Question, Registration, Workshop
from events.models.registrant_scope import enter_party, enter_registration, look_for_person
from events.rules.consent import PRIVACY_NOTICE
from events.workflow import State
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue

MOST_IN_PARTY = 30


@dataclass(frozen=True)
class SignUp:
    """What somebody says who registers. `uid` was made when she was shown the form."""

    uid: UUID
    facts: PersonFacts
    language: str = "th"
    agrees_to_photos: bool | None = None
    wants_network: bool = False
    citizen_id: str = ""
    answers: Sequence[Given] = ()
    asked: Sequence[Question] = ()


@dataclass(frozen=True)
class GroupSignUp:
    """What a coordinator says. `uid` was made when she was shown the form; it becomes the party's id."""

    uid: UUID
    name: str
    contact_name: str
    phone: str
    email: str
    people: Sequence[PersonFacts]
    language: str = "th"
    agrees_to_photos: bool | None = None


def why_closed(workshop: Workshop, *, invited: bool = False, on: date | None = None) -> str:
    """Why nobody can register by herself today, as people read it; "" where she can."""
    today = on or timezone.localdate()
    if workshop.state == State.CANCELLED:
        return _("This workshop was cancelled")
    if workshop.audience == Workshop.Audience.INVITED and not invited:
        return _("Only those who have the organiser's link can register for this workshop")
    if workshop.ends_on < today:
        return _("The workshop is over.")
    if workshop.state != State.OPEN or (workshop.registers_until and workshop.registers_until < today):
        return _("Registration is closed.")
    if workshop.registers_from and workshop.registers_from > today:
        return _("Registration has not begun yet.")
    return ""


def _opened(workshop: Workshop, *, invited: bool) -> Workshop:
    locked = lock_seats(workshop.pk)
    if closed := why_closed(locked, invited=invited):
        raise DomainError(closed)
    return locked


def _state_for(workshop: Workshop, people: Sequence[Registration]) -> Registration.State:
    if workshop.admission == Workshop.Admission.APPROVAL:
        return Registration.State.APPLIED
    return Registration.State.REGISTERED if finds_seats(workshop, people) else Registration.State.WAITING


@transaction.atomic(durable=True)
def sign_up(workshop: Workshop, said: SignUp, *, by: User | None = None, invited: bool = False) -> Registration | None:
    """A place, a place in the queue, or a request for the organiser. Sent twice, it is one registration.

    None where somebody of this name and telephone number is registered already: she is written to, whoever asks
    learns nothing. Raises DomainError where nobody can register now.
    """
    enter_registration(said.uid)
    if (sent_before := Registration.objects.filter(uid=said.uid, workshop=workshop).first()) is not None:
        return sent_before
    workshop = _opened(workshop, invited=invited)
    if (sent_before := Registration.objects.filter(uid=said.uid, workshop=workshop).first()) is not None:
        return sent_before  # RACE: the same form came twice at once; the other was first under the lock
    person = unsaved(workshop, said.facts, Registration.Source.SELF)
    person.uid, person.user, person.language = said.uid, by, said.language
    _note_consents([person], photos=said.agrees_to_photos)
    person.wants_network = said.wants_network
    _place(workshop, [person])
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        _write_to_who_is_known(person)
        return None
    if said.citizen_id and workshop.asks_citizen_id:
        seal_citizen_id(person, said.citizen_id, workshop)
    write_answers(person, said.answers, asked=said.asked)
    record("registration.signed_up", by=by, workshop_id=workshop.pk, registration_id=person.pk)
    enqueue("events.tell_people", workshop_id=workshop.pk)
    return person


@transaction.atomic(durable=True)
def sign_up_group(workshop: Workshop, said: GroupSignUp, *, by: User | None = None, invited: bool = False) -> Party:
    """All of them get their places together, or wait together. Sent twice, it is one party.

    Raises DomainError where nobody can register now, and for somebody who is there twice.
    """
    enter_party(said.uid)
    workshop_now = lock_seats(workshop.pk)
    if (sent_before := Party.objects.filter(pk=said.uid, workshop=workshop).first()) is not None:
        return sent_before
    if closed := why_closed(workshop_now, invited=invited):
        raise DomainError(closed)
    if not 1 <= len(said.people) <= MOST_IN_PARTY:
        raise DomainError(_("Register from 1 to %(most)s people together") % {"most": MOST_IN_PARTY})
    party = Party(
        pk=said.uid, workshop=workshop_now, name=said.name, contact_name=said.contact_name, phone=said.phone,
        email=said.email, user=by, language=said.language,
    )  # fmt: skip
    people = [unsaved(workshop_now, facts, Registration.Source.PARTY) for facts in said.people]
    _refuse_twins(people)
    for person in people:
        person.party, person.language = party, said.language
    _note_consents(people, photos=said.agrees_to_photos)
    _place(workshop_now, people)
    party.save(force_insert=True)
    try:
        with transaction.atomic():
            Registration.objects.bulk_create(people)
    except IntegrityError:
        # Who it is stays unsaid: the coordinator need not know who else registered.
        raise DomainError(
            _("Somebody in this list cannot be registered a second time. Ask the members of the group who has a place")
        ) from None
    record("registration.group_signed_up", by=by, workshop_id=workshop_now.pk, people=len(people))
    enqueue("events.tell_people", workshop_id=workshop_now.pk)
    return party


def _refuse_twins(people: Iterable[Registration]) -> None:
    seen: set[tuple[str, str]] = set()
    for person in people:
        if (key := (person.search_key, person.phone)) in seen:
            raise DomainError(_("%(name)s stands in the list twice") % {"name": person.name})
        seen.add(key)


def _note_consents(people: Iterable[Registration], *, photos: bool | None) -> None:
    for person in people:
        person.privacy_notice, person.agrees_to_photos = PRIVACY_NOTICE, photos


def _place(workshop: Workshop, people: Sequence[Registration]) -> None:
    state, now = _state_for(workshop, people), timezone.now()
    for person in people:
        person.state, person.registered_at = state, now
        person.waits_since = now if state == Registration.State.WAITING else None


def _write_to_who_is_known(person: Registration) -> None:
    """Her letter goes out once more, to the address she gave then."""
    look_for_person(person.workshop_id, person.search_key, person.phone)
    known = Registration.objects.filter(workshop=person.workshop_id, search_key=person.search_key, phone=person.phone)
    for registration_id in known.values_list("pk", flat=True)[:1]:
        enqueue("events.tell_again", registration_id=registration_id)
