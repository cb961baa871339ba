"""What the door of a workshop sees: the list that a phone carries, and what is new since its last look."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet

from events.models import CheckIn, CheckInEvent, DoorPass, HalfDay, Registration, Undecided, Workshop
from events.rules.attendance import arrivals_that_hold
from events.rules.door_events import arrival_key
from pacc.thai.dates import BANGKOK, in_bangkok

# A phone's list is forgotten so long after the last day ended; what it still has to send may come later.
WIPED_AFTER = timedelta(hours=12)


@dataclass(frozen=True)
class DoorKey:
    """What a phone's cookie holds: the pass, and what proves that this phone took it."""

    pass_id: int
    secret: bytes


@dataclass(frozen=True)
class Door:
    """A pass with its workshop and the ids of its half-days, in order."""

    door_pass: DoorPass
    workshop: Workshop
    half_day_ids: list[int]


# In SQL, since it comes before everything that a phone asks for (see actions.attendance).
_ENTER = """SELECT p.*, set_config('app.door', workshop_id::text, true) AS scope,
    ARRAY(SELECT h.id FROM events_halfday h WHERE h.workshop_id = p.workshop_id ORDER BY h."on", h.part) AS half_day_ids
    FROM events_doorpass p WHERE id = %s AND phone_hash = %s"""


def enter_door(key: DoorKey | None) -> Door | None:
    """The door that this phone has a pass of; None for a pass of another phone. Whether it may work there today is
    `access.refusal_at_door`'s to say.

    Until the end of the transaction the site's role sees the people of this workshop, and of no other. Two queries.
    """
    if key is None:
        return None
    found: Any = next(iter(DoorPass.objects.raw(_ENTER, [key.pass_id, hash_of(key.secret)])), None)
    if found is None:
        return None
    [found.workshop] = Workshop.objects.raw("SELECT * FROM events_workshop WHERE id = %s", [found.workshop_id])
    return Door(found, found.workshop, found.half_day_ids)


def hash_of(secret: bytes) -> bytes:
    """What the database keeps of a phone's secret."""
    return hashlib.sha256(secret).digest()


def wiped_at(workshop: Workshop) -> datetime:
    return datetime.combine(workshop.ends_on + timedelta(days=1), time(), BANGKOK) + WIPED_AFTER


def _cursor() -> int:
    """The oldest transaction that is still under way: all before it is told by now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        number: int = cursor.fetchone()[0]
    return number


@dataclass
class DoorList:
    """What a phone gets, as JSON (`as_json`). With `since` only what changed after that cursor."""

    workshop: Workshop
    half_days: list[HalfDay]
    people: list[tuple[Any, ...]]
    gone: list[int]
    present: dict[int, list[tuple[int, int, int]]]
    absent: dict[int, list[int]]
    provinces: dict[str, str]
    networks: dict[int, str]
    conflicts: list[dict[str, Any]]
    cursor: int
    is_whole: bool
    now: datetime

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"v": 1, "w": self.workshop.pk, "c": self.cursor, "now": self.now.isoformat()}
        if self.is_whole:
            told |= {
                "title": self.workshop.title,
                "where": f"{self.workshop.venue} {self.workshop.area}",
                "wipe": wiped_at(self.workshop).isoformat(),
                "h": [[each.pk, each.on.isoformat(), each.part] for each in self.half_days],
            }
        told |= {"pr": self.provinces, "nw": self.networks, "p": self.people, "gone": self.gone}
        told |= {"in": self.present, "out": self.absent, "open": self.conflicts}
        return {name: value for name, value in told.items() if value or name in {"c", "p", "in"}}


def door_list(door: Door, *, since: int | None, now: datetime) -> DoorList:
    """Six queries, seven with `since`, however many people. No citizen id, telephone or address is in it."""
    workshop, cursor = door.workshop, _cursor()
    half_days = list(HalfDay.objects.filter(pk__in=door.half_day_ids).order_by("on", "part"))
    people = Registration.objects.filter(workshop=workshop).order_by("sort_key", "pk")
    registered = people.filter(state=Registration.State.REGISTERED)
    gone: list[int] = []
    if since is not None:
        registered = registered.filter(tx__gte=since)
        left = people.filter(tx__gte=since).exclude(state=Registration.State.REGISTERED)
        gone = list(left.values_list("pk", flat=True))
    rows = list(
        registered.values_list(
            "pk", "title", "name", "province_id", "network_id", "kind", "ticket", "province__name_th", "network__name"
        )
    )
    present, absent = _marks(door.half_day_ids, since)
    return DoorList(
        workshop=workshop,
        half_days=half_days,
        people=_people_rows(rows),
        gone=gone,
        present=present,
        absent=absent,
        provinces={row[3]: row[7] for row in rows if row[3]},
        networks={row[4]: row[8] for row in rows if row[4]},
        conflicts=[*_seen_twice(door.half_day_ids, since), *_undecided(workshop)],
        cursor=cursor,
        is_whole=since is None,
        now=now,
    )


def _people_rows(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """[id, title, name, province, network, kind, ticket] without the usual at the end: it weighs on a bad wifi."""
    told = []
    for pk, title, name, province, network, kind, ticket, *_names in rows:
        row = [pk, title, name, province or "", network or 0, kind[0], ticket]
        for usual in (1, "p", 0):
            if row[-1] != usual:
                break
            row.pop()
        told.append(tuple(row))
    return told


def minute_of(moment: datetime) -> int:
    """Minutes since midnight on Thailand's clock."""
    local = in_bangkok(moment)
    return local.hour * 60 + local.minute


