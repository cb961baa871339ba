"""The states of a membership and the moves between them, as data. Imports no model."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pacc.errors import DomainError


class State(TextChoices):
    APPLIED = "applied", pgettext_lazy("membership", "Waiting for approval")
    APPROVED = "approved", pgettext_lazy("membership", "Member")
    SUSPENDED = "suspended", pgettext_lazy("membership", "Suspended")
    DECLINED = "declined", pgettext_lazy("membership", "Declined")
    LEFT = "left", pgettext_lazy("membership", "Left")


# One person, one place in a network: these count as having one.
LIVE = (State.APPLIED, State.APPROVED, State.SUSPENDED)


class Move(TextChoices):
    APPROVE = "approve", pgettext_lazy("membership move", "Approve")
    DECLINE = "decline", pgettext_lazy("membership move", "Decline")
    SUSPEND = "suspend", pgettext_lazy("membership move", "Suspend")
    RESTORE = "restore", pgettext_lazy("membership move", "End the suspension")


@dataclass(frozen=True)
class Rule:
    """One move: from which states, to which, and whether a reason must be given."""

    move: Move
    sources: frozenset[State]
    target: State
    needs_reason: bool = False


RULES: dict[Move, Rule] = {
    rule.move: rule
    for rule in (
        Rule(Move.APPROVE, frozenset({State.APPLIED}), State.APPROVED),
        Rule(Move.DECLINE, frozenset({State.APPLIED}), State.DECLINED, needs_reason=True),
        Rule(Move.SUSPEND, frozenset({State.APPROVED}), State.SUSPENDED, needs_reason=True),
        Rule(Move.RESTORE, frozenset({State.SUSPENDED}), State.APPROVED),
    )
}


def target_of(move: Move, state: State | str) -> State:
    """Where the move leads from this state. Raises DomainError where the table does not allow it."""
    rule = RULES[move]
    if state not in rule.sources:
        raise DomainError(_("This is no longer possible: somebody decided meanwhile. Read it again."))
    return rule.target


def moves_from(state: State | str) -> list[Move]:
    """The moves the table allows from this state, in the order of the table."""
    return [move for move, rule in RULES.items() if state in rule.sources]
