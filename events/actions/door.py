"""What phones at the door did, merged: any number of times, in any order, long afterwards, nothing lost or doubled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localdate

from events import access
from events.actions.attendance import Place, add_events
from events.actions.seating import lock_seats, refuse_where_full
from events.models import CheckInEvent, DoorPass, Registration, Undecided, Workshop
from events.models.registration import LIVE, MAX_NAME
from events.queries.door import DoorKey, enter_door
from events.rules.attendance import arrivals_that_hold
from events.rules.door_events import Arrival, Event, Malformed, Undo, WalkIn, arrival_key, id_of, read_event, storable
from networks.models import Province
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.thai.names import split_title
from pacc.thai.phone_numbers import PhoneNumberError, clean_phone

Why = Undecided.Why
# What the answer says of an event.
OK, KNOWN, SECOND, WAITS, REFUSED = "ok", "known", "second", "waits", "refused"


class NotAtTheDoor(Exception):
    """This phone may bring nothing. `args[0]` is the word of `access.refusal_at_door`."""


@dataclass(frozen=True)
class Result:
    """What became of one event. `why` is a machine's word where a person must look."""

    id: str
    word: str
    why: str = ""

    @property
    def as_row(self) -> list[str]:
        return [self.id, self.word, *([self.why] if self.why else [])]


@dataclass
class _Merge:
    """One request under way."""

    door_pass: DoorPass
    workshop: Workshop
    half_days: frozenset[int]
    received_at: datetime
    raws: dict[UUID, dict[str, Any]]
    # Of each event that could be read: the moment by the right clock, and as the phone's clock had it.
    moments: dict[UUID, dict[str, str]] = field(default_factory=dict)
    results: dict[UUID, Result] = field(default_factory=dict)
    undecided: list[Undecided] = field(default_factory=list)
    rows: list[CheckInEvent] = field(default_factory=list)

    def wait(
        self, event_id: UUID, why: Undecided.Why, *, person: Registration | None = None, half_day: int | None = None
    ) -> None:
        """Kept as it came, for a person to look at."""
        self.undecided.append(
            Undecided(
                id=event_id,
                workshop=self.workshop,
                door_pass=self.door_pass,
                why=why,
                raw=self.raws[event_id] | self.moments.get(event_id, {}),
                registration=person,
                half_day_id=half_day if half_day in self.half_days else None,
                received_at=self.received_at,
            )
        )
        self.results[event_id] = Result(str(event_id), WAITS, why)


@transaction.atomic(durable=True)
def merge_events(key: DoorKey | None, raws: Sequence[Any], *, sent_at: datetime, received_at: datetime) -> list[Result]:
    """Every event of one request, with what became of it, in the order in which they came.

    A single arrival of a known person costs seven queries; a batch costs the same, and some more where people came
    without being on the list.
    """
    door = enter_door(key)
    why = access.refusal_at_door(door.door_pass if door else None, on=localdate(received_at), late=True)
    if door is None or why:
        raise NotAtTheDoor(why)
    merge = _Merge(door.door_pass, door.workshop, frozenset(door.half_day_ids), received_at, {})
    order: list[str] = []
    events: list[Event] = []
    for raw in raws:
        try:
            event_id = id_of(raw)
        except Malformed:
            order.append("")
            continue
        order.append(str(event_id))
        if event_id in merge.raws:
            continue  # the same event twice in one request
        merge.raws[event_id] = storable(raw)
        try:
            event = read_event(raw, sent_at=sent_at, received_at=received_at)
        except Malformed:
            merge.wait(event_id, Why.MALFORMED)
        else:
            merge.moments[event_id] = {"at": event.happened_at.isoformat(), "claimed": str(raw["at"])}
            events.append(event)
    _merge(merge, events)
    if merge.results:
        record(
            "door.events_merged", workshop_id=merge.workshop.pk, pass_id=door.door_pass.pk, events=len(merge.results)
        )
    results = {str(event_id): result for event_id, result in merge.results.items()}
    return [results.get(event_id, Result(event_id, REFUSED, "id")) for event_id in order]


