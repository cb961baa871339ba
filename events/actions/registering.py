"""People get, change and lose their place in a workshop. The capacity is never oversold, nobody is registered twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import access
from events.actions.seating import house_of, lock_seats, refuse_where_full, seats_may_be_free
from events.models import CheckIn, ImportPreview, Registration, Workshop
from events.models.registration import LIVE, MAX_NAME, TAKES_SEAT
from events.workflow import TAKES_PEOPLE
from networks.models import Network, Province
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue


@dataclass(frozen=True)
class PersonFacts:
    """What is written about a person. `phone` is clean (pacc.thai.phone_numbers), `name` has no title."""

    name: str
    title: str = ""
    phone: str = ""
    email: str = ""
    organisation: str = ""
    province: Province | None = None
    network: Network | None = None
    kind: str = Registration.Kind.PARTICIPANT


def lock_workshop(workshop: Workshop, by: User) -> Workshop:
    """The workshop, locked, so that seats can be counted. Raises PermissionDenied; DomainError if cancelled."""
    lock_seats(workshop.pk)
    locked = Workshop.objects.select_for_update(of=("self",)).get(pk=workshop.pk)
    if not access.may_change(by, locked):
        raise PermissionDenied
    if locked.state not in TAKES_PEOPLE:
        raise DomainError(_("The workshop was cancelled"))
    return locked


def unsaved(workshop: Workshop, facts: PersonFacts, source: str) -> Registration:
    """A person with her keys. Raises DomainError where there is no name, or one that is too long."""
    registration = Registration(workshop=workshop, source=source, **vars(facts))
    registration.fill_keys()
    if not registration.search_key:
        raise DomainError(_("Write the name and surname"))
    if len(registration.name) > MAX_NAME:
        raise DomainError(_("The name is longer than %(most)s letters") % {"most": MAX_NAME})
    return registration


def _refuse_double(registration: Registration) -> None:
    others = Registration.objects.filter(
        workshop=registration.workshop_id,
        search_key=registration.search_key,
        phone=registration.phone,
        state__in=LIVE,
    )
    if others.exclude(pk=registration.pk).exists():
        raise DomainError(
            _("%(name)s is registered already, with the same telephone number") % {"name": registration.name}
            if registration.phone
            else _("%(name)s is registered already. Is it another person? Add the telephone number")
            % {"name": registration.name}
        )


@transaction.atomic(durable=True)
def register_person(workshop: Workshop, facts: PersonFacts, *, by: User) -> Registration:
    """One person, by hand. Raises DomainError for a double, and where no place is left."""
    workshop = lock_workshop(workshop, by)
    registration = unsaved(workshop, facts, Registration.Source.HAND)
    _refuse_double(registration)
    refuse_where_full(workshop, [registration])
    registration.save(force_insert=True)
    record("registration.added", by=by, workshop_id=workshop.pk, registration_id=registration.pk)
    enqueue("events.tell_people", workshop_id=workshop.pk)
    return registration


def register_all(
    workshop: Workshop, people: Sequence[PersonFacts], *, imported: ImportPreview | None = None
) -> list[Registration]:
    """Many people from a list, all or nobody; doubles of who is registered, or within the list, are left out.

    A step of an action: the caller holds the workshop locked. Raises DomainError where places are too few.
    """
    taken = set(workshop.registrations.filter(state__in=LIVE).values_list("search_key", "phone"))
    fresh: list[Registration] = []
    for facts in people:
        registration = unsaved(workshop, facts, Registration.Source.IMPORT)
        key = (registration.search_key, registration.phone)
        if key not in taken:
            taken.add(key)
            registration.imported = imported
            fresh.append(registration)
    left = house_of(workshop).left
    if len(fresh) > left:
        raise DomainError(
            ngettext(
                "One place is left and the list brings %(people)s. Raise the capacity, or leave people out",
                "%(left)s places are left and the list brings %(people)s. Raise the capacity, or leave people out",
                left,
            )
            % {"left": f"{left:,}", "people": f"{len(fresh):,}"}
        )
    refuse_where_full(workshop, fresh)
    added = Registration.objects.bulk_create(fresh, batch_size=1000)
    enqueue("events.tell_people", workshop_id=workshop.pk)
    return added


@transaction.atomic(durable=True)
def register_list(workshop: Workshop, people: Sequence[PersonFacts], *, by: User) -> list[Registration]:
    """Many people at once; returns those who were added. Raises DomainError where places are too few."""
    workshop = lock_workshop(workshop, by)
    added = register_all(workshop, people)
    record("registration.list_added", by=by, workshop_id=workshop.pk, people=len(added))
    return added


@transaction.atomic(durable=True)
def change_registration(registration: Registration, facts: PersonFacts, *, by: User) -> Registration:
    """Correct what is written about a person."""
    workshop = lock_workshop(registration.workshop, by)
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if registration.state not in LIVE:
        raise DomainError(_("This registration was cancelled"))
    for name, value in vars(facts).items():
        setattr(registration, name, value)
    registration.fill_keys()
    if not registration.search_key:
        raise DomainError(_("Write the name and surname"))
    _refuse_double(registration)
    if registration.state in TAKES_SEAT:
        refuse_where_full(workshop, [registration], without=[registration])
    registration.save()
    seats_may_be_free(workshop)
    record("registration.changed", by=by, workshop_id=workshop.pk, registration_id=registration.pk)
    return registration


@transaction.atomic(durable=True)
def cancel_registration(registration: Registration, *, by: User) -> Registration:
    """The place is free again. Raises DomainError where the person was marked as present."""
    workshop = lock_workshop(registration.workshop, by)
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if registration.state not in LIVE:
        raise DomainError(_("This registration was cancelled"))
    if CheckIn.objects.filter(registration=registration).exists():
        raise DomainError(_("%(name)s was marked as present. Undo that first") % {"name": registration.name})
    registration.state = Registration.State.CANCELLED
    registration.save(update_fields=["state"])
    seats_may_be_free(workshop)
    enqueue("events.tell_people", workshop_id=workshop.pk)
    record("registration.cancelled", by=by, workshop_id=workshop.pk, registration_id=registration.pk)
    return registration


@transaction.atomic(durable=True)
def note_list_taken(workshop: Workshop, *, by: User) -> None:
    """Names and telephone numbers left the portal as a file or on paper."""
    record("registration.list_taken", by=by, office_number=workshop.host_office_id, workshop_id=workshop.pk)
