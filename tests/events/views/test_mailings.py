"""The desk's pages of letters to many, and the page by which a reader ends hers."""

from html import unescape
from urllib.parse import urlsplit

import pytest

from events.actions.mailings import MailingWords, change_mailing, plan_mailing, send_mailing, write_mailing
from events.models import Mailing, NoLetters, Registration
from events.queries.mailings import no_letters_link, wants_letters
from events.rules.letter_words import PLACES
from events.workflow import State
from pacc.database_roles import apply_grants
from pacc.outbox.models import Job
from tests.bad_input import BAD_TEXTS, assert_refused
from tests.events.test_site_role import as_site
from tests.factories.events import a_workshop, some_people
from tests.people import new_client

pytestmark = pytest.mark.django_db

TYPED = {
    "version": "", "state": "registered", "came": "", "kind": "", "subject": "ถึง {ชื่อ}",
    "body": "เรียน {ชื่อ}\n<b>ไม่หนา</b>", "subject_en": "", "body_en": "",
}  # fmt: skip


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    workshop = a_workshop(admin, state=State.OPEN)
    some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี", email="x@a.test")
    return workshop


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def address(workshop):
    return f"/workshops/{workshop.pk}/letters/"


def said(response):
    return unescape(response.content.decode()).replace("\u2060", "")


def test_letter_is_written_looked_at_and_sent(browser, address):
    response = browser.post(f"{address}new/reminder/", TYPED, follow=True)
    page = response.content.decode()
    assert "ถึง สมชาย ใจดี" in page and "&lt;b&gt;ไม่หนา" in page and "x@a.test" in page
    mailing = Mailing.objects.get()
    assert "ถึง สมหญิง ใจดี" in said(browser.get(f"{address}{mailing.pk}/?reader=1"))
    for nonsense in ("9", "-1", "x", "9" * 30):
        assert browser.get(f"{address}{mailing.pk}/?reader={nonsense}").status_code == 200
    assert browser.post(f"{address}{mailing.pk}/plan/", {"now": "1"}).status_code == 302
    send_mailing(mailing.pk)
    page = said(browser.get(f"{address}{mailing.pk}/"))
    assert "ส่งแล้ว" in page and "รอเซิร์ฟเวอร์อีเมล" in page
    assert "/edit/" not in page
    assert "ส่งแล้ว" in said(browser.get(address))


@pytest.mark.parametrize("kind", Mailing.Kind.values)
def test_every_kind_begins_with_what_is_usual(browser, address, kind):
    page = said(browser.get(f"{address}new/{kind}/"))
    assert "{ผู้ประสานงาน}" in page
    assert all(f"{{{name}}}" in page for name in PLACES)
    assert browser.get(f"{address}new/x/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"body": ""}, "body"),
        ({"body": "เรียน {ชือ}"}, "body"),
        ({"body_en": "Dear {nme}"}, "body_en"),
        ({"state": "x"}, "state"),
        ({"came": "in-999999"}, "came"),
        ({"body": "ก" * 4001}, "body"),
        *(({"subject": text}, "subject") for text in BAD_TEXTS.values()),
    ],
)
def test_letter_that_cannot_be_is_refused(browser, address, changed, field):
    assert_refused(browser.post(f"{address}new/reminder/", {**TYPED, **changed}), field)
    assert not Mailing.objects.exists()


@pytest.mark.parametrize("typed", ["", "ไม่ใช่อีเมล", "a@a.test\nb@", "\n".join(f"a{n}@a.test" for n in range(501))])
def test_addresses_of_an_invitation_are_checked(browser, address, typed):
    assert_refused(browser.post(f"{address}new/invitation/", {**TYPED, "addresses": typed}), "addresses")


def test_addresses_are_taken_as_people_paste_them(browser, address):
    browser.post(f"{address}new/invitation/", {**TYPED, "addresses": "A@a.test; b@a.test,\n\na@A.test"})
    assert Mailing.objects.get().addresses == "a@a.test\nb@a.test"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "ใส่วันและเวลา"),
        ({"on_day": "1", "on_month": "1", "on_year": "2560", "at": "9.00"}, "ผ่านไปแล้ว"),
        ({"on_day": "1", "on_month": "1", "on_year": "2590", "at": ""}, "ชั่วโมงและนาที"),
        ({"on_day": "", "on_month": "", "on_year": "", "at": "9.00"}, "ใส่วันที่"),
        ({"on_day": "31", "on_month": "2", "on_year": "2590", "at": "25.00"}, "ชั่วโมงและนาที"),
    ],
)
def test_time_that_cannot_be_is_refused(browser, address, workshop, admin, typed, words):
    mailing = write_mailing(workshop, "reminder", MailingWords("ก", "ข", people="state=registered"), by=admin)
    response = browser.post(f"{address}{mailing.pk}/plan/", typed)
    assert response.status_code == 422 and words in said(response)
    assert Mailing.objects.get().state == "draft"