def _marks(
    half_days: list[int], since: int | None
) -> tuple[dict[int, list[tuple[int, int, int]]], dict[int, list[int]]]:
    """[person, minute, key of the arrival] of who is present in each half-day; and who no longer is."""
    standing = CheckIn.objects.filter(half_day__in=half_days).order_by("half_day", "registration")
    touched: set[tuple[int, int]] = set()
    if since is not None:
        events = CheckInEvent.objects.filter(half_day__in=half_days, tx__gte=since)
        touched = set(events.values_list("half_day_id", "registration_id"))
        standing = standing.filter(registration__in={person for _half_day, person in touched})
    present: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    there = set()
    for half_day, person, at, event in standing.values_list("half_day_id", "registration_id", "at", "event_id"):
        if since is None or (half_day, person) in touched:
            there.add((half_day, person))
            present[half_day].append((person, minute_of(at), arrival_key(event)))
    absent: dict[int, list[int]] = defaultdict(list)
    for half_day, person in sorted(touched - there):
        absent[half_day].append(person)
    return dict(present), dict(absent)


def _seen_twice(half_days: list[int], since: int | None) -> list[dict[str, Any]]:
    """Places at which two doors saw the same person arrive: evidence, shown to both."""
    events = CheckInEvent.objects.filter(half_day__in=half_days)
    if since is not None:
        events = events.filter(registration__in=events.filter(tx__gte=since).values("registration"))
    undone = events.exclude(undoes=None).values("undoes")
    arrivals = events.filter(undoes=None).exclude(pk__in=undone)
    several = arrivals.order_by().values("registration", "half_day").annotate(doors=Count("pk")).filter(doors__gt=1)
    arrivals = arrivals.filter(registration__in=several.values("registration"))
    places: dict[tuple[int, int], list[CheckInEvent]] = defaultdict(list)
    for arrival in arrivals.select_related("door_pass"):
        places[arrival.half_day_id, arrival.registration_id].append(arrival)
    found = []
    for (half_day, person), seen in sorted(places.items()):
        if len({arrival.door_pass_id for arrival in seen}) > 1:
            who = [[_door_of(each), minute_of(each.happened_at)] for each in arrivals_that_hold(seen)]
            found.append({"what": "second", "hd": half_day, "p": person, "who": who})
    return found


def _door_of(arrival: CheckInEvent) -> str:
    """The label of the phone; "" where an admin marked it at the desk."""
    return arrival.door_pass.label if arrival.door_pass else ""


def _undecided(workshop: Workshop) -> list[dict[str, Any]]:
    """What waits for a person; a walk-in's name, never a telephone number."""
    waiting = undecided_of(workshop).values_list("pk", "why", "half_day_id", "registration_id", "raw__name")[:50]
    return [
        {"id": str(pk), "what": why, "hd": half_day, "p": person, "name": name or ""}
        for pk, why, half_day, person, name in waiting
    ]


def undecided_of(workshop: Workshop) -> QuerySet[Undecided]:
    return Undecided.objects.filter(workshop=workshop, decision="")


def arrivals_of(person: Registration, half_day: HalfDay) -> list[CheckInEvent]:
    """Those that hold, the earliest first. One query."""
    return arrivals_that_hold(CheckInEvent.objects.filter(registration=person, half_day=half_day))
