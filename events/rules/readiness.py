"""What a workshop still lacks before it is announced. Values in, values out; nothing here forbids anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Missing(StrEnum):
    """One thing that readers of the announcement would ask for."""

    ABOUT = "about"
    DISTRICT = "district"
    AGENDA = "agenda"
    AGENDA_OF_DAY = "agenda_of_day"
    DAY_TO_COME = "day_to_come"


@dataclass(frozen=True)
class Lack:
    what: Missing
    day: date | None = None


def lacks(
    *, about: str, district_code: str | None, starts_on: date, ends_on: date, agenda_days: Iterable[date], today: date
) -> list[Lack]:
    """What is missing, the gravest first."""
    found = []
    if starts_on < today:
        found.append(Lack(Missing.DAY_TO_COME))
    spoken = set(agenda_days)
    days = [starts_on + timedelta(days=count) for count in range((ends_on - starts_on).days + 1)]
    if not spoken:
        found.append(Lack(Missing.AGENDA))
    else:
        found += [Lack(Missing.AGENDA_OF_DAY, day) for day in days if day not in spoken]
    if not district_code:
        found.append(Lack(Missing.DISTRICT))
    if not about.strip():
        found.append(Lack(Missing.ABOUT))
    return found
