"""How much two accounts are about the same: what officers are shown beside a case, each with its reason."""

from dataclasses import dataclass
from datetime import date

NEAR = 45  # days between two that may be about one event
_FEWEST_SHARED = 3  # words of subject and account, of those that tell something apart
_LONGEST_NAMED = 3  # words said as the reason


@dataclass(frozen=True)
class Gist:
    """What is compared. `agency` and `words`: normalised; `words` without those that stand in most accounts."""

    agency: str
    words: frozenset[str]
    district: str | None
    on: date


@dataclass(frozen=True)
class Likeness:
    """`shared`: the longest words in common, for the reason. `score` orders; it means nothing by itself."""

    score: int
    same_agency: bool
    same_district: bool
    near_in_time: bool
    shared: tuple[str, ...]


def likeness(one: Gist, other: Gist) -> Likeness | None:
    """None where nothing but chance connects them. The same place or the same time alone is chance."""
    same_agency = bool(one.agency) and one.agency == other.agency
    shared = _outermost(one.words & other.words)
    if not same_agency and len(shared) < _FEWEST_SHARED:
        return None
    same_district = one.district is not None and one.district == other.district
    near_in_time = abs((one.on - other.on).days) <= NEAR
    score = 4 * same_agency + 2 * same_district + near_in_time + min(len(shared), 8)
    if score < _FEWEST_SHARED + 2:
        return None
    return Likeness(score, same_agency, same_district, near_in_time, tuple(shared[:_LONGEST_NAMED]))


def _outermost(words: frozenset[str]) -> list[str]:
    """The longest first, without those that stand within a longer one: สินบน of เรียกรับสินบน says nothing more."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (-len(word), word)):
        if not any(word in longer for longer in kept):
            kept.append(word)
    return kept
