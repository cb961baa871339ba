"""People at the door: found by any part of a name, with whether they are here."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, FilteredRelation, Q, QuerySet

from events.models import CheckIn, HalfDay, Registration, Workshop
from events.rules.name_search import nearest, pieces
from pacc.thai.collation import search_key

MOST_FOUND = 50


@dataclass(frozen=True)
class Guest:
    """One registered person and when she arrived; None: not here yet."""

    person: Registration
    arrived_at: datetime | None


@dataclass(frozen=True)
class Tally:
    name: str
    expected: int
    here: int

    @property
    def missing(self) -> int:
        return self.expected - self.here


@dataclass(frozen=True)
class Numbers:
    expected: int
    here: int
    walk_ins: int
    by_province: list[Tally]
    by_network: list[Tally]

    @property
    def missing(self) -> int:
        return self.expected - self.here


def registered_in(workshop: Workshop) -> QuerySet[Registration]:
    return Registration.objects.filter(workshop=workshop, state=Registration.State.REGISTERED)


def found_by_name(workshop: Workshop, typed: str) -> list[Registration]:
    """Names that hold what was typed, in Thai order; where none does, those in which two letters differ.

    Two queries at most: the second reads only names that share a piece with what was typed.
    """
    key, people = search_key(typed), registered_in(workshop).select_related("province", "network")
    if not key:
        return []
    exact = list(people.filter(search_key__contains=key).order_by("sort_key", "pk")[:MOST_FOUND])
    if exact or len(key) < 3:
        return exact
    holds_a_piece = Q()
    for piece in pieces(key):
        holds_a_piece |= Q(search_key__contains=piece)
    alike = people.filter(holds_a_piece).order_by("sort_key", "pk").values_list("pk", "search_key")
    ids = nearest(key, alike.iterator())[:MOST_FOUND]
    found = people.in_bulk(ids)
    return [found[pk] for pk in ids]


def guests(people: Sequence[Registration], half_day: HalfDay) -> list[Guest]:
    """One query."""
    marks = CheckIn.objects.filter(half_day=half_day, registration__in=people)
    arrived = dict(marks.values_list("registration_id", "at"))
    return [Guest(person, arrived.get(person.pk)) for person in people]


def numbers(workshop: Workshop, half_day: HalfDay, *, unknown: str) -> Numbers:
    """Expected and here, in all and by province and network. One query."""
    mark = FilteredRelation("check_ins", condition=Q(check_ins__half_day=half_day))
    alike = (
        registered_in(workshop).order_by().annotate(mark=mark).values("source", "province__name_th", "network__name")
    )
    rows = list(
        alike.annotate(expected=Count("pk"), here=Count("mark")).values_list(
            "source", "province__name_th", "network__name", "expected", "here"
        )
    )
    return Numbers(
        expected=sum(row[3] for row in rows),
        here=sum(row[4] for row in rows),
        walk_ins=sum(row[3] for row in rows if row[0] == Registration.Source.WALK_IN),
        by_province=_counts((row[1] or unknown, row[3], row[4]) for row in rows),
        by_network=_counts((row[2] or unknown, row[3], row[4]) for row in rows),
    )


def _counts(parts: Iterable[tuple[str, int, int]]) -> list[Tally]:
    expected: Counter[str] = Counter()
    present: Counter[str] = Counter()
    for name, number, here in parts:
        expected[name] += number
        present[name] += here
    return [Tally(name, number, present[name]) for name, number in expected.most_common()]