def _merge(merge: _Merge, events: list[Event]) -> None:
    revoked_at = merge.door_pass.revoked_at
    timely = [event for event in events if revoked_at is None or event.happened_at <= revoked_at]
    for event in events:
        if event not in timely:
            merge.wait(event.id, Why.REVOKED, half_day=getattr(event, "half_day", None))
    walk_ins = [event for event in timely if isinstance(event, WalkIn)]
    marks = [event for event in timely if not isinstance(event, WalkIn)]
    if walk_ins and (arrived := _register_walk_ins(merge, walk_ins)):
        marks += _that_waited_for(merge, arrived)
    _note(merge, marks, _people(merge.workshop, marks))
    before = add_events(merge.rows) if merge.rows else {}
    _answer(merge, marks, before)
    Undecided.objects.bulk_create(merge.undecided, ignore_conflicts=True)


_NAMED = """SELECT id, uid, state FROM events_registration
    WHERE workshop_id = %s AND (id = ANY(%s) OR uid = ANY(%s::uuid[])) ORDER BY id FOR NO KEY UPDATE"""


def _people(workshop: Workshop, marks: Iterable[Arrival | Undo]) -> dict[int | UUID, Registration]:
    """Those of the workshop whom the events name, locked in one order, by id and by walk-in's id."""
    ids = {mark.person for mark in marks if mark.person is not None}
    uids = {mark.walk_in for mark in marks if mark.walk_in is not None}
    found: dict[int | UUID, Registration] = {}
    for person in Registration.objects.raw(_NAMED, [workshop.pk, list(ids), list(uids)]):
        found[person.pk] = found[person.uid] = person
    return found


def _note(merge: _Merge, marks: Iterable[Arrival | Undo], people: Mapping[int | UUID, Registration]) -> None:
    for mark in marks:
        person = people.get(mark.person if mark.person is not None else mark.walk_in or 0)
        if mark.half_day not in merge.half_days:
            merge.wait(mark.id, Why.MALFORMED)
        elif person is None:
            merge.wait(mark.id, Why.UNKNOWN, half_day=mark.half_day)
        elif isinstance(mark, Arrival) and person.state != Registration.State.REGISTERED:
            merge.wait(mark.id, Why.CANCELLED, person=person, half_day=mark.half_day)
        else:
            merge.rows += rows_of(mark, person, door_pass=merge.door_pass, received_at=merge.received_at)


def rows_of(
    mark: Arrival | Undo, person: Registration, *, door_pass: DoorPass | None, received_at: datetime
) -> list[CheckInEvent]:
    """The rows that an event becomes: one for an arrival, one for each arrival that an undo takes back."""
    common: dict[str, Any] = {
        "registration": person,
        "half_day_id": mark.half_day,
        "door_pass": door_pass,
        "claimed_at": mark.claimed_at,
        "happened_at": mark.happened_at,
        "received_at": received_at,
    }
    if isinstance(mark, Arrival):
        return [CheckInEvent(id=mark.id, kind=CheckInEvent.Kind.ARRIVAL, via=mark.via, **common)]
    named = set(mark.undoes)
    if mark.keys:
        # What the list showed was stored before the phone saw it: asked again later, the answer is the same.
        arrivals = CheckInEvent.objects.filter(registration=person, half_day=mark.half_day, undoes=None)
        named |= {pk for pk in arrivals.values_list("pk", flat=True) if arrival_key(pk) in mark.keys}
    return [
        # The same id each time the undo is sent.
        CheckInEvent(
            id=uuid5(mark.id, str(arrival)),
            kind=CheckInEvent.Kind.UNDO,
            undoes=arrival,
            via=CheckInEvent.Via.LIST,
            reason=mark.reason,
            **common,
        )
        for arrival in sorted(named)
    ]


