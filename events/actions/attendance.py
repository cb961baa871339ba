"""Marking who came, half-day by half-day, and taking it back. Events are only ever added."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events import access
from events.models import CheckIn, CheckInEvent, HalfDay, Registration, Workshop
from events.rules.attendance import arrival_that_counts, arrivals_that_hold
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record

Place = tuple[int, int]  # ids of a registration and a half-day


def _workshop_for_check_in(half_day: HalfDay, by: User) -> Workshop:
    workshop = Workshop.objects.get(pk=half_day.workshop_id)
    if not access.may_change(by, workshop):
        raise PermissionDenied
    if not access.may_check_in(by, workshop):
        raise DomainError(_("Attendance can be marked once the workshop is open, and not after it was cancelled"))
    return workshop


def _locked_people(workshop: Workshop, registration_ids: Collection[int]) -> list[Registration]:
    """The registered among them, locked in one order, so that two bulk marks wait for each other and never deadlock."""
    return list(
        Registration.objects.select_for_update(of=("self",), no_key=True)
        .filter(workshop=workshop, pk__in=registration_ids, state=Registration.State.REGISTERED)
        .order_by("pk")
    )


@transaction.atomic(durable=True)
def mark_present(
    half_day: HalfDay,
    registration_ids: Collection[int],
    *,
    by: User,
    via: str = CheckInEvent.Via.LIST,
    at: datetime | None = None,
) -> int:
    """How many people are newly present in that half-day. Who is present already, or not registered, is left alone."""
    workshop = _workshop_for_check_in(half_day, by)
    people = _locked_people(workshop, registration_ids)
    present = set(
        CheckIn.objects.filter(half_day=half_day, registration__in=people).values_list("registration_id", flat=True)
    )
    now = timezone.now()
    arrivals = [
        CheckInEvent(
            registration=person,
            half_day=half_day,
            kind=CheckInEvent.Kind.ARRIVAL,
            via=via,
            by=by,
            happened_at=at or now,
            received_at=now,
        )
        for person in people
        if person.pk not in present
    ]
    add_events(arrivals)
    if arrivals:
        record(
            "attendance.marked",
            by=by,
            office_number=workshop.host_office_id,
            workshop_id=workshop.pk,
            half_day_id=half_day.pk,
            people=len(arrivals),
        )
    return len(arrivals)


@transaction.atomic(durable=True)
def take_back(half_day: HalfDay, registration: Registration, *, by: User, reason: str = "") -> None:
    """The person was not there after all: every arrival known now is taken back. Nothing to take back is no error."""
    workshop = _workshop_for_check_in(half_day, by)
    people = _locked_people(workshop, [registration.pk])
    known = CheckInEvent.objects.filter(half_day=half_day, registration__in=people)
    now = timezone.now()
    undos = [
        CheckInEvent(
            registration_id=arrival.registration_id,
            half_day=half_day,
            kind=CheckInEvent.Kind.UNDO,
            undoes=arrival.pk,
            via=CheckInEvent.Via.LIST,
            reason=reason,
            by=by,
            happened_at=now,
            received_at=now,
        )
        for arrival in arrivals_that_hold(known)
    ]
    add_events(undos)
    if undos:
        record(
            "attendance.taken_back",
            by=by,
            office_number=workshop.host_office_id,
            workshop_id=workshop.pk,
            half_day_id=half_day.pk,
            registration_id=registration.pk,
        )


def add_events(events: list[CheckInEvent]) -> dict[Place, list[CheckInEvent]]:
    """Write the events down and bring the attendance in step; gives what was known of each place before.

    A step of an action: the people are locked. An event that is known already (same id) is added once. Three queries,
    four where an arrival no longer counts.
    """
    places = {(event.registration_id, event.half_day_id) for event in events}
    before, standing = _known_of(places)
    ids = {event.pk for known in before.values() for event in known}
    fresh = [event for event in events if event.pk not in ids]
    CheckInEvent.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=1000)
    known = {place: list(before[place]) for place in places}
    for event in fresh:
        known[event.registration_id, event.half_day_id].append(event)
    _bring_in_step(known, standing)
    return before


@dataclass(frozen=True)
class _Standing:
    """The row that says that somebody is present, and the arrival that it stands on."""

    check_in: int
    arrival: UUID


# In SQL, as whatever a phone at the door waits for: putting a query together takes the ORM longer than PostgreSQL needs
# to answer it (bench/README.md). Where a row stands there is an event.
_KNOWN = """SELECT e.*, c.id AS check_in, c.event_id AS counted
    FROM events_checkinevent e LEFT JOIN events_checkin c USING (registration_id, half_day_id)
    WHERE e.registration_id = ANY(%s) AND e.half_day_id = ANY(%s)"""


def _known_of(places: set[Place]) -> tuple[dict[Place, list[CheckInEvent]], dict[Place, _Standing]]:
    events: dict[Place, list[CheckInEvent]] = defaultdict(list)
    standing: dict[Place, _Standing] = {}
    people, half_days = ({place[side] for place in places} for side in (0, 1))
    rows: Iterable[Any] = CheckInEvent.objects.raw(_KNOWN, [list(people), list(half_days)])
    for event in rows:
        place = (event.registration_id, event.half_day_id)
        events[place].append(event)
        if event.check_in is not None:
            standing[place] = _Standing(event.check_in, event.counted)
    return events, standing


def _bring_in_step(known: dict[Place, list[CheckInEvent]], standing: dict[Place, _Standing]) -> None:
    gone: list[int] = []
    new: list[CheckIn] = []
    for place in sorted(known):
        arrival, row = arrival_that_counts(known[place]), standing.get(place)
        if row is not None and (arrival is None or row.arrival != arrival.pk):
            gone.append(row.check_in)
        if arrival is not None and (row is None or row.arrival != arrival.pk):
            new.append(CheckIn(registration_id=place[0], half_day_id=place[1], event=arrival, at=arrival.happened_at))
    if gone:
        CheckIn.objects.filter(pk__in=gone).delete()
    CheckIn.objects.bulk_create(new, batch_size=1000)
