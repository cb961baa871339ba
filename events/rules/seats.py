"""Who gets a seat: the places of a workshop, its quotas, and a queue in which a party is one. Values in, values out.

The rule, as it is told to people:
* The queue is gone through in its order. A party gets all its seats at once, or waits whole.
* Whoever finds the house full stops the queue: nobody behind takes a seat that she, or her party, waits for. Otherwise
  single people would pass a party for ever.
* Whoever finds a quota full waits for a seat of that quota: it is closed to everybody behind her, and those whom it
  does not concern are not held up by her.
* A party larger than the house or than a quota of it can never be seated whole: it is passed over and holds up nobody.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Claim:
    """One person's seat: what quotas ask about her."""

    network: Hashable = None
    province: Hashable = None
    kind: Hashable = None


@dataclass(frozen=True)
class Limit:
    """At most `seats` for those whose `of` ("network", "province" or "kind") is `value`."""

    of: str
    value: Hashable
    seats: int

    def concerns(self, claim: Claim) -> bool:
        return bool(getattr(claim, self.of) == self.value)


@dataclass(frozen=True)
class Waiting:
    """One place in the queue: a person, or a party. `key` says who."""

    key: Hashable
    claims: tuple[Claim, ...]


@dataclass
class House:
    """What is left of a workshop's seats. A seat that is offered is taken until its offer ends."""

    capacity: int
    limits: Sequence[Limit]
    taken: Iterable[Claim]
    left: int = field(init=False)
    left_of: dict[Limit, int] = field(init=False)

    def __post_init__(self) -> None:
        taken = list(self.taken)
        self.left = self.capacity - len(taken)
        self.left_of = {limit: limit.seats - _those_of(limit, taken) for limit in self.limits}

    def full_for(self, claims: Sequence[Claim]) -> Limit | None:
        """The first quota that has no room for all of them."""
        return next((limit for limit in self.limits if 0 < _those_of(limit, claims) > self.left_of[limit]), None)

    def holds(self, claims: Sequence[Claim]) -> bool:
        return len(claims) <= self.left and self.full_for(claims) is None

    def take(self, claims: Sequence[Claim]) -> None:
        """Seat them; whoever takes asked `holds` before."""
        self.left -= len(claims)
        for limit in self.limits:
            self.left_of[limit] -= _those_of(limit, claims)

    def could_ever_hold(self, claims: Sequence[Claim]) -> bool:
        """Even with nobody else there."""
        return len(claims) <= self.capacity and all(_those_of(limit, claims) <= limit.seats for limit in self.limits)


def seated(house: House, queue: Iterable[Waiting]) -> list[Waiting]:
    """Those of the queue who get their seats now, in its order. The house is left with them in it."""
    got: list[Waiting] = []
    closed: set[Limit] = set()
    for waiting in queue:
        if not house.could_ever_hold(waiting.claims):
            continue
        if len(waiting.claims) > house.left:
            break
        wanted = {limit for limit in house.limits if _those_of(limit, waiting.claims)}
        full = {limit for limit in wanted if _those_of(limit, waiting.claims) > house.left_of[limit]}
        if full or wanted & closed:
            # She waits for all her quotas at once: who is behind her takes from none of them.
            closed |= wanted
            continue
        house.take(waiting.claims)
        got.append(waiting)
    return got


def _those_of(limit: Limit, claims: Iterable[Claim]) -> int:
    return sum(limit.concerns(claim) for claim in claims)
