"""Workshops, who registered, who came."""

from events.models.attendance import CheckIn, CheckInEvent
from events.models.registration import Answer, CitizenId, ImportPreview, Party, Registration
from events.models.workshop import HalfDay, Question, Quota, Session, Workshop

__all__ = [
    "Answer",
    "CheckIn",
    "CheckInEvent",
    "CitizenId",
    "HalfDay",
    "ImportPreview",
    "Party",
    "Question",
    "Quota",
    "Registration",
    "Session",
    "Workshop",
]