def test_letter_is_planned_and_stopped(browser, address, workshop, admin):
    mailing = write_mailing(workshop, "reminder", MailingWords("ก", "ข", people="state=registered"), by=admin)
    typed = {"on_day": "1", "on_month": "1", "on_year": "2590", "at": "๙.๓๐"}
    assert "ตั้งเวลาไว้" in said(browser.post(f"{address}{mailing.pk}/plan/", typed, follow=True))
    assert Mailing.objects.get().send_at.isoformat() == "2047-01-01T02:30:00+00:00"
    assert "หยุดส่ง" in said(browser.post(f"{address}{mailing.pk}/stop/", follow=True))
    assert "ไม่ได้อยู่ระหว่างส่ง" in said(browser.post(f"{address}{mailing.pk}/stop/", follow=True))


def test_second_of_two_writers_sees_what_the_first_wrote(browser, address, workshop, admin):
    mailing = write_mailing(workshop, "reminder", MailingWords("ก", "ข", people="state=registered"), by=admin)
    change_mailing(mailing, MailingWords("ของคนแรก", "ข", people="state=live"), seen_version=1, by=admin)
    response = browser.post(f"{address}{mailing.pk}/edit/", {**TYPED, "version": "1"})
    assert response.status_code == 422
    assert "ของคนแรก" in said(response) and "ถึง {ชื่อ}" in said(response)
    again = response.context["form"]["version"].value()
    assert browser.post(f"{address}{mailing.pk}/edit/", {**TYPED, "version": again}).status_code == 302
    assert Mailing.objects.get().subject == "ถึง {ชื่อ}"


@pytest.mark.parametrize("count", [1, 60])
def test_pages_cost_the_same_for_more(browser, address, workshop, admin, count, django_assert_num_queries):
    some_people(workshop, admin, *[f"คน {number}" for number in range(count)], email="y@a.test")
    words = MailingWords("ก", "ข", people="state=registered")
    mailing = plan_mailing(write_mailing(workshop, "reminder", words, by=admin), at=None, by=admin)
    send_mailing(mailing.pk)
    # session, person, second factor, workshop, postings (menu), letters
    with django_assert_num_queries(5):
        browser.get(address)
    # the same, the reader, how many, the evaluation, log
    with django_assert_num_queries(9):
        browser.get(f"{address}{mailing.pk}/")


# the reader's own page


def test_reader_ends_her_letters_and_wants_them_again(site):
    path = urlsplit(no_letters_link("somebody@a.test")).path
    assert "เลิกรับจดหมาย" in said(site.get(path))
    assert wants_letters("somebody@a.test")  # a look changes nothing
    assert "จะไม่ได้รับ" in said(site.post(path, follow=True))
    site.post(path)
    assert not wants_letters("Somebody@A.test ") and wants_letters("other@a.test")
    site.post(path, {"again": "1"})
    assert wants_letters("somebody@a.test")


def test_mail_program_ends_letters_with_one_post(settings, site):
    path = urlsplit(no_letters_link("somebody@a.test")).path
    strict = new_client(enforce_csrf_checks=True)
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 302
    assert not wants_letters("somebody@a.test")


def test_made_up_link_ends_nothing(site):
    path = urlsplit(no_letters_link("somebody@a.test")).path
    for made_up in (path[:-3] + "x/", "/workshops/letters/x/"):
        assert site.get(made_up).status_code == 404
        assert site.post(made_up).status_code == 404
    assert not NoLetters.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_page_works_under_the_sites_role(site, people):
    apply_grants()
    path = urlsplit(no_letters_link("somebody@a.test")).path
    NoLetters.objects.create(digest="ab" * 32)
    with as_site():
        site.post(path)
        assert "จะไม่ได้รับ" in said(site.get(path))
        assert not NoLetters.objects.exists()  # of which it sees none that no link named
        site.post(path, {"again": "1"})
    assert NoLetters.objects.count() == 1


def test_emails_are_no_part_of_any_promise(workshop, admin):
    words = MailingWords("ก", "ข", people="state=registered")
    send_mailing(plan_mailing(write_mailing(workshop, "reminder", words, by=admin), at=None, by=admin).pk)
    assert Registration.objects.exists()
    assert not any("@" in str(job.payload) for job in Job.objects.all())
