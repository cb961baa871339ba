"""A workshop is made after the example of an earlier one: all that does not belong to its people or its results."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.models import model_to_dict

from events import access
from events.actions.workshops import WorkshopFacts, make_workshop_within
from events.models import HalfDay, Question, Quota, Session, Workshop
from pacc.accounts.models import User
from pacc.ledger.record import record

_RULES = ("admission", "audience", "answer_hours", "asks_citizen_id", "asks_photo_consent")


@transaction.atomic(durable=True)
def copy_workshop(example: Workshop, *, title: str, starts_on: date, by: User) -> Workshop:
    """A draft with the example's facts, rules, quotas and questions, its agenda and half-days moved to the new days.

    The window of registration, people, letters, report and links are the new workshop's own: they stay empty.
    """
    if not access.workshops_visible_to(by).filter(pk=example.pk).exists():
        raise PermissionDenied
    shift = starts_on - example.starts_on
    facts = {name: getattr(example, name) for name in WorkshopFacts.__dataclass_fields__}
    facts |= {"title": title, "starts_on": starts_on, "ends_on": example.ends_on + shift}
    workshop = make_workshop_within(WorkshopFacts(**facts), by=by)
    for name in _RULES:
        setattr(workshop, name, getattr(example, name))
    workshop.save(update_fields=_RULES)
    workshop.half_days.all().delete()
    HalfDay.objects.bulk_create(
        HalfDay(workshop=workshop, on=half_day.on + shift, part=half_day.part) for half_day in example.half_days.all()
    )
    Session.objects.bulk_create(
        Session(workshop=workshop, **_written(line, without=("on",)), on=line.on + shift)
        for line in example.sessions.all()
    )
    Quota.objects.bulk_create(
        Quota(
            workshop=workshop,
            network_id=quota.network_id,
            province_id=quota.province_id,
            kind=quota.kind,
            seats=quota.seats,
        )
        for quota in example.quotas.all()
    )
    _copy_questions(example, workshop)
    record("workshop.copied", by=by, workshop_id=workshop.pk, example_id=example.pk)
    return workshop


def _copy_questions(example: Workshop, workshop: Workshop) -> None:
    copies: dict[int | None, Question | None] = {None: None}
    for question in example.questions.filter(is_retired=False):
        # A condition stands before what depends on it.
        copies[question.pk] = Question.objects.create(
            workshop=workshop,
            only_if=copies.get(question.only_if_id),
            **_written(question, without=("only_if", "is_retired")),
        )


def _written(row: Session | Question, *, without: tuple[str, ...]) -> dict[str, object]:
    return model_to_dict(row, exclude=("id", "workshop", *without))
