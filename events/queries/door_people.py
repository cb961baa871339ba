"""People at the door: found by any part of a name, with whether they are here."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, FilteredRelation, Q, QuerySet

from events.models import CheckIn, HalfDay, Registration, Workshop
from events.rules.name_search import nearest, pieces, wrong_letters_forgiven
from networks.models import Network, Province
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

    Four queries at most. Names with two wrong letters are read only where those with one do not fill the list.
    """
    key, people = search_key(typed), registered_in(workshop).select_related("province", "network")
    if not key:
        return []
    exact = list(people.filter(search_key__contains=key).order_by("sort_key", "pk")[:MOST_FOUND])
    if exact:
        return exact
    ids: list[int] = []
    for wrong in range(1, wrong_letters_forgiven(key) + 1):
        ids = _nearest(workshop, key, wrong=wrong)
        if len(ids) == MOST_FOUND:
            break
    found = people.in_bulk(ids)
    return [found[pk] for pk in ids]


def _nearest(workshop: Workshop, key: str, *, wrong: int) -> list[int]:
    """Ids of names with so many wrong letters at most, the nearest first. Reads names that share a piece with `key`."""
    holds_a_piece = Q()
    for piece in pieces(key, wrong):
        holds_a_piece |= Q(search_key__contains=piece)
    alike = registered_in(workshop).filter(holds_a_piece).order_by("sort_key", "pk")
    return nearest(key, alike.values_list("pk", "search_key"), wrong=wrong)[:MOST_FOUND]


def guests(people: Sequence[Registration], half_day: HalfDay) -> list[Guest]:
    """One query."""
    marks = CheckIn.objects.filter(half_day=half_day, registration__in=people)
    arrived = dict(marks.values_list("registration_id", "at"))
    return [Guest(person, arrived.get(person.pk)) for person in people]


def numbers(workshop: Workshop, half_day: HalfDay, *, unknown: str) -> Numbers:
    """Expected and here, in all and by province and network. Three queries, however many people."""
    mark = FilteredRelation("check_ins", condition=Q(check_ins__half_day=half_day))
    people = registered_in(workshop).order_by().annotate(mark=mark)
    alike = people.values("source", "province_id", "network_id")
    rows = list(
        alike.annotate(expected=Count("pk"), here=Count("mark")).values_list(
            "source", "province_id", "network_id", "expected", "here"
        )
    )
    provinces = Province.objects.in_bulk({row[1] for row in rows} - {None})
    networks = Network.objects.only("name").in_bulk({row[2] for row in rows} - {None})
    return Numbers(
        expected=sum(row[3] for row in rows),
        here=sum(row[4] for row in rows),
        walk_ins=sum(row[3] for row in rows if row[0] == Registration.Source.WALK_IN),
        by_province=_counts((provinces[row[1]].name_th if row[1] else unknown, row[3], row[4]) for row in rows),
        by_network=_counts((networks[row[2]].name if row[2] else unknown, row[3], row[4]) for row in rows),
    )


def _counts(parts: Iterable[tuple[str, int, int]]) -> list[Tally]:
    expected: Counter[str] = Counter()
    present: Counter[str] = Counter()
    for name, number, here in parts:
        expected[name] += number
        present[name] += here
    return [Tally(name, number, present[name]) for name, number in expected.most_common()]
