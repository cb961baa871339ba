"""What an organiser asks of everybody who registers is written, ordered and taken away."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from events.actions.locking import locked_alive
from events.models import Answer, Question, Workshop
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record

MOST_QUESTIONS = 40
_WITH_CHOICES = (Question.Kind.CHOICE, Question.Kind.SEVERAL, Question.Kind.FOOD, Question.Kind.ACCESS)


@dataclass(frozen=True)
class QuestionFacts:
    """What an admin writes about a question. `only_if` stands before it and has `only_if_choice` among its choices."""

    kind: str
    label: str
    label_en: str = ""
    choices: Sequence[str] = ()
    is_required: bool = False
    only_if: Question | None = None
    only_if_choice: str = ""


@transaction.atomic(durable=True)
def add_question(workshop: Workshop, facts: QuestionFacts, *, by: User) -> Question:
    """The last of them."""
    workshop = locked_alive(workshop, by)
    asked = _asked(workshop)
    if len(asked) >= MOST_QUESTIONS:
        raise DomainError(_("A workshop asks at most %(most)s questions") % {"most": MOST_QUESTIONS})
    position = max((question.position for question in workshop.questions.all()), default=0) + 1
    question = Question(workshop=workshop, position=position)
    _write(question, facts)
    _refuse_broken_conditions([*asked, question])
    question.save()
    record("workshop.question_added", by=by, workshop_id=workshop.pk, question_id=question.pk)
    return question


@transaction.atomic(durable=True)
def change_question(question: Question, facts: QuestionFacts, *, by: User) -> Question:
    """Raises DomainError where people have answered what would no longer be asked: another kind, a dropped choice."""
    workshop = locked_alive(question.workshop, by)
    question = workshop.questions.get(pk=question.pk)
    kind = question.kind
    _write(question, facts)
    answers = Answer.objects.filter(question=question)
    if kind != question.kind and answers.exists():
        raise DomainError(_("People have answered this question: its kind cannot change. Add another question"))
    chosen = {choice for answer in answers.exclude(chosen=[]).values_list("chosen", flat=True) for choice in answer}
    if gone := sorted(chosen - set(question.choices)):
        raise DomainError(_("People have chosen “%(choice)s”: it cannot be dropped or reworded") % {"choice": gone[0]})
    _refuse_broken_conditions([question if other.pk == question.pk else other for other in _asked(workshop)])
    question.save()
    record("workshop.question_changed", by=by, workshop_id=workshop.pk, question_id=question.pk)
    return question


@transaction.atomic(durable=True)
def move_question_up(question: Question, *, by: User) -> None:
    """Before the one that stands before it; the first one stays. Raises DomainError where a condition would break."""
    workshop = locked_alive(question.workshop, by)
    asked = _asked(workshop)
    place = next((number for number, other in enumerate(asked) if other.pk == question.pk), 0)
    if place:
        asked[place - 1], asked[place] = asked[place], asked[place - 1]
        _refuse_broken_conditions(asked)
        for position, other in enumerate(asked, start=1):
            other.position = position
        Question.objects.bulk_update(asked, ["position"])
        record("workshop.question_moved", by=by, workshop_id=workshop.pk, question_id=question.pk)


@transaction.atomic(durable=True)
def remove_question(question: Question, *, by: User) -> None:
    """No longer asked; what was answered stays. A second time does nothing."""
    workshop = locked_alive(question.workshop, by)
    remaining = [other for other in _asked(workshop) if other.pk != question.pk]
    _refuse_broken_conditions(remaining)
    if Answer.objects.filter(question=question).exists():
        gone = workshop.questions.filter(pk=question.pk, is_retired=False).update(is_retired=True)
    else:
        gone, _each = workshop.questions.filter(pk=question.pk).delete()
    if gone:
        record("workshop.question_removed", by=by, workshop_id=workshop.pk, question_id=question.pk)


def _asked(workshop: Workshop) -> list[Question]:
    return list(workshop.questions.filter(is_retired=False).order_by("position", "pk"))


def _write(question: Question, facts: QuestionFacts) -> None:
    for name, value in vars(facts).items():
        setattr(question, name, value)
    question.choices = list(facts.choices) if facts.kind in _WITH_CHOICES else []
    if facts.kind in {Question.Kind.CHOICE, Question.Kind.SEVERAL} and len(question.choices) < 2:
        raise DomainError(_("Write at least two choices, one a line"))
    if len(set(question.choices)) < len(question.choices):
        raise DomainError(_("A choice stands there twice"))


def _refuse_broken_conditions(asked: Sequence[Question]) -> None:
    """A condition names a question that stands before, and a choice of it."""
    before: dict[int, Question] = {}
    for question in asked:
        if question.only_if_id is not None:
            condition = before.get(question.only_if_id)
            if condition is None:
                raise DomainError(
                    _("“%(question)s” is asked on condition of a question: that one stands before it")
                    % {"question": question.label}
                )
            if question.only_if_choice not in condition.choices:
                raise DomainError(
                    _("“%(question)s” is asked of those who chose “%(choice)s”: that choice stays")
                    % {"question": question.label, "choice": question.only_if_choice}
                )
        before[question.pk] = question
