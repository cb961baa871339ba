"""Mails to the mailbox become reports of the central intake; the mailbox is a real server."""

from email.message import EmailMessage

import pytest
from django.core.exceptions import ImproperlyConfigured

from pacc.ledger.models import Entry
from pacc.mailbox import Mailbox
from pacc.outbox.models import Job
from reports.actions import mailing_in
from reports.actions.mailing_in import read_mailbox, take_mail
from reports.actions.routing import route_report
from reports.models import Report
from reports.queries.opened import desk_key, opened
from reports.rules.mail_account import mail_of
from tests.factories.offices import an_office
from tests.pacc.uploads import samples
from tests.two_at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


@pytest.fixture
def box(mailbox, settings):
    for number in range(10):
        an_office(number)
    settings.IMAP_URL = mailbox.url
    return mailbox


def a_mail(text="ถนนหน้าวัดบางกว่าแบบ", *, own_id="<1@people.example>", **more):
    mail = EmailMessage()
    mail["From"] = more.get("sender", "นางสาวผู้แจ้ง ตัวอย่าง <teller@people.example>")
    mail["To"] = "pacc@office.example"
    mail["Subject"] = more.get("subject", "ถนนไม่ตรงแบบ")
    mail["Message-ID"] = own_id
    mail.set_content(text)
    for name, content in more.get("files", {}).items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail


def told():
    report = Report.objects.get()
    return opened(report, data_key=desk_key(report))


def test_without_a_setting_no_mailbox_is_read(settings):
    assert settings.IMAP_URL == ""
    assert read_mailbox() == 0


def test_a_mail_becomes_a_sealed_report_of_the_central_intake(box):
    box.receive(a_mail())
    assert read_mailbox() == 1
    report = Report.objects.get()
    assert (report.channel, report.typed_by, report.language, report.identity) == ("email", None, "th", "named")
    assert (told().subject, told().narrative) == ("ถนนไม่ตรงแบบ", "ถนนหน้าวัดบางกว่าแบบ")
    assert (told().name, told().email) == ("นางสาวผู้แจ้ง ตัวอย่าง", "teller@people.example")
    assert b"teller" not in bytes(report.reporter_sealed)
    route_report(report.pk)
    report.refresh_from_db()
    assert report.office_id == 0
    assert box.unseen() == 0


def test_nobody_is_written_to(box, mailoutbox):
    box.receive(a_mail())
    read_mailbox()
    assert mailoutbox == []
    assert set(Job.objects.values_list("name", flat=True)) == {"reports.route"}


def test_each_mail_is_one_report_however_often_it_is_read_or_delivered(box):
    box.receive(a_mail())
    read_mailbox()
    box.mark_all_unseen()
    again = a_mail()
    again["Received"] = "from another.example by office.example"
    box.receive(again)
    assert read_mailbox() == 0
    assert Report.objects.count() == 1
    assert box.unseen() == 0


def test_another_mail_under_the_same_message_id_is_not_lost(box):
    box.receive(a_mail(), a_mail("เรื่องที่สอง"))
    assert read_mailbox() == 2


def test_killed_after_the_commit_it_is_still_one_report(box, monkeypatch):
    box.receive(a_mail())
    with monkeypatch.context() as killed:
        killed.setattr(Mailbox, "mark_seen", _die)
        with pytest.raises(SystemExit):
            read_mailbox()
    assert (Report.objects.count(), box.unseen()) == (1, 1)
    assert read_mailbox() == 0
    assert (Report.objects.count(), box.unseen()) == (1, 0)


def test_killed_before_the_commit_nothing_is_lost(box, monkeypatch):
    box.receive(a_mail())
    with monkeypatch.context() as killed:
        killed.setattr(mailing_in, "write_report", _die)
        with pytest.raises(SystemExit):
            read_mailbox()
    assert (Report.objects.count(), box.unseen()) == (0, 1)
    assert read_mailbox() == 1


def _die(*_args, **_more):
    raise SystemExit


def test_attachments_are_sealed_and_others_are_named(box):
    box.receive(a_mail(files={"ป้าย.jpg": samples.jpeg(), "virus.exe": b"MZ nothing good", "ว่าง.pdf": b""}))
    read_mailbox()
    report = Report.objects.get()
    assert [file.kind for file in report.evidence.all()] == ["image"]
    assert report.evidence_count == 1
    assert "virus.exe" in told().narrative
    assert "ว่าง.pdf" in told().narrative


def test_a_mail_that_names_a_regional_office_is_kept_from_it(box):
    box.receive(a_mail("เจ้าหน้าที่ ปปท. เขต ๓ เรียกเงิน"))
    read_mailbox()
    report = Report.objects.get()
    route_report(report.pk)
    report.refresh_from_db()
    assert (report.about_office_id, report.office_id) == (3, 0)


BROKEN = {
    "empty": b"",
    "no headers": b"\r\n\r\n\xff\xfe\x00",
    "unknown charset": b'From: a@b.example\r\nContent-Type: text/plain; charset="x-none"\r\n\r\n\xe0\xb8\x81',
    "bad header": b"From: =?utf-8?b?////?= <\x00@>\r\nSubject: =?x?q?=ff?=\r\n\r\nx",
    "surrogate": b"From: a@b.example\r\nSubject: \xed\xa0\x80\r\n\r\n\xed\xa0\x80",
    "deep": b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (depth, depth) for depth in range(3_000)
    ),
    "long": b"From: a@b.example\r\n\r\n" + b"a" * 100_000,
    "long subject": b"Subject: " + b"a" * 10_000 + b"\r\n\r\nx",
}


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
def test_of_a_broken_mail_at_least_its_coming_is_kept(raw, db):
    assert take_mail(mail_of(raw))
    assert told().narrative
    assert len(told().narrative) <= 20_000


def test_html_is_read_as_text():
    raw = b"Content-Type: text/html; charset=utf-8\r\n\r\n<style>x{}</style><p>One &amp; two</p><script>no</script>"
    assert mail_of(raw).text == "One & two"


def test_a_mail_that_fails_keeps_the_others_from_nothing(box, monkeypatch, caplog):
    box.receive(a_mail("ลับ-ก", own_id="<a@x>"), a_mail("ลับ-ข", own_id="<b@x>"))
    calls = []
    write = mailing_in.write_report

    def once(*args, **more):
        calls.append(1)
        if len(calls) == 1:
            raise OSError("ลับ")
        return write(*args, **more)

    monkeypatch.setattr(mailing_in, "write_report", once)
    assert read_mailbox() == 1
    assert "ลับ" not in caplog.text
    assert box.unseen() == 1
    assert read_mailbox() == 1


def test_neither_ledger_nor_task_says_who_sent_it(box):
    box.receive(a_mail())
    read_mailbox()
    kept = str(list(Entry.objects.values())) + str(list(Job.objects.values()))
    assert "teller" not in kept


def test_a_password_is_not_sent_in_clear(settings):
    settings.IMAP_URL = "imap://user:password@mail.example/INBOX"
    with pytest.raises(ImproperlyConfigured):
        read_mailbox()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_report(keys, desk):
    an_office(0)
    mail = mail_of(bytes(a_mail()))
    assert sorted(at_once(*[lambda: take_mail(mail)] * 2)) == [False, True]
    assert Report.objects.count() == 1
