"""Surveys are begun, written, opened and closed; people answer them; follow-ups go out in time."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.actions.locking import locked_alive
from events.actions.mailings import plan_within, usual_words
from events.models import Mailing, Survey, SurveyItem, SurveyResponse, Workshop
from events.queries.surveys import fingerprint, items_of
from events.rules.evaluation import batch_of
from events.rules.usual_items import EVALUATION, FOLLOW_UP
from events.workflow import State
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.thai.dates import BANGKOK

Kind = Survey.Kind
MOST_ITEMS = 60
# A program that fills in a form cannot fill the disk. Nobody is turned away by her address: a hotel has one for all.
_SHEETS_A_PLACE, _SHEETS_AT_LEAST = 3, 200
_USUAL = {Kind.EVALUATION: EVALUATION, Kind.FOLLOW_30: FOLLOW_UP, Kind.FOLLOW_90: FOLLOW_UP}
_FOLLOW_UP_DAYS = {Kind.FOLLOW_30: 30, Kind.FOLLOW_90: 90}
# A portal that stood still for a while still sends; after that a follow-up would only surprise people.
_LATEST = timedelta(days=14)
_MORNING = time(9)
_WHO_CAME = "state=registered&came=some"


@dataclass(frozen=True)
class ItemFacts:
    """What an admin writes about one question."""

    kind: str
    label: str
    label_en: str = ""
    section: str = ""
    choices: Sequence[str] = ()
    right: int | None = None


@transaction.atomic(durable=True)
def begin_survey(workshop: Workshop, kind: str, *, by: User) -> Survey:
    """With what is usually asked. A second time gives the one that is there."""
    workshop = locked_alive(workshop, by)
    survey, is_new = Survey.objects.get_or_create(workshop=workshop, kind=kind)
    if is_new:
        SurveyItem.objects.bulk_create(
            SurveyItem(survey=survey, position=position, section=section, kind=kind, label=label, label_en=label_en)
            for position, (section, kind, label, label_en) in enumerate(_USUAL.get(Kind(kind), ()), start=1)
        )
        record("survey.begun", by=by, workshop_id=workshop.pk, survey_id=survey.pk)
    return survey


@transaction.atomic(durable=True)
def open_survey(survey: Survey, *, is_open: bool, by: User) -> Survey:
    """Whoever has the link can answer from now on, or no more. Raises DomainError where nothing is asked.

    What was answered and closed does not open again: a single sheet more would be seen in the results.
    """
    workshop = locked_alive(survey.workshop, by)
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if is_open and not items_of(survey):
        raise DomainError(_("Nothing is asked yet. Add a question first"))
    if is_open and not survey.is_open and SurveyResponse.objects.filter(survey=survey).exists():
        raise DomainError(_("People have answered and all results can be seen: it does not open again"))
    survey.is_open = is_open
    survey.save(update_fields=["is_open"])
    record("survey.opened" if is_open else "survey.closed", by=by, workshop_id=workshop.pk, survey_id=survey.pk)
    return survey


@transaction.atomic(durable=True)
def add_item(survey: Survey, facts: ItemFacts, *, by: User) -> SurveyItem:
    """The last of them. Raises DomainError where somebody has answered."""
    workshop = locked_alive(survey.workshop, by)
    _refuse_answered(survey)
    positions = SurveyItem.objects.filter(survey=survey).values_list("position", flat=True)
    if len(positions) >= MOST_ITEMS:
        raise DomainError(_("At most %(most)s questions can be asked") % {"most": MOST_ITEMS})
    item = SurveyItem.objects.create(
        survey=survey, position=max(positions, default=0) + 1, **{**vars(facts), "choices": list(facts.choices)}
    )
    record("survey.item_added", by=by, workshop_id=workshop.pk, survey_id=survey.pk)
    return item


@transaction.atomic(durable=True)
def change_item(item: SurveyItem, facts: ItemFacts, *, by: User) -> SurveyItem:
    workshop = locked_alive(item.survey.workshop, by)
    _refuse_answered(item.survey)
    for name, value in vars(facts).items():
        setattr(item, name, value)
    item.choices = list(facts.choices)
    item.save()
    record("survey.item_changed", by=by, workshop_id=workshop.pk, survey_id=item.survey_id)
    return item


@transaction.atomic(durable=True)
def remove_item(item: SurveyItem, *, by: User) -> None:
    """A second time does nothing."""
    workshop = locked_alive(item.survey.workshop, by)
    _refuse_answered(item.survey)
    gone, _each = SurveyItem.objects.filter(pk=item.pk).delete()
    if gone:
        record("survey.item_removed", by=by, workshop_id=workshop.pk, survey_id=item.survey_id)


def _refuse_answered(survey: Survey) -> None:
    """What people answered stays what they were asked.

    RACE: a sheet holds on to its survey while it is written. It is found here, or it waits and then finds the change.
    """
    whole = Survey.objects.filter(workshop=survey.workshop_id)
    list(whole.select_for_update().order_by("pk").values_list("pk", flat=True))
    sheets = SurveyResponse.objects.filter(survey__workshop=survey.workshop_id)
    answered = sheets.filter(survey__kind__in=[Kind.PRE_TEST, Kind.POST_TEST]) if survey.is_test else sheets.filter(
        survey=survey
    )  # fmt: skip
    if answered.exists():
        raise DomainError(_("People have answered: the questions cannot change any more"))


@transaction.atomic(durable=True)
def answer_survey(
    survey: Survey,
    uid: uuid.UUID,
    *,
    marks: Mapping[int, int],
    texts: Mapping[int, str],
    seen: str,
    on: date | None = None,
) -> None:
    """One sheet, by nobody: neither who, nor when but for the day, nor from where. Sent twice it counts once.

    `seen`: the fingerprint of the questions as they were shown. Raises DomainError where they have changed, or where
    so many answered that it must be a program. Runs under the site's database role, which cannot read what was
    answered.
    """
    before = SurveyResponse.objects.filter(survey=survey).count()
    if before >= max(_SHEETS_A_PLACE * survey.workshop.capacity, _SHEETS_AT_LEAST):
        raise DomainError(_("More answers came than there are people. Tell the organiser"))
    response = SurveyResponse(
        id=uid,
        survey=survey,
        answered_on=on or timezone.localdate(),
        batch=batch_of(before),
        marks={str(item): mark for item, mark in marks.items()},
        texts={str(item): text for item, text in texts.items()},
    )
    SurveyResponse.objects.bulk_create([response], ignore_conflicts=True)
    if fingerprint(items_of(survey)) != seen:
        raise DomainError(_("The questions have changed meanwhile. Look through them once more, then send them again"))


@transaction.atomic(durable=True)
def note_answers_taken(survey: Survey, *, by: User) -> None:
    """Answers leave the portal as a file: who took it stands in the ledger."""
    record("survey.answers_taken", by=by, workshop_id=survey.workshop_id, survey_id=survey.pk)


def send_follow_ups(*, today: date | None = None) -> int:
    """Letters with the link to those who were there, once, when their day has come; how many surveys. At the desk."""
    today = today or timezone.localdate()
    sent = 0
    for kind, days in _FOLLOW_UP_DAYS.items():
        due = Survey.objects.filter(
            kind=kind, is_open=True, mailing=None, workshop__state__in=[State.OPEN, State.CLOSED],
            workshop__ends_on__lte=today - timedelta(days=days),
            workshop__ends_on__gt=today - timedelta(days=days) - _LATEST,
        )  # fmt: skip
        sent += sum(_send_follow_up(pk, today) for pk in due.values_list("pk", flat=True))
    return sent


@transaction.atomic
def _send_follow_up(survey_id: int, today: date) -> bool:
    survey = Survey.objects.select_for_update(of=("self",)).select_related("workshop").get(pk=survey_id)
    if survey.mailing_id is not None:
        return False  # RACE: another worker was faster
    words = usual_words(Mailing.Kind.FOLLOW_UP)
    mailing = Mailing(workshop=survey.workshop, kind=Mailing.Kind.FOLLOW_UP, **{**vars(words), "people": _WHO_CAME})
    # The night's work finds them; nobody's telephone rings at three.
    plan_within(mailing, max(datetime.combine(today, _MORNING, BANGKOK), timezone.now()))
    survey.mailing = mailing
    survey.save(update_fields=["mailing"])
    return True
