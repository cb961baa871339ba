"""Workshops, who registered, who came."""

from events.models.attendance import CheckIn, CheckInEvent
from events.models.registration import ImportPreview, Registration
from events.models.workshop import HalfDay, Session, Workshop

__all__ = ["CheckIn", "CheckInEvent", "HalfDay", "ImportPreview", "Registration", "Session", "Workshop"]
