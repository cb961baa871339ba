"""The figures of a result report, counted from who was registered and who came. Values in, values out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Attended:
    """One registered person: what she is, and in how many of the half-days she was present."""

    kind: str
    province: str
    network: str
    half_days: frozenset[int]


@dataclass(frozen=True)
class Share:
    """A line of a table: how many were registered, how many came to at least one half-day."""

    name: str
    registered: int
    came: int

    @property
    def percent(self) -> Decimal | None:
        return percent_of(self.came, self.registered)


@dataclass(frozen=True)
class Figures:
    registered: int
    came: int  # to at least one half-day
    came_to_all: int
    by_half_day: list[int]  # present, in the order of the half-days
    by_kind: list[Share]
    by_province: list[Share]
    by_network: list[Share]


def percent_of(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """With two decimals, as offices write it (87.60); None of nothing."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def figures(people: Iterable[Attended], half_days: Sequence[int], *, kinds: Mapping[str, str]) -> Figures:
    """`kinds`: what each kind is called. Tables begin with the largest; where equal, in the order of their names."""
    everybody = list(people)
    counted = frozenset(half_days)
    there = [bool(person.half_days & counted) for person in everybody]

    def shares(names: Iterable[str]) -> list[Share]:
        return _shares(zip(names, there, strict=True))

    return Figures(
        registered=len(everybody),
        came=sum(there),
        came_to_all=sum(bool(counted) and counted <= person.half_days for person in everybody),
        by_half_day=[sum(half_day in person.half_days for person in everybody) for half_day in half_days],
        by_kind=_shares(
            (kinds.get(person.kind, person.kind), bool(person.half_days & counted)) for person in everybody
        ),
        by_province=_shares((person.province, bool(person.half_days & counted)) for person in everybody),
        by_network=_shares((person.network, bool(person.half_days & counted)) for person in everybody),
    )


def _shares(people: Iterable[tuple[str, bool]]) -> list[Share]:
    registered: Counter[str] = Counter()
    came: Counter[str] = Counter()
    for name, was_there in people:
        registered[name] += 1
        came[name] += was_there
    shares = [Share(name, number, came[name]) for name, number in registered.items()]
    return sorted(shares, key=lambda share: (-share.registered, share.name))
