"""Workshops, who registered, who came."""

from events.models.attendance import CheckIn, CheckInEvent
from events.models.folder import Indicator, Photograph, ResultReport
from events.models.registration import Answer, CitizenId, ImportPreview, Party, Registration
from events.models.workshop import HalfDay, Question, Quota, Session, Workshop

__all__ = [
    "Answer",
    "CheckIn",
    "CheckInEvent",
    "CitizenId",
    "HalfDay",
    "ImportPreview",
    "Indicator",
    "Party",
    "Photograph",
    "Question",
    "Quota",
    "Registration",
    "ResultReport",
    "Session",
    "Workshop",
]
