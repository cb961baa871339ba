"""The portal's own word to a reporter: that it came in, and by when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pacc.ledger.models import Entry
from pacc.outbox.jobs import run_job
from pacc.outbox.models import Job
from pacc.vault import codes
from reports.actions import tracking, triage
from reports.actions.acknowledging import acknowledge_report
from reports.models import Message, Report
from reports.queries.own_case import own_case
from reports.queries.seen import seen_of
from tests.factories.offices import an_officer
from tests.factories.reports import a_report
from tests.two_at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


def read_by_reporter(report, token):
    case = tracking.unlock_case(report.reference, codes.code_of(token))
    with own_case(report.pk, reporter_key=case.reporter_key) as own:
        return own.letters()


@pytest.mark.parametrize(
    ("language", "words"), [("th", "ระบบได้รับเรื่องแล้ว"), ("en", "Your report has come in")]
)  # fmt: skip
def test_routing_promises_it_and_the_reporter_reads_it_in_her_language(language, words):
    token = codes.new_token()
    report = a_report(token, language=language)
    promised = Job.objects.get(name="reports.acknowledge")
    Job.objects.filter(pk=promised.pk).update(due_at=timezone.now() - timedelta(days=1))
    assert run_job(promised.pk)
    (letter,) = read_by_reporter(report, token)
    assert letter.text.startswith(words)
    assert (letter.is_notice, letter.from_office, letter.on) == (True, True, timezone.localdate())
    assert str(report.answer_by.day) in letter.text


def test_run_twice_it_is_one_message_and_one_entry():
    report = a_report()
    acknowledge_report(report.pk)
    acknowledge_report(report.pk)
    assert report.messages.count() == 1
    entry = Entry.objects.get(what="report.acknowledged")
    assert (entry.at, entry.by, entry.detail) == (None, None, {})


def test_it_carries_a_day_and_stops_no_clock():
    report = a_report()
    acknowledge_report(report.pk)
    message, now = report.messages.get(), Report.objects.get(pk=report.pk)
    assert (message.kind, message.at, message.by) == (Message.Kind.NOTICE, None, None)
    assert (now.acknowledged_on, now.answered_on, now.due_on) == (None, None, report.acknowledge_by)


def test_it_comes_between_no_officer_and_her_form():
    report = a_report()
    seen = seen_of(report)
    acknowledge_report(report.pk)
    assert seen_of(report) == seen


def test_what_was_done_already_is_not_promised_again():
    token = codes.new_token()
    report = a_report(token)
    triage.take_report(report.pk, by=an_officer(3))
    acknowledge_report(report.pk)
    (letter,) = read_by_reporter(report, token)
    assert "เจ้าหน้าที่จะรับเรื่อง" not in letter.text


def test_before_routing_nothing_is_said():
    report = a_report(routed=False)
    acknowledge_report(report.pk)
    assert not report.messages.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one():
    report = a_report()
    assert at_once(lambda: acknowledge_report(report.pk), lambda: acknowledge_report(report.pk)) == [None, None]
    assert report.messages.count() == 1
