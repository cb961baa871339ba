"""Break-out groups made by rule: sizes alike, leaders spread, networks and provinces as wished. Values in, values out.

Sizes come first and never change afterwards: people only swap places. A swap is taken where it makes the groups
better: leaders weigh more than networks, networks more than provinces, each far beyond what the lighter ones could add
up to. Pinned people stay. The same people, wishes and seed give the same groups.
"""

import random
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Wish(StrEnum):
    """What is wished for those who share a network, or a province."""

    ANY = "any"
    TOGETHER = "together"
    APART = "apart"


@dataclass(frozen=True)
class Person:
    """`pinned`: the group (from 0) in which she stays."""

    key: int
    network: Hashable = None
    province: Hashable = None
    is_leader: bool = False
    pinned: int | None = None


@dataclass(frozen=True)
class Wishes:
    groups: int
    networks: Wish = Wish.ANY
    provinces: Wish = Wish.APART


# Above it a person looks at a sample of the others, or the work would grow with the square of the people.
_LOOKS_AT = 250
_MOST_ROUNDS = 30
# One step of a heavier wish outweighs all that lighter ones can change: counts of up to 1,000 people, squared.
_WEIGHTS = {"leader": 10**14, "network": 10**7, "province": 1}


def balanced(people: Sequence[Person], wishes: Wishes, *, seed: int) -> dict[int, int]:
    """Each person's group, from 0."""
    chance = random.Random(seed)  # noqa: S311 - fairness, not secrecy
    order = sorted(people, key=lambda person: person.key)
    chance.shuffle(order)
    table = _Table(order, _first_places(order, wishes), wishes)
    for _round in range(_MOST_ROUNDS):
        if not table.improve(chance):
            break
    return table.places()


def _first_places(order: Sequence[Person], wishes: Wishes) -> list[int]:
    """Pinned people first; the others fill the groups one after the other, those who shall be together in a row."""
    places = [-1 if person.pinned is None else person.pinned for person in order]
    free = [number for number, place in enumerate(places) if place < 0]
    for name, wish in (("province", wishes.provinces), ("network", wishes.networks)):
        if wish is Wish.TOGETHER:
            sizes = Counter(getattr(person, name) for person in order)
            # The largest first: small ones find room beside them.
            free.sort(key=lambda number: (-sizes[getattr(order[number], name)], str(getattr(order[number], name))))
    seats = (group for group, room in enumerate(_rooms(order, wishes.groups)) for _seat in range(room))
    for number, group in zip(free, seats, strict=True):
        places[number] = group
    return places


def _rooms(order: Sequence[Person], groups: int) -> list[int]:
    """How many free seats each group has beside its pinned people; sizes differ by one at most where they can."""
    pinned = Counter(person.pinned for person in order if person.pinned is not None)
    sizes = [pinned[group] for group in range(groups)]
    for _person in range(len(order) - sum(sizes)):
        sizes[sizes.index(min(sizes))] += 1
    return [size - pinned[group] for group, size in enumerate(sizes)]


class _Table:
    """Who sits where, and how many of each leader, network and province sit in each group."""

    def __init__(self, order: Sequence[Person], places: list[int], wishes: Wishes) -> None:
        self.order, self.place = order, places
        self.movable = [number for number, person in enumerate(order) if person.pinned is None]
        signs = {
            "leader": 1,
            "network": {Wish.APART: 1, Wish.TOGETHER: -1, Wish.ANY: 0}[wishes.networks],
            "province": {Wish.APART: 1, Wish.TOGETHER: -1, Wish.ANY: 0}[wishes.provinces],
        }
        self.weights = {name: sign * _WEIGHTS[name] for name, sign in signs.items() if sign}
        self.marks = [self._marks(person) for person in order]
        self.counts: Counter[tuple[int, tuple[str, Hashable]]] = Counter()
        for number, group in enumerate(places):
            self.counts.update((group, mark) for mark in self.marks[number])

    def _marks(self, person: Person) -> frozenset[tuple[str, Hashable]]:
        """What counts about her; whoever belongs to no network or province is beside nobody for it."""
        marks: list[tuple[str, Hashable]] = [("leader", True)] if person.is_leader else []
        marks += [(name, value) for name in ("network", "province") if (value := getattr(person, name)) is not None]
        return frozenset(mark for mark in marks if mark[0] in self.weights)

    def improve(self, chance: random.Random) -> bool:
        """Each person takes the best swap that she finds; whether anybody found one."""
        found = False
        for one in chance.sample(self.movable, len(self.movable)):
            others = self.movable if len(self.movable) <= _LOOKS_AT else chance.sample(self.movable, _LOOKS_AT)
            best, gain = -1, 0
            for other in others:
                change = self._change(one, other)
                if change < gain:
                    best, gain = other, change
            if best >= 0:
                self._swap(one, best)
                found = True
        return found

    def _change(self, one: int, other: int) -> int:
        """What the sum of weighted squares would change by if they swapped."""
        here, there = self.place[one], self.place[other]
        if here == there:
            return 0
        change = 0
        for mark in self.marks[one] - self.marks[other]:
            change += self.weights[mark[0]] * (self.counts[there, mark] - self.counts[here, mark] + 1)
        for mark in self.marks[other] - self.marks[one]:
            change += self.weights[mark[0]] * (self.counts[here, mark] - self.counts[there, mark] + 1)
        return change

    def _swap(self, one: int, other: int) -> None:
        here, there = self.place[one], self.place[other]
        self.counts.subtract((here, mark) for mark in self.marks[one])
        self.counts.subtract((there, mark) for mark in self.marks[other])
        self.place[one], self.place[other] = there, here
        self.counts.update((there, mark) for mark in self.marks[one])
        self.counts.update((here, mark) for mark in self.marks[other])

    def places(self) -> dict[int, int]:
        return {person.key: self.place[number] for number, person in enumerate(self.order)}


@dataclass(frozen=True)
class Told:
    """What became of the wishes: smallest and largest of all groups, and how many networks are whole."""

    sizes: tuple[int, int]
    leaders: tuple[int, int]
    provinces: tuple[int, int]
    networks: int
    whole_networks: int
    most_of_a_network: int
    pinned: int


def told(people: Sequence[Person], places: Mapping[int, int], groups: int) -> Told:
    """Counted anew from the places, whoever made them. Networks of one person are left out."""
    members: list[list[Person]] = [[] for _group in range(groups)]
    for person in people:
        members[places[person.key]].append(person)
    sizes = Counter(person.network for person in people if person.network is not None)
    real = {network for network, size in sizes.items() if size > 1}
    at = {network: {places[one.key] for one in people if one.network == network} for network in real}
    shares = Counter((places[one.key], one.network) for one in people if one.network in real)
    return Told(
        sizes=_ends([len(group) for group in members]),
        leaders=_ends([sum(one.is_leader for one in group) for group in members]),
        provinces=_ends([len({one.province for one in group if one.province is not None}) for group in members]),
        networks=len(real),
        whole_networks=sum(len(groups_of) == 1 for groups_of in at.values()),
        most_of_a_network=max(shares.values(), default=0),
        pinned=sum(one.pinned is not None for one in people),
    )


def _ends(counts: Sequence[int]) -> tuple[int, int]:
    return (min(counts, default=0), max(counts, default=0))
