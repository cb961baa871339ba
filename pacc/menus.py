"""The menus: an app offers an entry for a place, a page shows those that its reader may follow.

Places: "main" and "about" on public pages, "desk" on officers' pages, "person" for one's own account.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Entry:
    url_name: str
    label: str | Promise
    order: int
    shown_to: Callable[[HttpRequest], bool]


@dataclass(frozen=True)
class ShownEntry:
    """An entry as a page shows it; `current` when the page lies at or below its address."""

    url: str
    label: str | Promise
    current: bool


_offered: dict[str, dict[str, Entry]] = defaultdict(dict)


def everyone(_request: HttpRequest) -> bool:
    return True


def offer(
    place: str,
    url_name: str,
    label: str | Promise,
    *,
    order: int = 50,
    shown_to: Callable[[HttpRequest], bool] = everyone,
) -> None:
    """Put an entry into a menu, from an app's `ready()`. A second offer of the same address replaces the first."""
    _offered[place][url_name] = Entry(url_name, label, order, shown_to)


def entries_of(place: str, request: HttpRequest) -> list[ShownEntry]:
    """The entries of a place in order; an address that this zone does not serve is left out."""
    shown = []
    # Entries that share a question share its answer, and its query.
    answers: dict[Callable[[HttpRequest], bool], bool] = {}
    for entry in sorted(_offered[place].values(), key=lambda entry: entry.order):
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        if entry.shown_to not in answers:
            answers[entry.shown_to] = entry.shown_to(request)
        if answers[entry.shown_to]:
            shown.append(ShownEntry(url, entry.label, request.path.startswith(url)))
    return shown
