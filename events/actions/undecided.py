"""A person decides about what phones at the door sent and the portal could not settle."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events import access
from events.actions.attendance import add_events
from events.actions.door import kept_event, person_of, rows_of
from events.actions.seating import lock_seats, refuse_where_full
from events.models import Registration, Undecided, Workshop
from events.rules.door_events import Arrival, Malformed, Undo, WalkIn
from networks.models import Province
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record

Why, Decision = Undecided.Why, Undecided.Decision


@transaction.atomic(durable=True)
def drop_undecided(undecided: Undecided, *, by: User) -> None:
    """It does not count, and stays on record. A second time does nothing."""
    _decide(undecided, Decision.DROPPED, by)


@transaction.atomic(durable=True)
def count_undecided(undecided: Undecided, *, by: User, is_same: bool = False) -> None:
    """It counts: a walk-in gets a place, or with `is_same` is the person of that name on the list; a mark is added.

    Raises DomainError where no place is left, and where what came cannot be read.
    """
    undecided = _decide(undecided, Decision.ACCEPTED, by)
    try:
        event = kept_event(undecided)
    except Malformed:
        raise DomainError(_("This cannot be read, so it cannot be counted. Mark the person by hand")) from None
    if isinstance(event, WalkIn):
        person = _same(undecided) if is_same else _registered(undecided, event)
        _count_marks_of(undecided.workshop, event.uid, person, by)
    else:
        _count_mark(undecided, event)


def _decide(undecided: Undecided, decision: str, by: User) -> Undecided:
    lock_seats(undecided.workshop_id)
    locked = Undecided.objects.select_for_update(of=("self",)).select_related("workshop").get(pk=undecided.pk)
    if not access.may_change(by, locked.workshop):
        raise PermissionDenied
    if locked.decision:
        raise DomainError(_("Somebody has decided this meanwhile"))
    locked.decision, locked.decided_by, locked.decided_at = decision, by, timezone.now()
    locked.save(update_fields=["decision", "decided_by", "decided_at"])
    record("door.decided", by=by, workshop_id=locked.workshop_id, event_id=str(locked.pk), decision=decision)
    return locked


def _same(undecided: Undecided) -> Registration:
    if undecided.registration is None:
        raise DomainError(_("Nobody of this name is on the list"))
    return undecided.registration


def _registered(undecided: Undecided, event: WalkIn) -> Registration:
    known = Registration.objects.filter(uid=event.uid).first()
    if known is not None:
        return known
    person = person_of(undecided.workshop, event, Province.objects.in_bulk([event.province]))
    if person is None:
        raise DomainError(_("This cannot be read, so it cannot be counted. Mark the person by hand"))
    refuse_where_full(undecided.workshop, [person])
    person.save(force_insert=True)
    return person


def _count_marks_of(workshop: Workshop, uid: UUID, person: Registration, by: User) -> None:
    """The marks that waited for this walk-in."""
    waiting = list(Undecided.objects.filter(workshop=workshop, why=Why.UNKNOWN, decision="", raw__new=str(uid)))
    for each in waiting:
        each.decision, each.decided_by, each.decided_at = Decision.ACCEPTED, by, timezone.now()
        each.save(update_fields=["decision", "decided_by", "decided_at"])
        event = kept_event(each)
        if isinstance(event, Arrival | Undo):
            add_events(rows_of(event, person, door_pass=each.door_pass, received_at=each.received_at))


def _count_mark(undecided: Undecided, event: Arrival | Undo) -> None:
    person = (
        Registration.objects.select_for_update(of=("self",))
        .filter(workshop=undecided.workshop)
        .filter(**({"pk": event.person} if event.person is not None else {"uid": event.walk_in}))
        .first()
    )
    if person is None or not undecided.workshop.half_days.filter(pk=event.half_day).exists():
        raise DomainError(_("This person is not in the workshop. Register her first"))
    if person.state != Registration.State.REGISTERED:
        refuse_where_full(undecided.workshop, [person])
        person.state = Registration.State.REGISTERED
        person.save(update_fields=["state"])
    add_events(rows_of(event, person, door_pass=undecided.door_pass, received_at=undecided.received_at))
