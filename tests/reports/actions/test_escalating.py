"""Overdue clocks: the director hears of it, later the central intake, each once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from networks.models import Posting
from pacc.ledger.models import Entry
from pacc.notify.models import Message as Mail
from pacc.notify.send import send_mail
from pacc.thai.working_days import add_working_days
from pacc.vault import codes
from reports.actions import answering, clocks, closing, tracking, triage
from reports.actions.escalating import escalate_overdue
from reports.models import Escalation, Report
from tests.factories.offices import an_officer
from tests.factories.reports import a_report
from tests.two_at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]
Role = Posting.Role
SENT = date(2026, 11, 2)  # a Monday
TAKE_BY, ANSWER_BY = date(2026, 11, 11), date(2026, 11, 23)


def on(day):
    return time_machine.travel(timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 10)), tick=False)


def told():
    return sorted(Mail.objects.filter(template="overdue").values_list("address", flat=True))


def steps():
    return list(Escalation.objects.order_by("id").values_list("clock", "step", "on"))


def sent_on(day=SENT, **about):
    with on(day):
        return a_report(**about)


@pytest.fixture
def director():
    return an_officer(3, role=Role.DIRECTOR)


@pytest.fixture
def intake():
    return an_officer(0, role=Role.INTAKE)


def test_on_the_last_day_nobody_is_told_and_on_the_next_the_director(director, intake):
    sent_on()
    an_officer(3), an_officer(4, role=Role.DIRECTOR)
    assert escalate_overdue(today=TAKE_BY) == 0
    assert escalate_overdue(today=TAKE_BY + timedelta(days=1)) == 1
    assert told() == [director.email]
    assert steps() == [("acknowledge", "director", TAKE_BY + timedelta(days=1))]


def test_the_intake_is_told_five_working_days_later(director, intake):
    sent_on()
    first = add_working_days(TAKE_BY, 1)
    escalate_overdue(today=first)
    assert escalate_overdue(today=add_working_days(first, 4)) == 0
    assert escalate_overdue(today=add_working_days(first, 5)) == 1
    assert told() == sorted([director.email, intake.email])


def test_no_step_is_told_twice(director, intake):
    sent_on()
    for days in range(1, 12):
        escalate_overdue(today=add_working_days(TAKE_BY, days))
        escalate_overdue(today=add_working_days(TAKE_BY, days))
    assert len(told()) == len(steps()) == 2
    entries = Entry.objects.filter(what="report.escalated").order_by("id")
    assert [(entry.detail["step"], entry.detail["told"]) for entry in entries] == [("director", 1), ("intake", 1)]


def test_the_first_answer_has_steps_of_its_own(director):
    report = sent_on()
    with on(date(2026, 11, 12)):
        triage.take_report(report.pk, by=an_officer(3))
    assert escalate_overdue(today=date(2026, 11, 13)) == 0  # taken, late: that is over
    assert escalate_overdue(today=ANSWER_BY + timedelta(days=1)) == 1
    assert steps() == [("answer", "director", ANSWER_BY + timedelta(days=1))]


def test_while_the_office_waits_or_has_answered_nobody_is_told(director, intake):
    officer, waiting, answered = an_officer(3), sent_on(), sent_on()
    with on(SENT):
        for report in (waiting, answered):
            triage.take_report(report.pk, by=officer)
        answering.ask_reporter(waiting.pk, by=officer, text="ก", answer_by=date(2026, 12, 30))
        answering.answer_reporter(answered.pk, by=officer, text="ข")
    assert escalate_overdue(today=date(2027, 6, 21)) == 0


def test_reopened_its_answer_may_be_told_once_more(director):
    token, officer = codes.new_token(), an_officer(3)
    with on(SENT):
        report = a_report(token)
        triage.take_report(report.pk, by=officer)
    escalate_overdue(today=ANSWER_BY + timedelta(days=1))
    with on(date(2026, 12, 1)):
        closing.close_report(report.pk, by=officer, reason="resolved", text="ก")
        case = tracking.unlock_case(report.reference, codes.code_of(token))
        tracking.contest_closing(case, reason="ยัง", send_key=uuid4())
        clocks.settle_clocks(report.pk)
    due = Report.objects.get(pk=report.pk).answer_by
    assert escalate_overdue(today=due) == 0
    assert escalate_overdue(today=add_working_days(due, 1)) == 1
    assert list(Escalation.objects.filter(step="director").values_list("reopened", flat=True)) == [False, True]


@pytest.mark.parametrize("day", [date(2026, 11, 14), date(2026, 12, 7)], ids=["Saturday", "in lieu"])
def test_on_days_off_nobody_is_told(director, day):
    sent_on()
    assert escalate_overdue(today=day) == 0


def test_one_mail_tells_a_director_of_all(director):
    for _number in range(3):
        sent_on()
    escalate_overdue(today=date(2026, 11, 12))
    values = Mail.objects.get().values
    assert (values["acknowledge"], values["answer"]) == (3, 0)


def test_without_a_director_the_intake_still_hears_of_it(intake):
    sent_on()
    assert escalate_overdue(today=date(2026, 11, 12)) == 0
    assert escalate_overdue(today=date(2026, 11, 19)) == 1
    assert told() == [intake.email]


def test_a_director_whose_posting_ended_yesterday_is_told_nothing():
    an_officer(3, role=Role.DIRECTOR, ends=date(2026, 11, 11))
    sent_on()
    assert escalate_overdue(today=date(2026, 11, 12)) == 0


def test_a_report_about_an_office_is_told_to_nobody_who_served_there(director):
    served_there = an_officer(0, role=Role.INTAKE)
    Posting.objects.create(user=served_there, office_id=3, role=Role.OFFICER, starts=date(2021, 1, 1))
    report = sent_on()
    Report.objects.filter(pk=report.pk).update(office=0, about_office=3, about_pacc="office")
    elsewhere = an_officer(0, role=Role.INTAKE)
    escalate_overdue(today=date(2026, 11, 30))
    assert told() == [elsewhere.email]


def test_a_report_about_headquarters_is_told_to_those_posted_to_it_and_never_to_the_intake(intake):
    posted = an_officer(0, role=Role.CONFLICT)
    report = sent_on()
    Report.objects.filter(pk=report.pk).update(office=None, is_conflict=True, about_pacc="headquarters")
    escalate_overdue(today=date(2026, 11, 30))
    assert told() == [posted.email]


@pytest.mark.parametrize("step", ["director", "intake"])
def test_the_mail_holds_counts_and_no_reference(director, intake, step, mailoutbox):
    report = sent_on()
    escalate_overdue(today=date(2026, 11, 19))
    send_mail(Mail.objects.get(to=director if step == "director" else intake).pk)
    (sent,) = mailoutbox
    assert "1 เรื่อง" in sent.body
    for secret in (report.reference, report.reference[:4], "ถนนคอนกรีต", str(report.pk)):
        assert secret not in sent.body + sent.subject


def test_rounds_are_bounded(director, django_assert_max_num_queries):
    sent_on()
    with django_assert_max_num_queries(20):
        escalate_overdue(today=date(2026, 11, 12))


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_tell_once(director):
    sent_on()
    day = date(2026, 11, 12)
    outcomes = at_once(lambda: escalate_overdue(today=day), lambda: escalate_overdue(today=day))
    assert sorted(outcomes) == [0, 1]
    assert Escalation.objects.count() == 1
