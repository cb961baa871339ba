"""Finds a name of which any part was typed, title ignored, two wrong letters forgiven. Values in, values out."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")


def wrong_letters_forgiven(key: str) -> int:
    """None in very short words, in which everything would be alike."""
    return 2 if len(key) >= 5 else 1 if len(key) >= 3 else 0


def pieces(key: str, wrong: int) -> list[str]:
    """Parts of which a name with so many wrong letters holds at least one as it stands (the pigeonhole principle)."""
    number = wrong + 1
    bounds = [place * len(key) // number for place in range(number + 1)]
    return [key[start:end] for start, end in pairwise(bounds)]


def distance(key: str, name: str) -> int:
    """The fewest letters that are wrong, missing or too many, for the part of `name` that fits best.

    Myers' bit-parallel algorithm (Journal of the ACM 46, 1999) for a part of a text.
    """
    if not key:
        return 0
    length = len(key)
    places: dict[str, int] = {}
    for place, letter in enumerate(key):
        places[letter] = places.get(letter, 0) | 1 << place
    last, mask = 1 << (length - 1), (1 << length) - 1
    plus, minus, score, best = mask, 0, length, length
    for letter in name:
        match = places.get(letter, 0)
        vertical = match | minus
        horizontal = (((match & plus) + plus) ^ plus) | match
        gain, loss = minus | ~(horizontal | plus), plus & horizontal
        if gain & last:
            score += 1
        elif loss & last:
            score -= 1
            best = min(best, score)
        gain, loss = gain << 1, loss << 1
        plus, minus = (loss | ~(vertical | gain)) & mask, gain & vertical & mask
    return best


def nearest(key: str, names: Iterable[tuple[T, str]], *, wrong: int) -> list[T]:
    """Those with so many wrong letters at most, the nearest first, in the order given where equal."""
    letters = frozenset(key)
    # Each letter that a name lacks is a wrong one: most names need no closer look.
    close = [(what, name) for what, name in names if len(letters.difference(name)) <= wrong]
    judged = [(distance(key, name), place, what) for place, (what, name) in enumerate(close)]
    return [what for _far, _place, what in sorted((each for each in judged if each[0] <= wrong), key=lambda e: e[:2])]
