"""Which half-day is meant at a moment. Values in, values out."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Protocol, TypeVar

from pacc.thai.dates import in_bangkok

# People come back from lunch about now.
_AFTERNOON = time(12, 30)


class HalfDay(Protocol):
    @property
    def on(self) -> object: ...
    @property
    def part(self) -> str: ...


H = TypeVar("H", bound=HalfDay)


def half_day_at(moment: datetime, half_days: Sequence[H]) -> H | None:
    """Today's half-day by the clock; the nearest before it, else the first. None of none."""
    local = in_bangkok(moment)
    now = (local.date().isoformat(), "2" if local.time() >= _AFTERNOON else "1")
    past = [each for each in half_days if (str(each.on), each.part) <= now]
    return past[-1] if past else half_days[0] if half_days else None
