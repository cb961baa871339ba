"""What was answered to a survey, as an Excel file: marks a line a sheet; words apart, so that they lead to no marks.

Neither is in an order that tells when it came.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Survey, SurveyItem
from events.queries.surveys import sheets_shown
from pacc.spreadsheets.write import SheetOf, workbook_of

_AT_ONCE = 1000


def survey_workbook(survey: Survey, items: Sequence[SurveyItem]) -> bytes:
    """Ratings as numbers, choices in words. Wants the survey with `sheets`; headings alone where none may be shown."""
    marked = [item for item in items if item.kind != SurveyItem.Kind.TEXT]
    written = [item for item in items if item.kind == SurveyItem.Kind.TEXT]
    return workbook_of(
        SheetOf(
            pgettext("name of a sheet", "Answers"),
            [_("Number"), *(item.label for item in marked)],
            _marks(survey, marked),
        ),
        SheetOf(
            pgettext("name of a sheet", "In words"),
            [pgettext("question", "Question"), _("Answer")],
            _words(survey, written),
        ),
    )


def _marks(survey: Survey, items: Sequence[SurveyItem]) -> Iterator[list[Any]]:
    sheets = sheets_shown(survey, survey.sheets).exclude(marks={})  # type: ignore[attr-defined]
    for number, marks in enumerate(sheets.values_list("marks", flat=True).iterator(_AT_ONCE), start=1):
        yield [number, *(_said(item, marks.get(str(item.pk))) for item in items)]


def _said(item: SurveyItem, mark: int | None) -> str | int:
    if mark is None:
        return ""
    if item.kind == SurveyItem.Kind.RATING:
        return mark
    return str(item.choices[mark]) if mark < len(item.choices) else ""


def _words(survey: Survey, items: Sequence[SurveyItem]) -> Iterator[list[str]]:
    sheets = sheets_shown(survey, survey.sheets).exclude(texts={})  # type: ignore[attr-defined]
    said = [texts for texts in sheets.values_list("texts", flat=True)]
    for item in items:
        for text in sorted(texts[str(item.pk)] for texts in said if str(item.pk) in texts):
            yield [item.label, text]
