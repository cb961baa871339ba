"""Mails to an office's officers: who gets one, once, and what never stands in it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from networks.models import Posting
from pacc.notify.models import Message as Mail
from pacc.notify.send import send_mail
from pacc.outbox.jobs import run_job
from pacc.outbox.models import Job
from pacc.vault import codes
from reports.actions import tracking, transferring, triage
from reports.actions.office_mail import tell_offices
from reports.models import Message, Routing
from tests.factories.offices import an_office, an_officer
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]
Role = Posting.Role


def addressees():
    return sorted(Mail.objects.values_list("address", flat=True))


def a_reply(officer=None):
    """A report, taken by the officer if there is one, to which its reporter wrote; everything before was told."""
    token = codes.new_token()
    report = a_report(token)
    if officer:
        triage.take_report(report.pk, by=officer)
    Routing.objects.update(announced=True)
    case = tracking.unlock_case(report.reference, codes.code_of(token))
    tracking.reply(case, text="จากหน้าวัด", files=(), send_key=uuid4())
    return report


def test_officers_in_service_get_one_mail_for_all_that_is_new():
    today = timezone.localdate()
    here, last_day = an_officer(3), an_officer(3, ends=today)
    director = an_officer(3, role=Role.DIRECTOR)
    for stranger in ({"ends": today - timedelta(days=1)}, {"starts": today + timedelta(days=1)}):
        an_officer(3, **stranger)
    an_officer(4), an_officer(3, role=Role.CONFLICT)
    a_report(), a_report()
    assert tell_offices() == 3
    assert addressees() == sorted([here.email, last_day.email, director.email])
    assert {(values["new"], values["replies"]) for values in Mail.objects.values_list("values", flat=True)} == {(2, 0)}


def test_nothing_is_told_twice():
    an_officer(3)
    a_report()
    tell_offices()
    assert tell_offices() == 0


def test_mail_sent_twice_has_the_same_name():
    an_officer(3)
    a_report()
    tell_offices()
    message = Mail.objects.get()
    for _time in range(2):  # the worker died before it noted that the server took it
        Mail.objects.update(sent_at=None)
        send_mail(message.pk)
    first, second = (sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert first == second


def test_mail_holds_no_case_content_and_no_reference():
    officer = an_officer(3)
    report = a_report()
    tell_offices()
    Job.objects.update(due_at=timezone.now() - timedelta(days=1))
    for promised in Job.objects.filter(name="notify.send_mail"):
        assert run_job(promised.pk)
    (sent,) = mail.outbox
    assert sent.to == [officer.email]
    whole = sent.subject + sent.body
    for secret in (
        report.reference,
        codes.show_reference(report.reference),
        str(report.pk),
        "ถนน",
        "หนองตาข่าย",
        "สุรินทร์",
    ):
        assert secret not in whole
    assert "http://desk.localhost:8001/reports/" in sent.body


def test_reply_is_told_to_its_own_officer():
    own = an_officer(3)
    an_officer(3)
    a_reply(own)
    assert tell_offices() == 1
    assert addressees() == [own.email]


def test_reply_to_somebody_who_left_is_told_to_all():
    gone = an_officer(3)
    a_reply(gone)
    Posting.objects.filter(user=gone).update(ends=timezone.localdate() - timedelta(days=1))
    here = an_officer(3)
    tell_offices()
    assert addressees() == [here.email]


def test_transfer_is_told_to_the_new_office_and_not_to_the_old():
    old, new = an_officer(3), an_officer(4)
    report = a_report()
    transferring.transfer_report(report.pk, by=old, to=an_office(4), reason="ก")
    tell_offices()
    assert addressees() == [new.email]


def test_report_about_an_office_is_told_to_nobody_who_serves_there():
    a_report(agency_kind="pacc", about_pacc="office", about_office=an_office(3).number)
    intake, both = an_officer(0, role=Role.INTAKE), an_officer(0, role=Role.INTAKE)
    Posting.objects.create(user=both, office=an_office(3), role=Role.OFFICER, starts=timezone.localdate())
    an_officer(3), an_officer(3, role=Role.DIRECTOR)
    tell_offices()
    assert addressees() == [intake.email]


def test_conflict_case_is_told_to_those_posted_to_them():
    a_report(agency_kind="pacc", about_pacc="headquarters")
    posted = an_officer(0, role=Role.CONFLICT)
    an_officer(0, role=Role.INTAKE), an_officer(0, role=Role.DIRECTOR)
    tell_offices()
    assert addressees() == [posted.email]


def test_report_that_was_taken_already_is_news_to_nobody():
    officer = an_officer(3)
    triage.take_report(a_report().pk, by=officer)
    assert tell_offices() == 0
    assert not Routing.objects.filter(announced=False).exists()


def test_officers_own_messages_are_no_news():
    a_reply(an_officer(3))
    tell_offices()
    assert not Message.objects.filter(announced=False, kind__in=["reply", "contest"]).exists()
