"""A workshop for the calendar of whoever takes part, as an iCalendar file (RFC 5545)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from events.models import Session, Workshop
from events.workflow import State
from pacc.thai.dates import BANGKOK

MEDIA_TYPE = "text/calendar; charset=utf-8"


def calendar_of(workshop: Workshop, agenda: Sequence[tuple[date, Sequence[Session]]]) -> bytes:
    """One event a day, from the first line of its agenda to the last; the whole day where there is none yet.

    The same day of the same workshop keeps its uid, so that a file taken anew replaces the one before. Wants the
    workshop with its places.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//PACC Connect//workshops//TH")
    calendar.add("method", "PUBLISH")
    lines = dict(agenda)
    days = (workshop.ends_on - workshop.starts_on).days + 1
    for number in range(days):
        day = workshop.starts_on + timedelta(days=number)
        calendar.add_component(_event(workshop, number, day, lines.get(day, ())))
    return bytes(calendar.to_ical())


def _event(workshop: Workshop, number: int, day: date, lines: Sequence[Session]) -> Event:
    event = Event()
    event.add("uid", f"workshop-{workshop.pk}-{number}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", timezone.now())
    event.add("sequence", workshop.version)
    event.add("summary", workshop.title)
    event.add("location", f"{workshop.venue} {workshop.area}")
    if workshop.contact:
        event.add("description", workshop.contact)
    if lines:
        event.add("dtstart", datetime.combine(day, min(line.starts for line in lines), BANGKOK))
        event.add("dtend", datetime.combine(day, max(line.ends for line in lines), BANGKOK))
    else:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    event.add("status", "CANCELLED" if workshop.state == State.CANCELLED else "CONFIRMED")
    return event
