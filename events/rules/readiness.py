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
    CONTACT = "contact"
    MAP = "map"
    WINDOW = "window"


@dataclass(frozen=True)
class Lack:
    what: Missing
    day: date | None = None


@dataclass(frozen=True)
class Announcement:
    """What an announcement says. `registers_until` None: until the last day."""

    about: str
    district_code: str | None
    starts_on: date
    ends_on: date
    contact: str
    map_url: str
    registers_until: date | None = None


def lacks(announcement: Announcement, *, agenda_days: Iterable[date], today: date) -> list[Lack]:
    """What is missing, the gravest first."""
    first, last, until = announcement.starts_on, announcement.ends_on, announcement.registers_until
    spoken = set(agenda_days)
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    found = [Lack(Missing.DAY_TO_COME)] if first < today else []
    if not spoken:
        found.append(Lack(Missing.AGENDA))
    else:
        found += [Lack(Missing.AGENDA_OF_DAY, day) for day in days if day not in spoken]
    wanted = {
        Missing.WINDOW: until is None or today <= until <= last,
        Missing.DISTRICT: bool(announcement.district_code),
        Missing.ABOUT: bool(announcement.about.strip()),
        Missing.CONTACT: bool(announcement.contact),
        Missing.MAP: bool(announcement.map_url),
    }
    return found + [Lack(what) for what, is_there in wanted.items() if not is_there]
