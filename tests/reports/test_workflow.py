"""What a report can be, and what can become of it. Source of the table: domain.md."""

from pathlib import Path

import pytest
from django.conf import settings

from pacc.errors import DomainError
from reports import workflow
from reports.workflow import Move, Mover, Public, State

# Every move that is possible, written down a second time by hand: a change of the table must be meant.
POSSIBLE = {
    (State.SUBMITTED, Move.ROUTE): State.ROUTED,
    (State.ROUTED, Move.TAKE): State.ASSIGNED,
    (State.ROUTED, Move.ASSIGN): State.ASSIGNED,
    (State.ROUTED, Move.TRANSFER): State.ROUTED,
    (State.ASSIGNED, Move.ASSIGN): State.ASSIGNED,
    (State.ASSIGNED, Move.BEGIN_TRIAGE): State.IN_TRIAGE,
    (State.ASSIGNED, Move.ASK): State.WAITING,
    (State.ASSIGNED, Move.EXAMINE): State.FACT_FINDING,
    (State.ASSIGNED, Move.REFER): State.REFERRED,
    (State.ASSIGNED, Move.TRANSFER): State.ROUTED,
    (State.ASSIGNED, Move.CLOSE): State.CLOSED,
    (State.IN_TRIAGE, Move.ASSIGN): State.ASSIGNED,
    (State.IN_TRIAGE, Move.ASK): State.WAITING,
    (State.IN_TRIAGE, Move.EXAMINE): State.FACT_FINDING,
    (State.IN_TRIAGE, Move.REFER): State.REFERRED,
    (State.IN_TRIAGE, Move.TRANSFER): State.ROUTED,
    (State.IN_TRIAGE, Move.CLOSE): State.CLOSED,
    (State.WAITING, Move.BEGIN_TRIAGE): State.IN_TRIAGE,
    (State.WAITING, Move.ASK): State.WAITING,
    (State.WAITING, Move.ANSWERED): State.IN_TRIAGE,
    (State.WAITING, Move.EXAMINE): State.FACT_FINDING,
    (State.WAITING, Move.REFER): State.REFERRED,
    (State.WAITING, Move.TRANSFER): State.ROUTED,
    (State.WAITING, Move.CLOSE): State.CLOSED,
    (State.FACT_FINDING, Move.ASK): State.WAITING,
    (State.FACT_FINDING, Move.HAND_OVER): State.HANDED_OVER,
    (State.FACT_FINDING, Move.REFER): State.REFERRED,
    (State.FACT_FINDING, Move.TRANSFER): State.ROUTED,
    (State.FACT_FINDING, Move.CLOSE): State.CLOSED,
    (State.HANDED_OVER, Move.CLOSE): State.CLOSED,
    (State.REFERRED, Move.CLOSE): State.CLOSED,
    (State.CLOSED, Move.CONTEST): State.IN_TRIAGE,
    (State.ROUTED, Move.DECLINE): State.ROUTED,
    (State.ROUTED, Move.MERGE): State.MERGED,
    (State.ASSIGNED, Move.MERGE): State.MERGED,
    (State.IN_TRIAGE, Move.MERGE): State.MERGED,
    (State.WAITING, Move.MERGE): State.MERGED,
    (State.FACT_FINDING, Move.MERGE): State.MERGED,
    # It goes back to where it came from, which the deed knows.
    (State.MERGED, Move.SEPARATE): State.MERGED,
}
# What changes no state, wherever a report can be closed from.
POSSIBLE |= {
    (state, move): state
    for state in (State.ASSIGNED, State.IN_TRIAGE, State.WAITING, State.FACT_FINDING, State.HANDED_OVER, State.REFERRED)
    for move in (Move.SET_ASIDE, Move.BRING_BACK, Move.PROPOSE_CLOSING, Move.RETURN_CLOSING)
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_each_move_from_each_state(state, move):
    if (state, move) in POSSIBLE:
        assert workflow.target_of(move, state) == POSSIBLE[state, move]
    else:
        with pytest.raises(DomainError):
            workflow.target_of(move, state)


def test_a_state_from_the_database_is_a_plain_word():
    assert workflow.target_of(Move.TAKE, "routed") == State.ASSIGNED


@pytest.mark.parametrize(
    ("state", "public"),
    [
        (State.SUBMITTED, Public.RECEIVED),
        (State.ROUTED, Public.RECEIVED),
        (State.ASSIGNED, Public.SCREENING),
        (State.IN_TRIAGE, Public.SCREENING),
        (State.WAITING, Public.MORE_INFORMATION),
        (State.FACT_FINDING, Public.EXAMINATION),
        (State.HANDED_OVER, Public.EXAMINATION),
        (State.REFERRED, Public.REFERRED),
        (State.CLOSED, Public.CLOSED),
        (State.MERGED, Public.CLOSED),
    ],
)
def test_what_the_reporter_sees_of_a_state(state, public):
    assert workflow.PUBLIC_OF[state] == public


def test_reporter_of_a_merged_report_follows_and_is_not_asked_what_the_other_is_asked():
    assert workflow.followed_status(State.WAITING) == Public.SCREENING
    others = set(State) - {State.WAITING}
    assert all(workflow.followed_status(state) == workflow.PUBLIC_OF[state] for state in others)


def test_every_status_names_the_next_step():
    assert all(str(workflow.NEXT_STEP[status]) for status in Public)


def test_only_the_reporter_reopens_and_once():
    assert workflow.moves_from(State.CLOSED) == [Move.CONTEST]
    assert workflow.moves_from(State.CLOSED, by=Mover.OFFICER) == []
    assert workflow.RULES[Move.CONTEST].at_most == 1


def test_what_ends_or_sends_away_needs_a_reason():
    needing = {move for move, rule in workflow.RULES.items() if rule.needs_reason}
    ending = {Move.HAND_OVER, Move.REFER, Move.TRANSFER, Move.DECLINE, Move.CLOSE, Move.CONTEST}
    assert needing == ending | {Move.PROPOSE_CLOSING, Move.RETURN_CLOSING}


def test_every_state_can_be_reached_and_left():
    targets = {rule.target for rule in workflow.RULES.values() if rule.target} | {State.SUBMITTED}
    assert targets == set(State)
    assert all(workflow.moves_from(state) for state in State)


def test_docs_are_fresh():
    written = Path(settings.BASE_DIR, "docs", "workflow.md").read_text(encoding="utf-8")
    assert written == workflow.as_markdown(), "manage.py draw_workflow > docs/workflow.md"
    assert workflow.as_mermaid() in written
