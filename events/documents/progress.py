"""A long paper: how far it is, and made a portion at a time."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from pacc.typeset import forget, joined

Tell = Callable[[int], None]
T = TypeVar("T")
_EVERY = 50
# Whole sheets of 8 and of 10. All 10,000 badges of a congress at once would take 2.7 GB.
PORTION = 800
_LIGHT = 100  # so many are not worth the time that letting go of them takes


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


def in_portions(things: Iterable[T], make: Callable[[list[T]], bytes]) -> bytes:
    """One file of everything, which `make` is given a portion at a time; of nothing it makes the empty paper."""
    left = iter(things)
    files: list[bytes] = []
    while (portion := list(islice(left, PORTION))) or not files:
        files.append(make(portion))
        if len(portion) > _LIGHT:
            forget()
    return files[0] if len(files) == 1 else joined(files)
