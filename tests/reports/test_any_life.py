"""Any order of moves by any hands: the report is always where the table says, and what the table refuses is refused."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from networks.models import Posting
from pacc.errors import DomainError
from pacc.vault import codes
from reports.access import deeds_open_to, waiting_proposal
from reports.actions import answering, closing, merging, setting_aside, tracking, transferring, triage
from reports.models import Report, Step
from reports.workflow import RULES, Move, Mover, State, moves_from
from tests.factories.offices import an_office, an_officer
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]
OFFICERS = [move for move, move_rule in RULES.items() if move_rule.by == Mover.OFFICER]


class Life(RuleBasedStateMachine):
    """`state`, `proposed` and `declined` are reckoned here a second time, from the table alone."""

    def __init__(self) -> None:
        super().__init__()
        token = codes.new_token()
        self.report = a_report(token)
        _verifier, key = codes.derive(codes.code_of(token), self.report.reference)
        self.case_key = tracking.CaseKey(self.report.pk, key)
        self.state = State.ROUTED
        self.contested = False
        self.other: Report | None = None  # what it is a part of
        self.came_from = self.state

    def here(self, role: str = Posting.Role.OFFICER):
        """Somebody new at the office where the report lies: nobody has a hand in it before."""
        self.report.refresh_from_db()
        return an_officer(self.report.office_id, role=role)

    @rule(move=strategies.sampled_from(OFFICERS))
    def an_officer_moves_it(self, move: Move) -> None:
        by = self.in_charge() if move in (Move.SET_ASIDE, Move.BRING_BACK) else self.here(Posting.Role.DIRECTOR)
        is_open = move in deeds_open_to(by, self.report)
        assert not is_open or move in moves_from(self.state)
        before = Report.objects.values().get(pk=self.report.pk)
        try:
            self.make(move, by)
        except (DomainError, PermissionDenied):
            # What is not offered may be refused; then nothing is half done.
            assert not is_open, move
            assert Report.objects.values().get(pk=self.report.pk) == before
        else:
            # Bringing back what was not set aside, and proposing by the page of closing, are the same form sent again.
            assert is_open or move == Move.BRING_BACK, move
            if move == Move.MERGE:
                self.came_from, self.other = self.state, self.report.merges.get(ended_on=None).into
            self.state = self.came_from if RULES[move].goes_back else RULES[move].target or self.state

    def in_charge(self):
        self.report.refresh_from_db()
        return self.report.assigned_to or self.here()

    def make(self, move: Move, by) -> None:
        report_id, day = self.report.pk, timezone.localdate() + timedelta(days=9)
        {
            Move.TAKE: lambda: triage.take_report(report_id, by=by),
            Move.ASSIGN: lambda: triage.assign_report(report_id, by=by, to=self.here()),
            Move.BEGIN_TRIAGE: lambda: triage.begin_triage(report_id, by=by),
            Move.ASK: lambda: answering.ask_reporter(report_id, by=by, text="ก", answer_by=day),
            Move.EXAMINE: lambda: triage.begin_fact_finding(report_id, by=by),
            Move.HAND_OVER: lambda: triage.hand_over_report(report_id, by=by, text="ก"),
            Move.REFER: lambda: triage.refer_report(report_id, by=by, agency="ก", show_agency=False, text="ก"),
            Move.TRANSFER: lambda: transferring.transfer_report(report_id, by=by, to=self.elsewhere(), reason="ก"),
            Move.DECLINE: lambda: transferring.decline_transfer(report_id, by=by, reason="ก"),
            Move.SET_ASIDE: lambda: setting_aside.set_aside(report_id, by=by, until=day, back_on_reply=False),
            Move.BRING_BACK: lambda: setting_aside.bring_back(report_id, by=by),
            Move.PROPOSE_CLOSING: lambda: closing.close_report(report_id, by=by, reason="no_ground", text="ก"),
            Move.RETURN_CLOSING: lambda: closing.return_closing(report_id, by=by, text="ก"),
            Move.MERGE: lambda: merging.merge_report(report_id, by=by, into=self.another_here()),
            Move.SEPARATE: lambda: merging.separate_report(report_id, by=by),
            Move.CLOSE: lambda: closing.close_report(report_id, by=by, reason="resolved", text="ก"),
        }[move]()

    def elsewhere(self):
        return an_office(4 if self.report.office_id != 4 else 5)

    def another_here(self) -> Report:
        """Open, at the same office."""
        other = a_report()
        if self.report.office_id != other.office_id:
            transferring.transfer_report(other.pk, by=an_officer(3), to=an_office(self.report.office_id), reason="ก")
            other.refresh_from_db()
        return other

    @precondition(lambda self: self.state == State.MERGED)
    @rule()
    def the_other_one_is_closed(self) -> None:
        if not Report.objects.filter(pk=self.other.pk, state=State.CLOSED).exists():
            by = self.here()
            triage.assign_report(self.other.pk, by=by, to=by)
            closing.close_report(self.other.pk, by=by, reason="resolved", text="ก", also_merged=True)

    @precondition(lambda self: self.state == State.MERGED)
    @rule()
    def its_own_reporter_writes(self) -> None:
        tracking.reply(self.case_key, text="ก", files=(), send_key=uuid4())
        merging.pass_reply_on(self.report.pk)
        self.other.refresh_from_db()
        if self.other.state == State.CLOSED:
            self.state = self.came_from
        else:
            assert self.other.reply_waits

    @rule()
    def a_director_approves_what_waits(self) -> None:
        by = self.here(Posting.Role.DIRECTOR)
        waits = waiting_proposal(self.report) is not None
        try:
            closing.approve_closing(self.report.pk, by=by)
        except DomainError:
            assert not waits
        else:
            assert waits
            self.state = State.CLOSED

    @precondition(lambda self: self.state == State.WAITING)
    @rule()
    def the_reporter_answers(self) -> None:
        tracking.reply(self.case_key, text="ก", files=(), send_key=uuid4())
        self.state = State.IN_TRIAGE

    @precondition(lambda self: self.state == State.CLOSED and not self.contested)
    @rule()
    def the_reporter_contests(self) -> None:
        tracking.contest_closing(self.case_key, reason="ก", send_key=uuid4())
        self.state, self.contested = State.IN_TRIAGE, True

    @invariant()
    def the_report_is_where_the_table_says(self) -> None:
        self.report.refresh_from_db()
        assert self.report.state == self.state
        assert Step.objects.filter(report=self.report).order_by("-id")[0].state == self.state

    @invariant()
    def nothing_waits_on_a_report_that_ended(self) -> None:
        self.report.refresh_from_db()
        if self.state == State.CLOSED:
            assert waiting_proposal(self.report) is None
            assert self.report.set_aside_until is None
            assert self.report.due_on is None

    @invariant()
    def it_follows_the_other_while_it_is_a_part_of_it(self) -> None:
        self.report.refresh_from_db()
        merges = list(self.report.merges.filter(ended_on=None).select_related("into"))
        assert bool(merges) == (self.state == State.MERGED)
        for merge in merges:
            assert merge.followed == merge.into.state
            assert self.report.due_on is None
        assert not self.report.merged_here.exists()

    @invariant()
    def one_office_sees_it(self) -> None:
        self.report.refresh_from_db()
        offices = {office for office in (0, 3, 4, 5) if deeds_open_to(an_officer(office), self.report)}
        assert offices == {self.report.office_id}


def test_every_life_follows_the_table():
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            phases=[Phase.generate],  # each step is a dozen queries: shrinking a long life takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
