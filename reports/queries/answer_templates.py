"""Answer templates: those of a person's list, and those that fit a report, filled in for it."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from networks.models import Office
from pacc.thai.dates import format_long
from pacc.vault.codes import show_reference
from reports.models import AnswerTemplate, Report
from reports.queries.merged import public_status_of
from reports.rules.variables import filled
from reports.workflow import PUBLIC_OF, State

MOST_OFFERED = 50  # in the list beside an answer; the search narrows it


def search(templates: QuerySet[AnswerTemplate], text: str) -> QuerySet[AnswerTemplate]:
    """Every word somewhere in name or text. A list is an office's own, some dozens."""
    for word in text.split():
        templates = templates.filter(
            Q(name__icontains=word) | Q(text_th__icontains=word) | Q(text_en__icontains=word)
        )  # fmt: skip
    return templates


def fitting(templates: QuerySet[AnswerTemplate], report: Report, *, text: str = "") -> QuerySet[AnswerTemplate]:
    """For the report's status and class, or for any."""
    status = public_status_of(report)
    classes = ["", report.official_class] if report.official_class else [""]
    return search(
        templates.filter(status__in=["", status], official_class__in=classes).order_by("owner", "name", "pk"), text
    )[:MOST_OFFERED]


def filled_for(template: AnswerTemplate, report: Report, *, today: date) -> str:
    """In the reporter's language, with the report's values."""
    with override(report.language):
        office = _name_of(report.office, report.language)
        values = {
            "reference": show_reference(report.reference),
            "office": office,
            "status": str(public_status_of(report).label),
            "today": format_long(today),
            "result_by": format_long(report.feedback_by) if report.feedback_by else _("Not provided"),
        }
        return filled(template.text_in(report.language), values)


def example_of(template: AnswerTemplate, language: str, *, today: date) -> str:
    """As a reporter would read it, with values of no report."""
    with override(language):
        office = _name_of(template.office, language)
        values = {
            "reference": "SR7K-2MQX",
            "office": office,
            "status": str(PUBLIC_OF[State.IN_TRIAGE].label),
            "today": format_long(today),
            "result_by": format_long(today),
        }
        return filled(template.text_in(language), values)


def _name_of(office: Office | None, language: str) -> str:
    """The PACC's own, where no office is to be named."""
    if office is None:
        return _("Office of Public Sector Anti-Corruption Commission")
    return office.name_en if language == "en" else office.name_th
