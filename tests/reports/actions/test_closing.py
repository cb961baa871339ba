"""Closing without ground takes two: one proposes, another approves or returns it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from networks.models import Posting
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from reports.access import APPROVE, deeds_open_to
from reports.actions import answering, closing, transferring, triage
from reports.actions.moving import Changed
from reports.models import Message, Proposal
from reports.models.sealed import unseal
from reports.queries.opened import desk_key
from reports.queries.seen import seen_of
from reports.workflow import Move
from tests.factories.offices import an_office, an_officer
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]
Role = Posting.Role
TEXT = "ตรวจสอบแล้วไม่พบมูลตามที่แจ้ง"


@pytest.fixture
def officer():
    return an_officer(3)


@pytest.fixture
def director():
    return an_officer(3, role=Role.DIRECTOR)


@pytest.fixture
def report(officer):
    report = a_report()
    triage.take_report(report.pk, by=officer)
    report.refresh_from_db()
    return report


def propose(report, by, **more):
    closing.close_report(report.pk, by=by, reason="no_ground", text=TEXT, **more)
    report.refresh_from_db()


def text_of(row, column):
    return unseal(row, column, data_key=desk_key(row.report))


def test_proposal_changes_nothing_for_the_reporter(report, officer):
    propose(report, officer)
    assert (report.state, report.close_reason, report.answered_on) == ("assigned", "", None)
    assert not Message.objects.exists()
    proposal = Proposal.objects.get()
    assert (proposal.by, proposal.reason, text_of(proposal, "text_sealed")) == (officer, "no_ground", TEXT)
    assert TEXT.encode() not in bytes(proposal.text_sealed)
    assert Entry.objects.get(what="report.closing_proposed").detail == {"reason": "no_ground"}


def test_director_approves_the_officers_words(report, officer, director):
    propose(report, officer)
    closing.approve_closing(report.pk, by=director)
    report.refresh_from_db()
    assert (report.state, report.close_reason) == ("closed", "no_ground")
    message = Message.objects.get()
    assert (message.kind, message.by, text_of(message, "body_sealed")) == ("closing", director, TEXT)
    assert Proposal.objects.get().decided_on == timezone.localdate()
    assert Entry.objects.get(what="report.closed").detail == {"reason": "no_ground", "proposed_by": officer.pk}


def test_nobody_approves_what_she_proposed(report, director):
    propose(report, director)
    with pytest.raises(PermissionDenied):
        closing.approve_closing(report.pk, by=director)
    assert APPROVE not in deeds_open_to(director, report)


def test_another_officer_is_the_second_person_for_the_director_only(report, officer, director):
    colleague = an_officer(3)
    propose(report, officer)
    with pytest.raises(PermissionDenied):
        closing.approve_closing(report.pk, by=colleague)
    closing.return_closing(report.pk, by=director, text="ขอให้ดูแบบแปลนก่อน")
    propose(report, director)
    closing.approve_closing(report.pk, by=colleague)
    report.refresh_from_db()
    assert report.state == "closed"


def test_director_of_another_office_or_of_yesterday_approves_nothing(report, officer):
    propose(report, officer)
    yesterday = timezone.localdate() - timedelta(days=1)
    for stranger in (an_officer(4, role=Role.DIRECTOR), an_officer(3, role=Role.DIRECTOR, ends=yesterday)):
        with pytest.raises(PermissionDenied):
            closing.approve_closing(report.pk, by=stranger)
        assert not deeds_open_to(stranger, report)


def test_returned_proposal_leaves_a_note_and_an_open_report(report, officer, director):
    propose(report, officer)
    for _time in range(2):
        closing.return_closing(report.pk, by=director, text="ขอให้ดูแบบแปลนก่อน", send_key=(key := uuid4()))
        with pytest.raises(DomainError):
            closing.return_closing(report.pk, by=director, text="ขอให้ดูแบบแปลนก่อน", send_key=uuid4())
        closing.return_closing(report.pk, by=director, text="ขอให้ดูแบบแปลนก่อน", send_key=key)
        propose(report, officer)
    assert [message.kind for message in Message.objects.all()] == ["note", "note"]
    report.refresh_from_db()
    assert report.state == "assigned"


def test_same_form_twice_is_one_proposal_and_one_closing(report, officer, director):
    for _time in range(2):
        propose(report, officer, send_key=(key := uuid4()) if _time == 0 else key)
    assert Proposal.objects.count() == 1
    with pytest.raises(DomainError):
        propose(report, officer, send_key=uuid4())
    key = uuid4()
    for _time in range(2):
        closing.approve_closing(report.pk, by=director, send_key=key)
    assert Message.objects.count() == 1


def test_proposal_ends_when_the_report_moves_on(report, officer, director):
    propose(report, officer)
    triage.begin_fact_finding(report.pk, by=officer)
    with pytest.raises(DomainError):
        closing.approve_closing(report.pk, by=director)
    propose(report, officer)
    transferring.transfer_report(report.pk, by=officer, to=an_office(4), reason="อยู่ต่างเขต")
    assert not Proposal.objects.filter(decided_on=None).exists()


def test_approver_is_told_what_came_meanwhile(report, officer, director):
    propose(report, officer)
    seen = seen_of(report)
    answering.answer_reporter(report.pk, by=officer, text="ยังตรวจสอบอยู่")
    with pytest.raises(Changed):
        closing.approve_closing(report.pk, by=director, seen=seen)
    assert Proposal.objects.filter(decided_on=None).exists()


def test_conflict_case_is_approved_by_another_of_those_posted_to_it():
    report = a_report(agency_kind="pacc", about_pacc="unknown")
    first, second = an_officer(5, role=Role.CONFLICT), an_officer(3, role=Role.CONFLICT)
    triage.take_report(report.pk, by=first)
    propose(report, first)
    assert APPROVE not in deeds_open_to(first, report)
    assert {APPROVE, Move.RETURN_CLOSING} <= deeds_open_to(second, report)
    closing.approve_closing(report.pk, by=second)


@pytest.mark.parametrize("reason", ["resolved", "insufficient", "duplicate", "watch_only"])
def test_other_reasons_need_nobody_else(report, officer, reason):
    closing.close_report(report.pk, by=officer, reason=reason, text="ก")
    report.refresh_from_db()
    assert (report.state, report.close_reason) == ("closed", reason)
    assert not Proposal.objects.exists()
