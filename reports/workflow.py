"""The states of a report and the moves between them, as data. The drawing in docs/workflow.md is printed from it.

Who may make an officer's move is asked in `access.py`.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

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
    MERGED = "merged", pgettext_lazy("state", "Merged")


# Source: domain.md, "Public status and internal status".
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
    # Lists and figures count it among the closed ones. Its reporter reads `followed_status` instead.
    State.MERGED: Public.CLOSED,
}
# Nobody works on these any more: not among the open ones, and no clock runs.
DONE = frozenset({State.CLOSED, State.MERGED})
# So long a merge can be taken back.
MERGE_KEPT_FOR = timedelta(days=30)

# What comes next, said to the reporter beside the status and its date.
NEXT_STEP: dict[Public, Promise] = {
    Public.RECEIVED: _("An officer takes your report to screen it"),
    Public.SCREENING: _("The office gives you its first answer"),
    Public.MORE_INFORMATION: _("We wait for your answer. Without one we go by what we have"),
    Public.EXAMINATION: _("The office tells you the result here"),
    Public.REFERRED: _("The agency that received it goes on; what we learn from it is told here"),
    Public.CLOSED: _("If the matter is not resolved, you can say so once, with the reason"),
}


class CloseReason(TextChoices):
    """Why a report was closed; beside it the reporter reads a text."""

    NO_GROUND = "no_ground", pgettext_lazy("closing", "No ground found")
    INSUFFICIENT = "insufficient", pgettext_lazy("closing", "Not enough information")
    DUPLICATE = "duplicate", pgettext_lazy("closing", "Duplicate")
    REFERRED = "referred", pgettext_lazy("closing", "Referred")
    RESOLVED = "resolved", pgettext_lazy("closing", "Resolved")
    WATCH_ONLY = "watch_only", pgettext_lazy("closing", "Watch only")


# One person proposes, another approves; the office director is the second person. Source: domain.md, The people.
NEEDS_APPROVAL = frozenset({CloseReason.NO_GROUND})
# So often an office may say "not ours"; with the last the central intake keeps it and decides.
MOST_DECLINED = 3


class Mover(TextChoices):
    """Whose move it is."""

    PORTAL = "portal", pgettext_lazy("mover", "The portal")
    OFFICER = "officer", pgettext_lazy("mover", "An officer")
    REPORTER = "reporter", pgettext_lazy("mover", "The reporter")


class Move(TextChoices):
    """What can be done with a report; the labels are the officers' buttons."""

    ROUTE = "route", pgettext_lazy("move", "Route")
    TAKE = "take", pgettext_lazy("move", "Take")
    ASSIGN = "assign", pgettext_lazy("move", "Assign to an officer")
    BEGIN_TRIAGE = "begin_triage", pgettext_lazy("move", "Begin triage")
    ASK = "ask", pgettext_lazy("move", "Ask the reporter")
    ANSWERED = "answered", pgettext_lazy("move", "The reporter answers")
    EXAMINE = "examine", pgettext_lazy("move", "Begin fact-finding")
    HAND_OVER = "hand_over", pgettext_lazy("move", "Hand over to the case system")
    REFER = "refer", pgettext_lazy("move", "Refer to another agency")
    TRANSFER = "transfer", pgettext_lazy("move", "Transfer to another office")
    DECLINE = "decline", pgettext_lazy("move", "Decline the transfer")
    SET_ASIDE = "set_aside", pgettext_lazy("move", "Set aside")
    BRING_BACK = "bring_back", pgettext_lazy("move", "Bring back")
    PROPOSE_CLOSING = "propose_closing", pgettext_lazy("move", "Propose closing")
    RETURN_CLOSING = "return_closing", pgettext_lazy("move", "Return the proposal")
    CLOSE = "close", pgettext_lazy("move", "Close")
    MERGE = "merge", pgettext_lazy("move", "Same matter as another report")
    SEPARATE = "separate", pgettext_lazy("move", "Undo the merge")
    CONTEST = "contest", pgettext_lazy("move", "The reporter: not resolved")


@dataclass(frozen=True)
class Rule:
    """One move: from which states, to which (None: it stays as it is), whose, whether it needs a reason, and what the
    reporter's trail says. `goes_back`: to the state from which it came here, which the deed knows."""

    move: Move
    sources: frozenset[State]
    target: State | None = None
    public_text: Promise | str = ""
    by: Mover = Mover.OFFICER
    needs_reason: bool = False
    at_most: int | None = None  # how often in a report's life
    goes_back: bool = False


_DESK = frozenset({State.ASSIGNED, State.IN_TRIAGE, State.WAITING, State.FACT_FINDING})
_CLOSABLE = _DESK | {State.HANDED_OVER, State.REFERRED}

