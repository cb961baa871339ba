"""What somebody who registers says beyond her name: answers to the workshop's questions, a file, her citizen id."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.models import Answer, AnswerFile, CitizenId, Question, Registration, Workshop
from events.rules.consent import citizen_id_erased_on
from pacc.vault.data_keys import new_data_key, wrap_for_desk
from pacc.vault.fields import seal, seal_bytes

CITIZEN_ID = "events_citizenid"
ANSWER_FILE = "events_answerfile"


@dataclass(frozen=True)
class Given:
    """One answer: `chosen` for questions with choices, a file as (name, content), else `text`."""

    question: Question
    text: str = ""
    chosen: tuple[str, ...] = ()
    file: tuple[str, bytes] | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.chosen or self.file)


def write_answers(registration: Registration, given: Sequence[Given], *, asked: Iterable[Question]) -> None:
    """A step of an action. What was answered before and is not said again, or not asked any more, goes.

    A file stays until another comes, or the question is not asked any more.
    """
    rows = Answer.objects.filter(registration=registration).select_related("question")
    before = {answer.question_id: answer for answer in rows}
    asked_ids = {question.pk for question in asked}
    said = {one.question.pk: one for one in given if not one.is_empty and one.question.pk in asked_ids}
    for question_id, answer in before.items():
        keeps_file = question_id in asked_ids and answer.question.kind == Question.Kind.FILE
        if question_id not in said and not keeps_file:
            answer.delete()
    for question_id, one in said.items():
        answer = before.get(question_id) or Answer(registration=registration, question=one.question)
        if one.file is not None and answer.pk is not None:
            answer.delete()
            answer = Answer(registration=registration, question=one.question)
        answer.text, answer.chosen = one.text, list(one.chosen)
        # Of an answer that is there the site may change what it says, and nothing else.
        answer.save(update_fields=["text", "chosen"] if answer.pk else None)
        if one.file is not None:
            _seal_file(answer, *one.file)


def _seal_file(answer: Answer, name: str, content: bytes) -> None:
    data_key = new_data_key()
    key_id, wrapped_key = wrap_for_desk(data_key)
    AnswerFile(
        answer=answer,
        name_sealed=seal(data_key, name[:200], table=ANSWER_FILE, row=answer.pk, column="name_sealed"),
        sealed=seal_bytes(data_key, content, table=ANSWER_FILE, row=answer.pk, column="sealed"),
        key_id=key_id,
        wrapped_key=wrapped_key,
    ).save(force_insert=True)


def seal_citizen_id(registration: Registration, number: str, workshop: Workshop) -> None:
    """Once for each registration: the site can write it, and never read or change it. A step of an action."""
    data_key = new_data_key()
    key_id, wrapped_key = wrap_for_desk(data_key)
    CitizenId(
        registration=registration,
        sealed=seal(data_key, number, table=CITIZEN_ID, row=str(registration.uid), column="sealed"),
        key_id=key_id,
        wrapped_key=wrapped_key,
        erase_on=citizen_id_erased_on(workshop.fiscal_year),
    ).save(force_insert=True)
