"""Which questions are asked of somebody, given what she answered to those before. Values in, values out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar


class Asked(Protocol):
    """What the rule reads of a question."""

    pk: int
    only_if_id: int | None
    only_if_choice: str


Q = TypeVar("Q", bound=Asked)


def applying(questions: Iterable[Q], chosen: Mapping[int, Sequence[str]]) -> list[Q]:
    """Those that are asked, in their order. A question under a condition that is not asked itself is not asked either.

    `chosen`: by question, the choices taken. A condition names a question that stands before.
    """
    asked: list[Q] = []
    seen: set[int] = set()
    for question in questions:
        condition = question.only_if_id
        if condition is None or (condition in seen and question.only_if_choice in chosen.get(condition, ())):
            asked.append(question)
            seen.add(question.pk)
    return asked
