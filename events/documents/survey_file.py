"""What was answered to a survey, as an Excel file: a line a sheet, in no order that tells when it came."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Survey, SurveyItem, SurveyResponse
from events.rules.evaluation import LEAST_SHOWN
from pacc.spreadsheets.write import workbook

_AT_ONCE = 1000


def survey_workbook(survey: Survey, items: Sequence[SurveyItem]) -> bytes:
    """Ratings as numbers, choices and texts in words. Only headings while there are too few sheets to be shown."""
    headings = [_("Number"), *(item.label for item in items)]
    return workbook(pgettext("name of a sheet", "Answers"), headings, _lines(survey, items))


def _lines(survey: Survey, items: Sequence[SurveyItem]) -> Iterator[list[Any]]:
    # The random id sorts the sheets.
    sheets = SurveyResponse.objects.filter(survey=survey).order_by("id").values_list("marks", "texts")
    if sheets.count() < LEAST_SHOWN:
        return
    for number, (marks, texts) in enumerate(sheets.iterator(_AT_ONCE), start=1):
        yield [number, *(_said(item, marks, texts) for item in items)]


def _said(item: SurveyItem, marks: dict[str, int], texts: dict[str, str]) -> str | int:
    key = str(item.pk)
    if item.kind == SurveyItem.Kind.TEXT:
        return texts.get(key, "")
    mark = marks.get(key)
    if mark is None:
        return ""
    if item.kind == SurveyItem.Kind.RATING:
        return mark
    return str(item.choices[mark]) if mark < len(item.choices) else ""
