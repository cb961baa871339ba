"""Workshops, who registered, who came."""

from events.models.allowances import AllowanceRates, TravelCost
from events.models.attendance import CheckIn, CheckInEvent
from events.models.certificates import Certificate, CertificateDesign
from events.models.door import DoorPass, Undecided
from events.models.folder import Indicator, Photograph, ResultReport
from events.models.groups import Group, GroupMember, PlanText
from events.models.mailings import Mailing, MailingLine, NoLetters
from events.models.materials import Material
from events.models.paper_orders import PaperOrder
from events.models.registration import (
    Answer,
    AnswerFile,
    CitizenId,
    HeadingMeaning,
    ImportPreview,
    Party,
    Registration,
    Seat,
)
from events.models.surveys import Survey, SurveyItem, SurveyResponse
from events.models.workshop import HalfDay, Question, Quota, Session, Workshop

__all__ = [
    "AllowanceRates",
    "Answer",
    "AnswerFile",
    "Certificate",
    "CertificateDesign",
    "CheckIn",
    "CheckInEvent",
    "CitizenId",
    "DoorPass",
    "Group",
    "GroupMember",
    "HalfDay",
    "HeadingMeaning",
    "ImportPreview",
    "Indicator",
    "Mailing",
    "MailingLine",
    "Material",
    "NoLetters",
    "PaperOrder",
    "Party",
    "Photograph",
    "PlanText",
    "Question",
    "Quota",
    "Registration",
    "ResultReport",
    "Seat",
    "Session",
    "Survey",
    "SurveyItem",
    "SurveyResponse",
    "TravelCost",
    "Undecided",
    "Workshop",
]
