"""How far a long paper is."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Tell = Callable[[int], None]
T = TypeVar("T")
_EVERY = 50


def nobody(_done: int) -> None:
    """For a paper that nobody waits for."""


def telling(things: Iterable[T], tell: Tell) -> Iterator[T]:
    """The things; `tell` hears now and then how many are done, and at the end that all are."""
    done = 0
    for done, thing in enumerate(things, start=1):
        yield thing
        if done % _EVERY == 0:
            tell(done)
    tell(done)
