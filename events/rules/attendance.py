"""What a set of check-in events says, whatever the order in which they arrived."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID


class Event(Protocol):
    """An arrival (`undoes` is None), or an undo that names the arrival it takes back."""

    @property
    def id(self) -> UUID: ...
    @property
    def undoes(self) -> UUID | None: ...
    @property
    def happened_at(self) -> datetime: ...


E = TypeVar("E", bound=Event)


def arrivals_that_hold(events: Iterable[E]) -> list[E]:
    """The arrivals that nobody took back, the earliest first. The events are of one person and one half-day.

    An arrival recorded after an undo that did not know of it holds: two people at two doors saw the person, one took
    one sighting back. An undo that comes before its arrival still takes it back.
    """
    every = list(events)
    undone = {event.undoes for event in every if event.undoes is not None}
    holding = [event for event in every if event.undoes is None and event.id not in undone]
    return sorted(holding, key=lambda event: (event.happened_at, event.id))


def arrival_that_counts(events: Iterable[E]) -> E | None:
    """The one arrival that the attendance rests on; None where the person is not present."""
    holding = arrivals_that_hold(events)
    return holding[0] if holding else None
