"""What a phone at the door sends: read strictly, with its clock set right. Values in, values out.

An event has an id of its own, so that it may be sent any number of times in any order. `k` is its kind:

* arrival: a person (`p`, an id of the list; or `new`, a walk-in of this or another phone) is here in half-day `hd`
* walk_in: somebody who is not on the list, with the id `uid`, `name`, `province` (code), `phone`
* undo: an arrival is taken back. `undoes` names arrivals by id, `keys` those that the list showed (`arrival_key`)
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

MOST_EVENTS = 2000  # in one request
_MOST_UNDONE = 50
_LONGEST_NAME, _LONGEST_PHONE, _LONGEST_REASON = 160, 40, 200
VIAS = frozenset({"qr", "name", "list", "scanner", "link", "walk_in", "bulk"})
_LONGEST_KEPT = 8000
# A phone's clock may go wrong by years; further away than this a moment says nothing.
_FURTHEST = timedelta(days=40_000)


class Malformed(ValueError):
    """What came cannot be read. `args[0]` says which part."""


@dataclass(frozen=True)
class Arrival:
    id: UUID
    half_day: int
    person: int | None
    walk_in: UUID | None
    via: str
    claimed_at: datetime
    happened_at: datetime


@dataclass(frozen=True)
class WalkIn:
    id: UUID
    uid: UUID
    name: str
    province: str
    phone: str
    happened_at: datetime


@dataclass(frozen=True)
class Undo:
    id: UUID
    half_day: int
    person: int | None
    walk_in: UUID | None
    undoes: tuple[UUID, ...]
    keys: frozenset[int]
    reason: str
    claimed_at: datetime
    happened_at: datetime


Event = Arrival | WalkIn | Undo


def arrival_key(event_id: UUID) -> int:
    """How a list names an arrival: the first 32 bits of its id. A person has a handful of arrivals in a half-day."""
    return event_id.int >> 96


def id_of(raw: Any) -> UUID:
    """The event's own id. Raises Malformed: what has none cannot be answered."""
    return _uuid(raw.get("id") if isinstance(raw, Mapping) else None, "id")


def storable(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What came, as PostgreSQL's JSON can hold it: no NUL, no half of a letter, and no more than a page of text."""
    text = json.dumps(raw)
    if len(text) > _LONGEST_KEPT:
        return {"id": raw["id"], "cut": text[:_LONGEST_KEPT]}
    kept: dict[str, Any] = json.loads(text, object_hook=_without_bad_letters)
    return kept


def _without_bad_letters(item: dict[str, Any]) -> dict[str, Any]:
    return {_clean(name): _clean(value) for name, value in item.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    return [_clean(each) for each in value] if isinstance(value, list) else value


def read_event(raw: Mapping[str, Any], *, sent_at: datetime, received_at: datetime) -> Event:
    """Raises Malformed. `sent_at` is the phone's clock as it sent: what it is wrong by is taken from each moment."""
    event_id = id_of(raw)
    claimed = read_moment(raw.get("at"), "at")
    happened = min(claimed + (received_at - sent_at), received_at)
    match raw.get("k"):
        case "arrival":
            person, walk_in = _whom(raw)
            via = raw.get("via")
            if not isinstance(via, str) or via not in VIAS:
                raise Malformed("via")
            return Arrival(event_id, _number(raw.get("hd"), "hd"), person, walk_in, via, claimed, happened)
        case "walk_in":
            return WalkIn(
                event_id,
                _uuid(raw.get("uid"), "uid"),
                _text(raw.get("name"), "name", _LONGEST_NAME),
                _text(raw.get("province", ""), "province", 2),
                _text(raw.get("phone", ""), "phone", _LONGEST_PHONE),
                happened,
            )
        case "undo":
            person, walk_in = _whom(raw)
            undoes, keys = _list(raw.get("undoes", []), "undoes"), _list(raw.get("keys", []), "keys")
            return Undo(
                event_id,
                _number(raw.get("hd"), "hd"),
                person,
                walk_in,
                tuple(_uuid(each, "undoes") for each in undoes),
                frozenset(_number(each, "keys") for each in keys),
                _text(raw.get("reason", ""), "reason", _LONGEST_REASON),
                claimed,
                happened,
            )
        case _:
            raise Malformed("k")


def read_moment(value: Any, what: str) -> datetime:
    """An ISO moment with its zone, as JavaScript writes it (2022-05-24T01:42:00.000Z)."""
    if not isinstance(value, str) or len(value) > 40:
        raise Malformed(what)
    try:
        moment = datetime.fromisoformat(value)
        near = abs(moment - datetime(2022, 1, 1, tzinfo=moment.tzinfo)) < _FURTHEST
    except (ValueError, OverflowError):
        raise Malformed(what) from None
    if moment.tzinfo is None or not near:
        raise Malformed(what)
    return moment


def _whom(raw: Mapping[str, Any]) -> tuple[int | None, UUID | None]:
    if "p" in raw:
        return _number(raw["p"], "p"), None
    return None, _uuid(raw.get("new"), "new")


def _number(value: Any, what: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 63:
        raise Malformed(what)
    return value


def _uuid(value: Any, what: str) -> UUID:
    if not isinstance(value, str) or len(value) != 36:
        raise Malformed(what)
    try:
        return UUID(value)
    except ValueError:
        raise Malformed(what) from None


def _text(value: Any, what: str, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or "\x00" in value:
        raise Malformed(what)
    return " ".join(value.split())


def _list(value: Any, what: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > _MOST_UNDONE:
        raise Malformed(what)
    return value
