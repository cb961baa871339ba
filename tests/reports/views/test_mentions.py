"""A note names a colleague: she finds the report among hers until she opens it, and a mail tells her to look."""

from datetime import timedelta

import pytest
from django.utils import timezone

from networks.models import Posting
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from pacc.notify.models import Message as Mail
from reports.actions import answering
from reports.models import Mention, Message, Report
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]
KEY = "5d0b1a52-3e60-4a0a-9e55-0d2f5b0c7a11"
NAMED = "/reports/?mentioned=me&state=any"


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


@pytest.fixture
def report(people):
    return a_report()


def note(browser, report, text, key=KEY):
    return browser.post(f"/reports/{report.reference}/note/", {"text": text, "send_key": key})


def listed(browser):
    return [row.report.pk for row in browser.get(NAMED).context["rows"]]


def test_colleague_finds_the_report_until_she_opens_it(browser, people, browser_of, report):
    note(browser, report, f"ขอให้ @{people.director.name} ช่วยดู")
    hers = browser_of("director")
    assert listed(hers) == [report.pk]
    assert [each["count"] for each in hers.get(NAMED).context["tabs"] if each["current"]] == [1]
    assert listed(browser) == []
    hers.get(f"/reports/{report.reference}/")
    assert listed(hers) == []


def test_mail_holds_nothing_of_the_report(browser, people, report):
    Mail.objects.all().delete()
    note(browser, report, f"@{people.director.name} ลับมาก")
    mail = Mail.objects.get()
    assert (mail.to, mail.template) == (people.director, "mentioned")
    assert set(mail.values) == {"url"}
    assert report.reference not in mail.values["url"]
    assert Entry.objects.get(what="report.noted").detail == {"mentioned": [people.director.pk]}


def test_sent_twice_or_named_twice_tells_once(browser, people, report):
    for _time in range(2):
        note(browser, report, f"@{people.director.name} และ @{people.director.name}")
    assert Mention.objects.count() == Message.objects.filter(kind="note").count() == 1
    assert Mail.objects.filter(template="mentioned").count() == 1


def test_naming_oneself_tells_nobody(browser, people, report):
    assert note(browser, report, f"@{people.officer.name} ดูต่อ").status_code == 302
    assert not Mention.objects.exists()


def test_somebody_who_does_not_see_it_cannot_be_named(browser, people, report):
    text = f"ถาม @{people.other_officer.name}"
    response = note(browser, report, text)
    assert response.status_code == 422
    page = response.content.decode()
    assert text in page
    assert f"@{people.director.name}" in page
    assert not Message.objects.filter(kind="note").exists()


def test_posting_that_ended_meanwhile_adds_nothing(people, report):
    Posting.objects.filter(user=people.director).update(ends=timezone.localdate() - timedelta(days=1))
    with pytest.raises(DomainError):
        answering.add_note(report.pk, by=people.officer, text="@", mentioned={people.director.pk})
    assert not Message.objects.filter(kind="note").exists()


def test_mention_shows_nothing_once_she_no_longer_sees_the_report(browser, people, browser_of, report):
    note(browser, report, f"@{people.director.name} ดู")
    Posting.objects.filter(user=people.director).update(office=4)
    assert listed(browser_of("director")) == []


def test_mention_in_a_closed_report_is_found_and_counted(browser, people, browser_of, report):
    Report.objects.filter(pk=report.pk).update(state="closed")
    note(browser, report, f"@{people.director.name} ดู")
    page = browser_of("director").get(NAMED)
    assert [row.report.pk for row in page.context["rows"]] == [report.pk]
    assert [each["count"] for each in page.context["tabs"] if each["current"]] == [1]


def test_unknown_value_of_the_filter_is_said(browser, report):
    assert browser.get("/reports/?mentioned=everybody").status_code == 422
