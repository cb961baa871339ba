"""The states of a workshop and the moves between them, as data. Imports no model."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pacc.errors import DomainError


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("workshop", "Draft")
    OPEN = "open", pgettext_lazy("workshop", "Open")
    CLOSED = "closed", pgettext_lazy("workshop", "Registration closed")
    CANCELLED = "cancelled", pgettext_lazy("workshop", "Cancelled")


class Move(TextChoices):
    OPEN = "open", pgettext_lazy("workshop move", "Open registration")
    CLOSE = "close", pgettext_lazy("workshop move", "Close registration")
    CANCEL = "cancel", pgettext_lazy("workshop move", "Cancel the workshop")


class Deed(TextChoices):
    """What organisers decide about a registration."""

    APPROVE = "approve", pgettext_lazy("registration deed", "Approve")
    DECLINE = "decline", pgettext_lazy("registration deed", "Turn down")
    OFFER = "offer", pgettext_lazy("registration deed", "Offer a place now")
    REISSUE = "reissue", pgettext_lazy("registration deed", "Issue a new ticket and link")
    RESEND = "resend", pgettext_lazy("registration deed", "Send the letter once more")


# Which of them a registration in this state is open to (Registration.State).
DEEDS: dict[str, tuple[Deed, ...]] = {
    "applied": (Deed.APPROVE, Deed.DECLINE, Deed.RESEND),
    "waiting": (Deed.OFFER, Deed.DECLINE, Deed.RESEND),
    "offered": (Deed.RESEND,),
    "registered": (Deed.RESEND, Deed.REISSUE),
}


@dataclass(frozen=True)
class Rule:
    """One move: from which states, and to which."""

    move: Move
    sources: frozenset[State]
    target: State


RULES: dict[Move, Rule] = {
    rule.move: rule
    for rule in (
        Rule(Move.OPEN, frozenset({State.DRAFT, State.CLOSED}), State.OPEN),
        Rule(Move.CLOSE, frozenset({State.OPEN}), State.CLOSED),
        Rule(Move.CANCEL, frozenset({State.DRAFT, State.OPEN, State.CLOSED}), State.CANCELLED),
    )
}

# Organisers still add people by hand after registration closed; nobody is added to what will not take place.
TAKES_PEOPLE = frozenset({State.DRAFT, State.OPEN, State.CLOSED})


def target_of(move: Move, state: State | str) -> State:
    """Where the move leads from this state. Raises DomainError where the table does not allow it."""
    rule = RULES[move]
    if state not in rule.sources:
        raise DomainError(_("This is no longer possible: the workshop has changed meanwhile. Read it again."))
    return rule.target


def moves_from(state: State | str) -> list[Move]:
    """The moves the table allows from this state, in the order of the table."""
    return [move for move, rule in RULES.items() if state in rule.sources]


def as_mermaid() -> str:
    """The table as a state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT}"]
    for rule in RULES.values():
        lines += [f"    {source} --> {rule.target}: {rule.move}" for source in State if source in rule.sources]
    lines.append(f"    {State.CANCELLED} --> [*]")
    return "\n".join(lines) + "\n"
