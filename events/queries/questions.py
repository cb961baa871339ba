"""The questions of a workshop."""

from events.models import Question, Workshop


def questions_of(workshop: Workshop) -> list[Question]:
    """Those that are asked today, in their order. One query."""
    return list(Question.objects.filter(workshop=workshop, is_retired=False))
