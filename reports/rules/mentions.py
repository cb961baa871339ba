"""Whom a note names by `@`: @สมชาย, @สมชาย ใจดี, also where Thai runs on without a space."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

# Not inside an e-mail address, and not before a space: “@ 09:00” names nobody.
_AT = re.compile(r"(?<![\w.+-])@(?=\w)")
_WORD = re.compile(r"\S{1,30}")


@dataclass(frozen=True)
class Mentions:
    """`found`: ids of people. `unknown`: what stood after an @ that is nobody's name. `shared`: that is several's."""

    found: frozenset[int]
    unknown: tuple[str, ...]
    shared: tuple[str, ...]


def mentions_in(text: str, people: Mapping[int, str]) -> Mentions:
    """`people`: names by id. The whole name counts before the first name, and the longest that fits before others."""
    typed = _plain(text)
    found, unknown, shared = set(), [], []
    for at in _AT.finditer(typed):
        rest = typed[at.end() :]
        key, owners = _named(rest, people)
        if len(owners) == 1:
            found |= owners
        elif owners:
            shared.append(key)
        else:
            unknown.append(_WORD.match(rest)[0])  # type: ignore[index]
    return Mentions(frozenset(found), tuple(unknown), tuple(shared))


def _named(rest: str, people: Mapping[int, str]) -> tuple[str, set[int]]:
    """The longest name that `rest` begins with, and whose it is."""
    owners: dict[str, set[int]] = {}
    for person, name in people.items():
        whole = _plain(name)
        for key in {whole, whole.split(" ")[0]} - {""}:
            if _begins(rest, key):
                owners.setdefault(key, set()).add(person)
    longest = max(owners, key=len, default="")
    return longest, owners.get(longest, set())


def _begins(rest: str, key: str) -> bool:
    """A Latin name ends where its word ends; in Thai the next word may follow at once."""
    following = rest[len(key) : len(key) + 1]
    return rest.startswith(key) and not (key[-1].isascii() and following.isascii() and following.isalnum())


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
