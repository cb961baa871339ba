"""The answer clock over waiting and reopening, reckoned from the trail."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from pacc.outbox.jobs import run_job
from pacc.outbox.models import Job
from pacc.thai.working_days import working_days_between
from pacc.vault import codes
from reports.actions import answering, closing, tracking, triage
from reports.actions.clocks import settle_clocks
from reports.rules.clocks import ANSWER_DAYS, answer_by
from tests.factories.offices import an_officer
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]
SENT = date(2026, 11, 2)  # a Monday


@pytest.fixture
def officer():
    return an_officer(3)


@pytest.fixture
def told(officer):
    """(report, the reporter's way in), taken on the day it was sent."""
    token = codes.new_token()
    with on(SENT):
        report = a_report(token)
        triage.take_report(report.pk, by=officer)
        report.refresh_from_db()
    return report, tracking.unlock_case(report.reference, codes.code_of(token))


def on(day: date):
    return time_machine.travel(timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 10)), tick=False)


def run_jobs(name):
    for promised in Job.objects.filter(name=name):
        Job.objects.filter(pk=promised.pk).update(due_at=timezone.now() - timedelta(days=1))
        assert run_job(promised.pk)


def test_waiting_moves_the_deadline_by_the_working_days_waited(told, officer):
    report, case = told
    before = report.answer_by
    with on(date(2026, 11, 4)):
        answering.ask_reporter(report.pk, by=officer, text="ก", answer_by=date(2026, 11, 20))
    with on(date(2026, 11, 16)):
        tracking.reply(case, text="ข", files=(), send_key=uuid4())
        run_jobs("reports.settle_clocks")
    report.refresh_from_db()
    assert working_days_between(before, report.answer_by) == working_days_between(date(2026, 11, 4), date(2026, 11, 16))
    assert report.due_on == report.answer_by
    settled = report.answer_by
    settle_clocks(report.pk)
    report.refresh_from_db()
    assert report.answer_by == settled


def test_going_on_without_the_answer_settles_the_clock_too(told, officer):
    report, _case = told
    with on(date(2026, 11, 4)):
        answering.ask_reporter(report.pk, by=officer, text="ก", answer_by=date(2026, 11, 11))
    with on(date(2026, 11, 12)):
        triage.begin_triage(report.pk, by=officer)
    report.refresh_from_db()
    assert working_days_between(SENT, report.answer_by) == ANSWER_DAYS + 6


def test_contest_starts_a_new_answer_clock(told, officer):
    report, case = told
    with on(date(2026, 11, 6)):
        closing.close_report(report.pk, by=officer, reason="resolved", text="ก")
    reopened = date(2027, 2, 1)
    with on(reopened):
        tracking.contest_closing(case, reason="ยัง", send_key=uuid4())
        run_jobs("reports.settle_clocks")
    report.refresh_from_db()
    assert (report.state, report.answered_on) == ("in_triage", None)
    assert report.due_on == report.answer_by == answer_by(reopened)
    with on(date(2027, 2, 2)):
        answering.answer_reporter(report.pk, by=officer, text="ค")
    settle_clocks(report.pk)
    report.refresh_from_db()
    assert report.answered_on == date(2027, 2, 2)
