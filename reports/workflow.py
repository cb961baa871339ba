"""The states of a report and the moves between them, as data. The drawing in docs/workflow.md is printed from it."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pacc.errors import DomainError


class Public(TextChoices):
    """What the reporter sees."""

    RECEIVED = "received", pgettext_lazy("status", "Received")
    SCREENING = "screening", pgettext_lazy("status", "Being screened")
    MORE_INFORMATION = "more_information", pgettext_lazy("status", "More information needed")
    EXAMINATION = "examination", pgettext_lazy("status", "Under examination")
    REFERRED = "referred", pgettext_lazy("status", "Referred")
    CLOSED = "closed", pgettext_lazy("status", "Closed")


class State(TextChoices):
    """What officers see."""

    SUBMITTED = "submitted", pgettext_lazy("state", "Submitted")
    ROUTED = "routed", pgettext_lazy("state", "New")
    ASSIGNED = "assigned", pgettext_lazy("state", "Assigned")
    IN_TRIAGE = "in_triage", pgettext_lazy("state", "In triage")
    WAITING = "waiting", pgettext_lazy("state", "Waiting for the reporter")
    FACT_FINDING = "fact_finding", pgettext_lazy("state", "Fact-finding")
    HANDED_OVER = "handed_over", pgettext_lazy("state", "Handed over to the case system")
    REFERRED = "referred", pgettext_lazy("state", "Referred")
    CLOSED = "closed", pgettext_lazy("state", "Closed")


PUBLIC_OF: dict[State, Public] = {
    State.SUBMITTED: Public.RECEIVED,
    State.ROUTED: Public.RECEIVED,
    State.ASSIGNED: Public.SCREENING,
    State.IN_TRIAGE: Public.SCREENING,
    State.WAITING: Public.MORE_INFORMATION,
    State.FACT_FINDING: Public.EXAMINATION,
    State.HANDED_OVER: Public.EXAMINATION,
    State.REFERRED: Public.REFERRED,
    State.CLOSED: Public.CLOSED,
}

OPEN_STATES = tuple(state for state in State if state is not State.CLOSED)


class CloseReason(TextChoices):
    NO_GROUND = "no_ground", pgettext_lazy("closing", "No ground found")
    INSUFFICIENT = "insufficient", pgettext_lazy("closing", "Not enough information")
    DUPLICATE = "duplicate", pgettext_lazy("closing", "Duplicate")
    REFERRED = "referred", pgettext_lazy("closing", "Referred")
    RESOLVED = "resolved", pgettext_lazy("closing", "Resolved")
    WATCH_ONLY = "watch_only", pgettext_lazy("closing", "Watch only")


class Move(TextChoices):
    ROUTE = "route", pgettext_lazy("move", "Route")
    TAKE = "take", pgettext_lazy("move", "Take")
    BEGIN_TRIAGE = "begin_triage", pgettext_lazy("move", "Begin triage")
    ASK = "ask", pgettext_lazy("move", "Ask the reporter")
    ANSWERED = "answered", pgettext_lazy("move", "The reporter answers")
    EXAMINE = "examine", pgettext_lazy("move", "Begin fact-finding")
    HAND_OVER = "hand_over", pgettext_lazy("move", "Hand over to the case system")
    REFER = "refer", pgettext_lazy("move", "Refer to another agency")
    TRANSFER = "transfer", pgettext_lazy("move", "Transfer to another office")
    CLOSE = "close", pgettext_lazy("move", "Close")
    CONTEST = "contest", pgettext_lazy("move", "The reporter: not resolved")


@dataclass(frozen=True)
class Rule:
    """One move: from which states, to which, and whether the reporter is told a reason."""

    move: Move
    sources: frozenset[State]
    target: State
    needs_reason: bool = False


_DESK = frozenset({State.ASSIGNED, State.IN_TRIAGE, State.WAITING, State.FACT_FINDING})

RULES: dict[Move, Rule] = {
    rule.move: rule
    for rule in (
        Rule(Move.ROUTE, frozenset({State.SUBMITTED}), State.ROUTED),
        Rule(Move.TAKE, frozenset({State.ROUTED}), State.ASSIGNED),
        Rule(Move.BEGIN_TRIAGE, frozenset({State.ASSIGNED}), State.IN_TRIAGE),
        Rule(Move.ASK, _DESK, State.WAITING),
        Rule(Move.ANSWERED, frozenset({State.WAITING}), State.IN_TRIAGE),
        Rule(Move.EXAMINE, frozenset({State.ASSIGNED, State.IN_TRIAGE, State.WAITING}), State.FACT_FINDING),
        Rule(Move.HAND_OVER, frozenset({State.FACT_FINDING}), State.HANDED_OVER, needs_reason=True),
        Rule(Move.REFER, _DESK, State.REFERRED, needs_reason=True),
        Rule(Move.TRANSFER, _DESK | {State.ROUTED}, State.ROUTED, needs_reason=True),
        Rule(Move.CLOSE, _DESK | {State.HANDED_OVER, State.REFERRED}, State.CLOSED, needs_reason=True),
        Rule(Move.CONTEST, frozenset({State.CLOSED}), State.IN_TRIAGE, needs_reason=True),
    )
}


def target_of(move: Move, state: State | str) -> State:
    """Where the move leads from this state. Raises DomainError where the table does not allow it."""
    rule = RULES[move]
    if state not in rule.sources:
        raise DomainError(_("This is no longer possible: the report has moved on. Read it again."))
    return rule.target


def moves_from(state: State | str) -> list[Move]:
    """The moves the table allows from this state, in the order of the table."""
    return [move for move, rule in RULES.items() if state in rule.sources]


def as_mermaid() -> str:
    """The table as a state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.SUBMITTED}"]
    for rule in RULES.values():
        lines += [f"    {source} --> {rule.target}: {rule.move}" for source in State if source in rule.sources]
    lines.append(f"    {State.CLOSED} --> [*]")
    return "\n".join(lines) + "\n"
