"""What the parts of the demonstration share while it is made."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from pacc.ledger.models import Entry

SEED = 2565  # the fiscal year of the workshop that the portal tells of
LOADED = "demo.loaded"
# The token of the report that the demonstration's citizen follows: its code can be shown on the demo page.
CITIZEN_TOKEN = hashlib.sha256(b"the demonstration's citizen").digest()


@dataclass
class Story:
    """One load. The same seed gives the same people, days and words; references, codes and keys stay random."""

    today: date
    say: Callable[[str], None]
    keep: set[str] = field(default_factory=set)  # names of promised jobs that are still to be done
    rng: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 - invented data, no secret


def is_demo_database() -> bool:
    """Whether these data are invented: somebody loaded the demonstration here. One query."""
    return Entry.objects.filter(what=LOADED).exists()
