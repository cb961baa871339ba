"""Surveys of a workshop: what is asked, and what was answered, counted."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet

from events.models import CheckIn, Survey, SurveyItem, SurveyResponse, Workshop
from events.rules.evaluation import Gain, Spread, batches_shown, together
from events.rules.links import survey_token
from events.workflow import State

Kind = Survey.Kind


@dataclass(frozen=True)
class Rated:
    """One question in five levels with its marks."""

    item: SurveyItem
    spread: Spread


@dataclass(frozen=True)
class Section:
    """Questions below one heading ("" for none), and all their marks as one."""

    name: str
    rows: list[Rated]

    @property
    def whole(self) -> Spread:
        return together(row.spread for row in self.rows)


@dataclass(frozen=True)
class Chosen:
    """One question with choices: (choice, how many took it), in their order."""

    item: SurveyItem
    counts: list[tuple[str, int]]


@dataclass(frozen=True)
class Results:
    """`sheets`: how many were answered. `counted`: how many of them everything else is of (rules.evaluation)."""

    sheets: int
    counted: int
    sections: list[Section]
    chosen: list[Chosen]

    @property
    def waiting(self) -> int:
        return self.sheets - self.counted

    @property
    def are_shown(self) -> bool:
        return self.counted > 0

    @property
    def whole(self) -> Spread:
        return together(section.whole for section in self.sections)


def surveys_of(workshop: Workshop) -> dict[str, Survey]:
    """By kind, each with `sheets`, how many were answered. One query."""
    found = Survey.objects.filter(workshop=workshop).annotate(sheets=Count("responses"))
    return {survey.kind: survey for survey in found}


def items_of(survey: Survey) -> list[SurveyItem]:
    """What it asks, in order; the test after the workshop asks what the one before asked. One query.

    Without the right answers: the site's role may not read them.
    """
    asked = SurveyItem.objects.defer("right")
    if survey.kind == Kind.POST_TEST:
        return list(asked.filter(survey__workshop=survey.workshop_id, survey__kind=Kind.PRE_TEST))
    return list(asked.filter(survey=survey))


def results_of(survey: Survey, items: Sequence[SurveyItem]) -> Results:
    """Counted in the database: three queries, whatever was answered."""
    sheets = SurveyResponse.objects.filter(survey=survey).count()
    shown = sheets_shown(survey, sheets)
    counted = shown.count()
    counts = _counts(survey, sheets) if counted else {}
    sections: dict[str, list[Rated]] = defaultdict(list)
    chosen = []
    for item in items:
        of_item = counts.get(item.pk, {})
        if item.kind == SurveyItem.Kind.RATING:
            sections[item.section].append(Rated(item, Spread(of_item)))
        elif item.kind == SurveyItem.Kind.CHOICE:
            chosen.append(Chosen(item, [(choice, of_item.get(place, 0)) for place, choice in enumerate(item.choices)]))
    return Results(sheets, counted, [Section(name, rows) for name, rows in sections.items()], chosen)


def evaluation_of(workshop: Workshop) -> Results | None:
    """The results of its evaluation; None where there is none."""
    survey = surveys_of(workshop).get(Kind.EVALUATION)
    return results_of(survey, items_of(survey)) if survey else None


def sheets_shown(survey: Survey, sheets: int) -> QuerySet[SurveyResponse]:
    """Those that may be looked at when so many were answered. No order that tells anything: the id is random."""
    shown = batches_shown(sheets, is_open=survey.is_open)
    return SurveyResponse.objects.filter(survey=survey, batch__lt=shown).order_by("id")


def _counts(survey: Survey, sheets: int) -> dict[int, dict[int, int]]:
    """By item and mark: how many gave it, of those that may be looked at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT mark.key::bigint, mark.value::int, count(*) FROM events_surveyresponse,"
            " LATERAL jsonb_each_text(marks) AS mark WHERE survey_id = %s AND batch < %s GROUP BY 1, 2",
            [survey.pk, batches_shown(sheets, is_open=survey.is_open)],
        )
        counted: dict[int, dict[int, int]] = defaultdict(dict)
        for item, mark, count in cursor.fetchall():
            counted[item][mark] = count
    return counted


def words_of(
    survey: Survey, items: Sequence[SurveyItem], *, sheets: int, most: int
) -> list[tuple[SurveyItem, list[str]]]:
    """Free texts below each question, at most `most` of each, by the alphabet: their order tells nothing. `sheets`: how
    many were answered. One query."""
    asked = [item for item in items if item.kind == SurveyItem.Kind.TEXT]
    said: dict[str, list[str]] = defaultdict(list)
    written = sheets_shown(survey, sheets).exclude(texts={})
    for texts in written.values_list("texts", flat=True)[: most * 4]:
        for item, text in texts.items():
            said[item].append(text)
    return [(item, sorted(said[str(item.pk)])[:most]) for item in asked]


def gains_of(workshop: Workshop) -> list[tuple[SurveyItem, Gain]]:
    """Each question of the tests with what was gained; [] while one side has too few sheets."""
    surveys = surveys_of(workshop)
    before, after = surveys.get(Kind.PRE_TEST), surveys.get(Kind.POST_TEST)
    if before is None or after is None:
        return []
    counted = [_counts(survey, survey.sheets) for survey in (before, after)]  # type: ignore[attr-defined]
    if not all(counted):
        return []
    gains = []
    for item in SurveyItem.objects.filter(survey=before):
        (all_before, right_before), (all_after, right_after) = (
            (sum(counts.get(item.pk, {}).values()), counts.get(item.pk, {}).get(item.right, 0))  # type: ignore[arg-type]
            for counts in counted
        )
        if item.right is not None:
            gains.append((item, Gain(all_before, right_before, all_after, right_after)))
    return gains


def came_count(workshop: Workshop) -> int:
    """How many were there at least once. One query."""
    return CheckIn.objects.filter(half_day__workshop=workshop).values("registration").distinct().count()


def address_of(survey: Survey) -> str:
    """Where anybody who has the link answers."""
    return f"{settings.SITE_URL}/workshops/survey/{survey_token(survey.pk)}/"


def open_survey(survey_id: int) -> Survey | None:
    """The survey with its workshop, while it is answered. For the site's role."""
    asked = Survey.objects.only("id", "workshop", "kind", "is_open").select_related("workshop")
    return asked.filter(pk=survey_id, is_open=True).exclude(workshop__state=State.CANCELLED).first()


def fingerprint(items: Sequence[SurveyItem]) -> str:
    """Changes with whatever a reader is shown of the questions, so that nobody answers what she did not see."""
    shown = [[item.pk, item.kind, item.section, item.label, item.label_en, item.choices] for item in items]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:32]