def _answer(merge: _Merge, marks: Iterable[Arrival | Undo], before: Mapping[Place, list[CheckInEvent]]) -> None:
    known = {event.pk for events in before.values() for event in events}
    after: dict[Place, list[CheckInEvent]] = {place: list(events) for place, events in before.items()}
    for row in merge.rows:
        if row.pk not in known:
            after.setdefault((row.registration_id, row.half_day_id), []).append(row)
    places = {row.pk: (row.registration_id, row.half_day_id) for row in merge.rows}
    for mark in marks:
        if mark.id in merge.results:
            continue
        word = OK
        if mark.id in known:
            word = KNOWN
        if isinstance(mark, Arrival) and _was_seen_elsewhere(mark, after.get(places[mark.id], []), merge.door_pass):
            word = SECOND
        merge.results[mark.id] = Result(str(mark.id), word)


def _was_seen_elsewhere(mark: Arrival, events: Iterable[CheckInEvent], door_pass: DoorPass) -> bool:
    holding = arrivals_that_hold(events)
    return any(arrival.pk == mark.id for arrival in holding) and any(
        arrival.door_pass_id != door_pass.pk for arrival in holding
    )


def _register_walk_ins(merge: _Merge, walk_ins: Sequence[WalkIn]) -> list[UUID]:
    """Ids of those walk-ins of the request that have a place now; the others wait for a person."""
    lock_seats(merge.workshop.pk)
    known = set(Registration.objects.filter(uid__in=[each.uid for each in walk_ins]).values_list("uid", flat=True))
    provinces = Province.objects.in_bulk([each.province for each in walk_ins if each.province])
    placed = []
    for walk_in in walk_ins:
        if walk_in.uid in known:
            merge.results[walk_in.id] = Result(str(walk_in.id), KNOWN)
            placed.append(walk_in.uid)
            continue
        person = person_of(merge.workshop, walk_in, provinces)
        if person is None:
            merge.wait(walk_in.id, Why.MALFORMED)
            continue
        alike = merge.workshop.registrations.filter(state__in=LIVE, search_key=person.search_key).first()
        if alike is not None:
            merge.wait(walk_in.id, Why.ALIKE, person=alike)
            continue
        try:
            refuse_where_full(merge.workshop, [person])
        except DomainError:
            merge.wait(walk_in.id, Why.NO_PLACE)
            continue
        person.save(force_insert=True)
        merge.results[walk_in.id] = Result(str(walk_in.id), OK)
        placed.append(walk_in.uid)
    return placed


def person_of(workshop: Workshop, walk_in: WalkIn, provinces: Mapping[str, Province]) -> Registration | None:
    """The registration that a walk-in would be; None where name or telephone cannot be read."""
    title, name = split_title(walk_in.name)
    try:
        phone = clean_phone(walk_in.phone)
    except PhoneNumberError:
        return None
    person = Registration(
        workshop=workshop,
        uid=walk_in.uid,
        title=title[:40],
        name=name[:MAX_NAME],
        phone=phone,
        province=provinces.get(walk_in.province),
        source=Registration.Source.WALK_IN,
    )
    person.fill_keys()
    return person if person.search_key and len(name) <= MAX_NAME else None


def _that_waited_for(merge: _Merge, arrived: Sequence[UUID]) -> list[Arrival | Undo]:
    """Marks of walk-ins that came before the walk-in itself: they count now, whatever the order."""
    waiting = list(
        Undecided.objects.filter(
            workshop=merge.workshop, why=Why.UNKNOWN, decision="", raw__new__in=[str(uid) for uid in arrived]
        )
    )
    Undecided.objects.filter(pk__in=[each.pk for each in waiting]).update(
        decision=Undecided.Decision.ACCEPTED, decided_at=merge.received_at
    )
    marks = [kept_event(each) for each in waiting]
    return [mark for mark in marks if isinstance(mark, Arrival | Undo)]


def kept_event(undecided: Undecided) -> Event:
    """The event that was kept; its clock was set right when it came. Raises Malformed."""
    return read_event(undecided.raw, sent_at=undecided.received_at, received_at=undecided.received_at)