_TABLE = (
    Rule(Move.ROUTE, frozenset({State.SUBMITTED}), State.ROUTED, _("Sent to the office in charge"), by=Mover.PORTAL),
    Rule(Move.TAKE, frozenset({State.ROUTED}), State.ASSIGNED, _("An officer has taken your report")),
    Rule(
        Move.ASSIGN,
        frozenset({State.ROUTED, State.ASSIGNED, State.IN_TRIAGE}),
        State.ASSIGNED,
        _("The office has given your report to an officer"),
    ),
    # From waiting too: no answer came, and the office goes on with what it has.
    Rule(
        Move.BEGIN_TRIAGE,
        frozenset({State.ASSIGNED, State.WAITING}),
        State.IN_TRIAGE,
        _("An officer is screening your report"),
    ),
    Rule(Move.ASK, _DESK, State.WAITING, _("The officer has a question for you")),
    # An answer is read where reports are read, also one that was asked for during fact-finding.
    Rule(Move.ANSWERED, frozenset({State.WAITING}), State.IN_TRIAGE, _("You answered"), by=Mover.REPORTER),
    Rule(
        Move.EXAMINE,
        frozenset({State.ASSIGNED, State.IN_TRIAGE, State.WAITING}),
        State.FACT_FINDING,
        _("The office is examining the facts"),
    ),
    # The portal stops here: formal inquiry lives in the PACC's own case system, which gets a file.
    Rule(
        Move.HAND_OVER,
        frozenset({State.FACT_FINDING}),
        State.HANDED_OVER,
        _("The PACC has taken it up as a case"),
        needs_reason=True,
    ),
    Rule(Move.REFER, _DESK, State.REFERRED, _("Referred to the agency in charge"), needs_reason=True),
    # Another office of the PACC starts at the front of its own queue; the trail tells the reporter that it was sent on.
    Rule(
        Move.TRANSFER,
        _DESK | {State.ROUTED},
        State.ROUTED,
        _("Sent on to another office of the PACC"),
        needs_reason=True,
    ),
    # Only what was transferred, back to where it came from; after the third time to the central intake.
    Rule(
        Move.DECLINE,
        frozenset({State.ROUTED}),
        State.ROUTED,
        _("Sent on to another office of the PACC"),
        needs_reason=True,
    ),
    # Until a day, or until the reporter writes: out of its officer's sight, on with its clocks.
    Rule(Move.SET_ASIDE, _CLOSABLE),
    Rule(Move.BRING_BACK, _CLOSABLE),
    Rule(Move.PROPOSE_CLOSING, _CLOSABLE, needs_reason=True),
    Rule(Move.RETURN_CLOSING, _CLOSABLE, needs_reason=True),
    Rule(
        Move.CLOSE,
        _CLOSABLE,
        State.CLOSED,
        _("Closed"),
        needs_reason=True,
    ),
    # Worked on as a part of the other report; the table knows no way into one that is done, so there is no circle.
    Rule(
        Move.MERGE,
        _DESK | {State.ROUTED},
        State.MERGED,
        _("Worked on together with another report about the same matter"),
    ),
    Rule(Move.SEPARATE, frozenset({State.MERGED}), public_text=_("Worked on by itself again"), goes_back=True),
    Rule(
        Move.CONTEST,
        frozenset({State.CLOSED}),
        State.IN_TRIAGE,
        _("You said that it is not resolved, so the office screens it again"),
        by=Mover.REPORTER,
        needs_reason=True,
        at_most=1,
    ),
)
RULES: dict[Move, Rule] = {rule.move: rule for rule in _TABLE}


def target_of(move: Move, state: State | str) -> State:
    """Where the move leads from this state, or stays. Raises DomainError where the table does not allow it."""
    rule = RULES[move]
    if state not in rule.sources:
        raise DomainError(_("This is no longer possible: the report has moved on. Read it again."))
    return rule.target or State(state)


def followed_status(state: State | str) -> Public:
    """What the reporter of a merged report sees, by the state of the report that it was merged into. A question asked
    there was not asked of her."""
    return Public.SCREENING if state == State.WAITING else PUBLIC_OF[State(state)]


def moves_from(state: State | str, *, by: Mover | None = None) -> list[Move]:
    """The moves the table allows from this state, of everybody or of one kind of mover, in the order of the table."""
    return [move for move, rule in RULES.items() if state in rule.sources and by in (None, rule.by)]


def as_mermaid() -> str:
    """The table as a state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.SUBMITTED}"]
    for rule in RULES.values():
        if rule.target:
            lines += [f"    {source} --> {rule.target}: {rule.move}" for source in State if source in rule.sources]
        if rule.goes_back:
            back_to = [source for source in State if source in RULES[Move.MERGE].sources]
            lines += [f"    {here} --> {state}: {rule.move}" for here in rule.sources for state in back_to]
    lines.append(f"    {State.CLOSED} --> [*]")
    return "\n".join(lines) + "\n"


def as_markdown() -> str:
    """docs/workflow.md: the drawing, and the two tables behind it in English."""
    with override("en"):
        statuses = [f"| {state} | {state.label} | {PUBLIC_OF[state].label} |" for state in State]
        moves = [
            f"| {rule.move} | {rule.by.label} | {', '.join(state for state in State if state in rule.sources)} "
            f"| {rule.target or ('as before' if rule.goes_back else 'stays')} "
            f"| {'yes' if rule.needs_reason else ''} | {rule.public_text} |"
            for rule in RULES.values()
        ]
    return "\n".join(
        [
            "# What becomes of a report",
            "",
            "Printed from `reports/workflow.py` by `manage.py draw_workflow > docs/workflow.md`; a test compares.",
            "",
            "```mermaid",
            as_mermaid() + "```",
            "",
            "| state | officers see | the reporter sees |",
            "|---|---|---|",
            *statuses,
            "",
            "| move | by | from | to | reason | the reporter's trail says |",
            "|---|---|---|---|---|---|",
            *moves,
            "",
            "“No ground” is proposed by one person and approved by another, the office director: only then is it "
            "closed. A transfer is declined back to where it came from; "
            f"the time number {MOST_DECLINED} it goes to the central intake for good. "
            "The reporter can say “not resolved” once. The reporter of a merged report sees the status of the report "
            f"that it was merged into; a merge can be undone for {MERGE_KEPT_FOR.days} days.",
            "",
        ]
    )
