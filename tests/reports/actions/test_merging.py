"""Two reports are one matter: merged, followed, told, taken apart again."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.utils import timezone

from networks.models import Posting
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from pacc.vault import codes
from reports.access import deeds_open_to
from reports.actions import answering, closing, merging, setting_aside, tallies, tracking, transferring, triage
from reports.actions.clocks import recount_clocks
from reports.actions.moving import Changed
from reports.models import Merge, Message, Report, Tally
from reports.queries.own_case import own_case
from reports.queries.queue import newest_open
from reports.queries.seen import seen_of
from reports.workflow import CloseReason, Move, Public, State
from tests.factories.offices import an_office, an_officer
from tests.factories.reports import a_report
from tests.two_at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture
def officer():
    return an_officer(3)


@pytest.fixture
def other(officer):
    report = a_report()
    triage.take_report(report.pk, by=officer)
    report.refresh_from_db()
    return report


@pytest.fixture
def told():
    """(report, its reporter's key)"""
    token = codes.new_token()
    report = a_report(token)
    return report, tracking.CaseKey(report.pk, codes.derive(codes.code_of(token), report.reference)[1])


@pytest.fixture
def report(told):
    return told[0]


def merge(report, other, by, **more):
    merging.merge_report(report.pk, by=by, into=other, **more)
    report.refresh_from_db()


def separate(report, by):
    merging.separate_report(report.pk, by=by)
    report.refresh_from_db()


def own(case_key):
    return own_case(case_key.report_id, reporter_key=case_key.reporter_key)


def kinds_in(report):
    return list(report.messages.order_by("arrival").values_list("kind", flat=True))


def test_it_leaves_the_queue_and_its_clocks_stop(report, other, officer):
    merge(report, other, officer)
    assert (report.state, report.close_reason, report.due_on) == (State.MERGED, CloseReason.DUPLICATE, None)
    assert list(newest_open(Report.objects.all())) == [other]
    standing = Merge.objects.get()
    assert (standing.report, standing.into, standing.followed) == (report, other, State.ASSIGNED)
    assert report.steps.latest("id").state == State.MERGED


def test_both_trails_say_it_and_say_nothing_else(report, other, officer):
    merge(report, other, officer)
    separate(report, officer)
    found = Entry.objects.filter(what__in=["report.merged", "report.merged_here", "report.separated"]).order_by("id")
    assert [(entry.what, entry.report_id, entry.detail) for entry in found] == [
        ("report.merged", report.pk, {"other": str(other.pk)}),
        ("report.merged_here", other.pk, {"other": str(report.pk)}),
        ("report.separated", report.pk, {"other": str(other.pk)}),
    ]
    assert Entry.objects.filter(what="report.separated_here", report_id=other.pk).exists()


def test_its_reporter_follows_the_other_and_reads_her_own_thread_only(told, other, officer):
    report, case_key = told
    merge(report, other, officer)
    triage.begin_fact_finding(other.pk, by=officer)
    answering.answer_reporter(other.pk, by=officer, text="เฉพาะผู้แจ้งรายแรก")
    with own(case_key) as case:
        assert (case.status, case.since) == (Public.EXAMINATION, timezone.localdate())
        assert [step.status for step in case.trail()] == [Public.RECEIVED, Public.EXAMINATION]
        assert [letter.is_notice for letter in case.letters()] == [True]
        assert case.next_by is None and not case.may_contest


def test_question_to_the_other_reporter_is_no_question_to_her(told, other, officer):
    report, case_key = told
    merge(report, other, officer)
    answering.ask_reporter(other.pk, by=officer, text="ก", answer_by=timezone.localdate() + timedelta(days=9))
    with own(case_key) as case:
        assert case.status == Public.SCREENING


def test_undone_it_is_as_it_was_and_its_clocks_go_on_where_they_stood(report, other, officer):
    triage.take_report(report.pk, by=officer)
    triage.begin_fact_finding(report.pk, by=officer)
    until = timezone.localdate() + timedelta(days=60)
    setting_aside.set_aside(report.pk, by=officer, until=until, back_on_reply=True)
    before = Report.objects.values().get(pk=report.pk)
    merge(report, other, officer)
    separate(report, officer)
    assert Report.objects.values().get(pk=report.pk) == before
    assert kinds_in(report) == [Message.Kind.NOTICE, Message.Kind.NOTICE]


def test_days_as_a_part_of_another_are_not_counted(report, other, officer):
    due = report.due_on
    merge(report, other, officer)
    recount_clocks(timezone.localdate() - timedelta(days=400))
    report.refresh_from_db()
    assert report.due_on is None
    with time_machine.travel(timezone.now() + timedelta(days=28), tick=False):
        separate(report, officer)
        assert report.due_on >= due + timedelta(days=26)  # holidays may lie between
        assert report.state_on == timezone.localdate()


def test_after_thirty_days_it_stays_as_it_is(report, other, officer):
    merge(report, other, officer)
    assert Move.SEPARATE in deeds_open_to(officer, report)
    with time_machine.travel(timezone.now() + timedelta(days=30), tick=False):
        assert Move.SEPARATE in deeds_open_to(officer, report)
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert Move.SEPARATE not in deeds_open_to(officer, report)
        with pytest.raises(DomainError):
            separate(report, officer)
    report.refresh_from_db()
    assert report.state == State.MERGED


def test_neither_into_itself_nor_into_what_is_done_or_elsewhere_nor_in_a_chain(report, other, officer):
    closed, third = a_report(), a_report()
    triage.take_report(closed.pk, by=officer)
    closing.close_report(closed.pk, by=officer, reason="resolved", text="ก")
    closed.refresh_from_db()
    merge(third, other, officer)
    for into in (report, closed, third):
        with pytest.raises(DomainError):
            merge(report, into, officer)
    with pytest.raises(DomainError):  # a circle
        merge(other, report, officer)
    assert Move.MERGE not in deeds_open_to(officer, other)
    everywhere = an_officer(3)
    Posting.objects.create(
        user=everywhere, office=an_office(4), role=Posting.Role.OFFICER, starts=timezone.localdate()
    )  # fmt: skip
    transferring.transfer_report(other.pk, by=officer, to=an_office(4), reason="ก")
    other.refresh_from_db()
    with pytest.raises(DomainError):
        merge(report, other, everywhere)
    report.refresh_from_db()
    assert report.state == State.ROUTED


def test_nobody_merges_what_she_does_not_see(report, other):
    with pytest.raises(PermissionDenied):
        merge(report, other, an_officer(4))
    hidden = a_report(about_pacc="office", about_office=3, agency_kind="pacc")
    with pytest.raises(PermissionDenied):
        merge(report, hidden, an_officer(3))


def test_the_same_form_twice_is_one_merge_and_a_second_officer_is_told(report, other, officer):
    seen = seen_of(report)
    for _time in range(2):
        merge(report, other, officer, seen=seen)
    assert Merge.objects.count() == 1
    assert kinds_in(report) == [Message.Kind.NOTICE]
    with pytest.raises(Changed):
        merge(report, a_report(), an_officer(3), seen=seen)


@pytest.mark.django_db(transaction=True)
def test_each_into_the_other_at_once_is_one_merge_and_no_circle():
    officers, first, second = [an_officer(3), an_officer(3)], a_report(), a_report()
    outcome = at_once(
        lambda: merging.merge_report(first.pk, by=officers[0], into=second),
        lambda: merging.merge_report(second.pk, by=officers[1], into=first),
    )
    assert sorted(type(each).__name__ for each in outcome) == ["DomainError", "NoneType"]
    assert Merge.objects.filter(ended_on=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_merged_and_the_other_closed_at_once_leaves_no_part_of_a_report_that_was_closed_before():
    officers, report, other = [an_officer(3), an_officer(3)], a_report(), a_report()
    triage.take_report(other.pk, by=officers[0])
    at_once(
        lambda: merging.merge_report(report.pk, by=officers[0], into=other),
        lambda: closing.close_report(other.pk, by=officers[1], reason="resolved", text="ก", also_merged=True),
    )
    report.refresh_from_db()
    standing = Merge.objects.filter(ended_on=None).first()
    # Merged first, it follows to the end; closed first, nothing was merged.
    assert (standing.followed if standing else "") == ("closed" if report.state == State.MERGED else "")


def test_database_keeps_one_merge_at_a_time(report, other, officer):
    merge(report, other, officer)
    standing = Merge.objects.get()
    standing.pk = None
    with pytest.raises(IntegrityError):
        standing.save(force_insert=True)


def test_answer_goes_to_the_merged_reporters_where_the_officer_says_so(told, other, officer):
    report, case_key = told
    merge(report, other, officer)
    answering.answer_reporter(other.pk, by=officer, text="เฉพาะรายแรก")
    key = uuid4()
    for _time in range(2):
        answering.answer_reporter(other.pk, by=officer, text="ถึงทุกคน", also_merged=True, send_key=key)
    assert kinds_in(report) == [Message.Kind.NOTICE, Message.Kind.ANSWER]
    with own(case_key) as case:
        assert case.letters()[-1].text == "ถึงทุกคน"
    report.refresh_from_db()
    assert (report.answered_on, report.state) == (timezone.localdate(), State.MERGED)


def test_closing_is_told_to_the_merged_reporters_and_a_proposal_is_not(report, other, officer):
    merge(report, other, officer)
    closing.close_report(other.pk, by=officer, reason="no_ground", text="ก", also_merged=True)
    assert kinds_in(report) == [Message.Kind.NOTICE]
    closing.close_report(other.pk, by=officer, reason="resolved", text="ก", also_merged=True)
    assert kinds_in(report) == [Message.Kind.NOTICE, Message.Kind.ANSWER]


def test_nothing_is_sent_to_a_reporter_whose_report_the_officer_does_not_see(report, other, officer):
    merge(report, other, officer)
    about_hers = an_officer(3)
    Posting.objects.create(
        user=about_hers, office=an_office(5), role=Posting.Role.OFFICER, starts=date(2020, 1, 1), ends=date(2021, 1, 1)
    )
    Report.objects.filter(pk=report.pk).update(about_office=5)
    answering.answer_reporter(other.pk, by=about_hers, text="ก", also_merged=True)
    assert kinds_in(report) == [Message.Kind.NOTICE]
    assert Move.SEPARATE in deeds_open_to(officer, report)


def test_what_is_merged_goes_along_when_the_other_is_transferred(report, other, officer):
    triage.take_report(report.pk, by=officer)
    merge(report, other, officer)
    transferring.transfer_report(other.pk, by=officer, to=an_office(4), reason="ก")
    report.refresh_from_db()
    assert (report.office_id, report.state, report.assigned_to) == (4, State.MERGED, None)
    transferring.decline_transfer(other.pk, by=an_officer(4), reason="ก")
    report.refresh_from_db()
    assert report.office_id == 3
    assert report.routings.count() == 3
    separate(report, officer)
    assert (report.state, report.assigned_to) == (State.ROUTED, None)


def test_what_may_not_go_along_is_taken_up_by_itself(report, other, officer):
    merge(report, other, officer)
    Report.objects.filter(pk=report.pk).update(about_office=4, about_pacc="office")
    transferring.transfer_report(other.pk, by=officer, to=an_office(4), reason="ก")
    report.refresh_from_db()
    assert (report.office_id, report.state) == (3, State.ROUTED)
    assert not Merge.objects.filter(ended_on=None).exists()


def test_what_she_writes_is_shown_where_it_is_worked_on(told, other, officer, letters):
    report, case_key = told
    merge(report, other, officer)
    tracking.reply(case_key, text="มีรูปเพิ่ม", files=(), send_key=uuid4())
    letters()
    other.refresh_from_db()
    report.refresh_from_db()
    assert (other.reply_waits, report.reply_waits, report.state) == (True, True, State.MERGED)


def test_what_she_writes_after_the_other_was_closed_takes_it_up_again(told, other, officer, letters):
    report, case_key = told
    merge(report, other, officer)
    closing.close_report(other.pk, by=officer, reason="resolved", text="ก")
    with own(case_key) as case:
        assert case.status == Public.CLOSED
    with time_machine.travel(timezone.now() + timedelta(days=45), tick=False):
        tracking.reply(case_key, text="ยังไม่แก้ไข", files=(), send_key=uuid4())
        letters()
        merging.pass_reply_on(report.pk)
    report.refresh_from_db()
    assert (report.state, report.reply_waits, report.close_reason) == (State.ROUTED, True, "")
    assert Entry.objects.get(what="report.separated").by is None


def test_figures_count_it_as_a_closed_duplicate_until_it_is_undone(report, other, officer):
    def figures():
        tallies.fold_tallies()
        days = Tally.objects.filter(grain=Tally.Grain.DAY)
        return {
            measure: sum(days.filter(measure=measure).values_list("count", flat=True)) for measure in ("open", "closed")
        }

    assert figures() == {"open": 2, "closed": 0}
    merge(report, other, officer)
    assert figures() == {"open": 1, "closed": 1}
    assert Tally.objects.filter(measure="closed", what="duplicate").exists()
    separate(report, officer)
    assert figures() == {"open": 2, "closed": 0}


def test_trigger_writes_a_followed_state_only_while_the_merge_stands(report, other, officer):
    merge(report, other, officer)
    separate(report, officer)
    triage.begin_triage(other.pk, by=officer)
    assert Merge.objects.get().followed == State.ASSIGNED
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM reports_report WHERE state = 'merged'")
        assert cursor.fetchone()[0] == 0
