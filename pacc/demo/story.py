"""What the parts of the demonstration share while it is made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from pacc.ledger.models import Entry

SEED = 2565  # the fiscal year of the workshop that the portal tells of
LOADED = "demo.loaded"


@dataclass
class Story:
    """One load. The same seed gives the same people, days and words; references, codes and keys stay random."""

    today: date
    say: Callable[[str], None]
    rng: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 - invented data, no secret


def is_demo_database() -> bool:
    """Whether these data are invented: somebody loaded the demonstration here. One query."""
    return Entry.objects.filter(what=LOADED).exists()
