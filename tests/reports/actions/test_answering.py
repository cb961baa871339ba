"""An officer writes: to the reporter, or for the office alone."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pacc.errors import DomainError
from pacc.ledger.models import Entry
from reports.actions import answering, closing, triage
from reports.actions.moving import Changed
from reports.models import Message, Report
from reports.models.sealed import unseal
from reports.queries.opened import desk_key
from reports.queries.seen import seen_of
from tests.factories.offices import an_officer
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]
BY = date(2026, 12, 9)


@pytest.fixture
def officer():
    return an_officer(3)


@pytest.fixture
def report(officer):
    report = a_report()
    triage.take_report(report.pk, by=officer)
    report.refresh_from_db()
    return report


def test_question_waits_and_stops_the_clock(report, officer):
    answering.ask_reporter(report.pk, by=officer, text="ช่วงไหนของถนน", answer_by=BY)
    report.refresh_from_db()
    message = Message.objects.get()
    assert (message.kind, message.answer_by, message.by) == ("question", BY, officer)
    assert unseal(message, "body_sealed", data_key=desk_key(report)) == "ช่วงไหนของถนน"
    assert (report.state, report.due_on, report.answered_on) == ("waiting", None, None)
    assert Entry.objects.get(what="report.asked").detail == {"answer_by": "2026-12-09"}


def test_second_question_keeps_the_first_day_of_waiting(report, officer):
    answering.ask_reporter(report.pk, by=officer, text="ก", answer_by=BY)
    Report.objects.filter(pk=report.pk).update(state_on=date(2026, 11, 2))
    answering.ask_reporter(report.pk, by=officer, text="ข", answer_by=BY)
    report.refresh_from_db()
    assert report.state_on == date(2026, 11, 2)
    assert Message.objects.filter(kind="question").count() == 2


def test_first_answer_is_counted_once(report, officer):
    Report.objects.filter(pk=report.pk).update(reply_waits=True)
    answering.answer_reporter(report.pk, by=officer, text="ได้รับแล้ว")
    report.refresh_from_db()
    assert (report.state, report.answered_on, report.due_on) == ("assigned", timezone.localdate(), report.feedback_by)
    assert report.reply_waits is False
    Report.objects.filter(pk=report.pk).update(answered_on=date(2026, 1, 5))
    answering.answer_reporter(report.pk, by=officer, text="อีกเรื่อง")
    report.refresh_from_db()
    assert report.answered_on == date(2026, 1, 5)


@pytest.mark.parametrize("state", ["routed", "closed"])
def test_answer_is_refused_before_taking_and_after_closing(report, officer, state):
    Report.objects.filter(pk=report.pk).update(state=state)
    with pytest.raises(DomainError):
        answering.answer_reporter(report.pk, by=officer, text="ก")
    assert not Message.objects.exists()


@pytest.mark.parametrize("state", ["handed_over", "referred", "waiting", "fact_finding"])
def test_answer_goes_out_while_others_examine(report, officer, state):
    Report.objects.filter(pk=report.pk).update(state=state)
    answering.answer_reporter(report.pk, by=officer, text="ก")
    report.refresh_from_db()
    assert report.state == state


def test_note_is_internal_and_goes_on_a_closed_report_too(report, officer):
    closing.close_report(report.pk, by=officer, reason="resolved", text="ก")
    answering.add_note(report.pk, by=officer, text="เก็บแฟ้มไว้ตู้ 4")
    note = Message.objects.get(kind="note")
    assert unseal(note, "body_sealed", data_key=desk_key(report)) == "เก็บแฟ้มไว้ตู้ 4"


@pytest.mark.parametrize(
    "write",
    [
        lambda pk, **of: answering.ask_reporter(pk, text="ก", answer_by=BY, **of),
        lambda pk, **of: answering.answer_reporter(pk, text="ก", **of),
        lambda pk, **of: answering.add_note(pk, text="ก", **of),
    ],
)
def test_same_form_twice_writes_once_and_strangers_never(report, officer, write):
    key = uuid4()
    for _time in range(2):
        write(report.pk, by=officer, send_key=key)
    assert Message.objects.count() == 1
    with pytest.raises(PermissionDenied):
        write(report.pk, by=an_officer(4), send_key=uuid4())


def test_second_officer_learns_of_the_first_ones_answer(report, officer):
    seen = seen_of(report)
    answering.answer_reporter(report.pk, by=an_officer(3), text="ก")
    with pytest.raises(Changed):
        answering.answer_reporter(report.pk, by=officer, text="ข", seen=seen)
    assert Message.objects.count() == 1


def test_opening_is_written_down_with_its_time(report, officer):
    answering.open_report(report.pk, by=officer)
    entry = Entry.objects.get(what="report.opened")
    assert (entry.by, entry.report_id, entry.detail) == (officer, report.pk, {})
    assert entry.at is not None
    with pytest.raises(PermissionDenied):
        answering.open_report(report.pk, by=an_officer(4))


def test_reply_counts_as_read_when_its_officer_opens_it(report, officer):
    Report.objects.filter(pk=report.pk).update(reply_waits=True)
    answering.open_report(report.pk, by=an_officer(3))
    report.refresh_from_db()
    assert report.reply_waits
    answering.open_report(report.pk, by=officer)
    report.refresh_from_db()
    assert not report.reply_waits
