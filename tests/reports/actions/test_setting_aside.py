"""An officer sets her report aside until a day; the reminder survives a reply."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pacc.errors import DomainError
from pacc.ledger.models import Entry
from reports.access import deeds_open_to
from reports.actions import answering, closing, setting_aside, transferring, triage
from reports.workflow import Move
from tests.factories.offices import an_office, an_officer
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture
def officer():
    return an_officer(3)


@pytest.fixture
def report(officer):
    report = a_report()
    triage.take_report(report.pk, by=officer)
    report.refresh_from_db()
    return report


@pytest.fixture
def until():
    return timezone.localdate() + timedelta(days=10)


def set_aside(report, by, until, back_on_reply=False):
    setting_aside.set_aside(report.pk, by=by, until=until, back_on_reply=back_on_reply)
    report.refresh_from_db()


def test_clocks_run_on_and_the_ledger_says_until_when(report, officer, until):
    due = report.due_on
    set_aside(report, officer, until, back_on_reply=True)
    assert (report.set_aside_until, report.back_on_reply, report.due_on) == (until, True, due)
    assert Entry.objects.get(what="report.set_aside").detail == {"until": str(until)}


def test_reminder_stays_through_question_and_answer(report, officer, until):
    set_aside(report, officer, until)
    answering.answer_reporter(report.pk, by=officer, text="ยังตรวจสอบอยู่")
    triage.begin_fact_finding(report.pk, by=officer)
    report.refresh_from_db()
    assert report.set_aside_until == until


def test_brought_back_twice_is_once(report, officer, until):
    set_aside(report, officer, until)
    assert Move.BRING_BACK in deeds_open_to(officer, report)
    for _time in range(2):
        setting_aside.bring_back(report.pk, by=officer)
    report.refresh_from_db()
    assert report.set_aside_until is None
    assert Entry.objects.filter(what="report.brought_back").count() == 1
    assert Move.BRING_BACK not in deeds_open_to(officer, report)


def test_only_the_officer_in_charge(report, until):
    colleague = an_officer(3)
    assert not {Move.SET_ASIDE, Move.BRING_BACK} & deeds_open_to(colleague, report)
    with pytest.raises(DomainError):
        set_aside(report, colleague, until)


def test_reminder_ends_with_her_part_in_it(report, officer, until):
    set_aside(report, officer, until)
    transferring.transfer_report(report.pk, by=officer, to=an_office(4), reason="อยู่ต่างเขต")
    report.refresh_from_db()
    assert report.set_aside_until is None
    other = an_officer(4)
    triage.take_report(report.pk, by=other)
    set_aside(report, other, until)
    triage.assign_report(report.pk, by=other, to=an_officer(4))
    report.refresh_from_db()
    assert report.set_aside_until is None


def test_closing_ends_it(report, officer, until):
    set_aside(report, officer, until)
    closing.close_report(report.pk, by=officer, reason="resolved", text="ก")
    report.refresh_from_db()
    assert report.set_aside_until is None
