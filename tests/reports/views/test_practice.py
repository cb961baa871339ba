"""The wizard and tracking for practice, without JavaScript: marked on every page, never mixed with what is real."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from pacc.practice import NO_TICKET, practice_ticket
from reports.actions.practice import erase_practice
from reports.models import Draft, Message, Report
from tests.people import new_client
from tests.reading import said
from tests.reporter import GOOD, Reporter, surin_and_bangkok

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

MARK = "ฝึกใช้งาน – เรื่องนี้ไม่ถูกส่งถึงเจ้าหน้าที่"
OUT = '<div class="practice"'


def words(response):
    return said(response).replace("\u200b", "").replace("<wbr>", "")


@pytest.fixture
def reporter(site):
    surin_and_bangkok()
    return Practising(site)


class Practising(Reporter):
    """Sends the hidden box that the page gives, as a browser does."""

    def enter(self):
        return self.client.post(f"{self.prefix}/practice/{practice_ticket()}/")

    def begin(self, **_typed):
        return self.enter()

    def post(self, path, typed=None, **extra):
        return super().post(path, {"practice": "1", **(typed or {})}, **extra)


def test_link_asks_plainly_which_of_the_two_it_shall_be(reporter):
    page = words(reporter.client.get(f"/practice/{practice_ticket()}/"))
    assert "ต้องการฝึกใช้งาน หรือแจ้งเรื่องจริง" in page
    assert MARK in page
    assert 'href="/report/"' in page
    assert not Draft.objects.exists()


def test_every_page_is_marked_and_shows_the_way_out(reporter):
    reporter.walk()
    pages = {name: reporter.get(f"{name}/") for name in (*GOOD, "check", "later")}
    pages["refused"] = reporter.answer("what", {"narrative": ""})
    reporter.answer("what")
    reporter.send()
    pages["receipt"] = reporter.get("receipt/")
    for name, page in pages.items():
        assert MARK in words(page) and OUT in words(page), name


def test_check_page_and_receipt_say_that_nobody_reads_it(reporter):
    reporter.walk()
    page = words(reporter.get("check/"))
    assert "เรื่องนี้ไม่ส่งถึงใคร" in page
    assert "ถ้าเป็นเรื่องจริงแบบนี้ จะส่งถึง ปปท. เขต 3" in page
    assert "ส่งเรื่องถึง" not in page
    assert reporter.send()["Location"] == "/report/receipt/"
    receipt = words(reporter.get("receipt/"))
    assert "ฝึกส่งเรื่องแล้ว ไม่มีอะไรถูกส่งถึงเจ้าหน้าที่" in receipt
    assert "เราได้รับเรื่อง" not in receipt
    assert Report.objects.get().is_practice


def test_receipt_of_practice_is_no_file_and_ends_practice(reporter):
    reporter.walk()
    reporter.send()
    assert reporter.get("receipt/file/")["Location"] == "/report/receipt/"
    assert reporter.post("kept/")["Location"] == "/report/?practised"
    assert not Draft.objects.exists()
    assert "practice" not in reporter.page("")


def test_practice_is_followed_and_answered_once(reporter):
    reporter.walk()
    reporter.send()
    reference, code = reporter.code()
    client = new_client()
    assert client.post("/track/", {"reference": reference, "code": code})["Location"] == "/track/case/"
    page = client.get("/track/case/")
    assert "ได้รับเรื่องแล้ว (ฝึกใช้งาน)" in words(page) and MARK in words(page)
    send_key = re.search(r'name="send_key" value="([^"]+)"', page.content.decode())[1]
    client.post("/track/case/answer/", {"send_key": send_key, "text": "ฝึกตอบ"})
    again = client.get("/track/case/?sent")
    assert "ตอบในการฝึกแล้ว ไม่มีใครอ่านข้อความนี้" in words(again)
    assert 'name="text"' not in again.content.decode()
    assert Message.objects.count() == 1


def test_case_that_the_night_erased_asks_for_reference_and_code(reporter):
    reporter.walk()
    reporter.send()
    reference, code = reporter.code()
    reporter.client.post("/track/", {"reference": reference, "code": code})
    erase_practice(today=timezone.localdate() + timedelta(days=1))
    for response in (
        reporter.client.get("/track/case/"),
        reporter.client.post("/track/case/answer/", {"text": "ช้าไป"}),
    ):
        assert response.status_code == 200
        assert 'name="code"' in response.content.decode()
    assert reporter.get("receipt/")["Location"] == "/report/kept/"


@pytest.mark.parametrize("ticket", [NO_TICKET, "AAAA", "ก", "a" * 4000])
def test_link_that_does_not_hold_shows_the_way_to_report_for_real(site, ticket):
    for answer in (site.get, site.post):
        response = answer(f"/practice/{ticket}/")
        assert response.status_code == 404
        assert "ลิงก์ฝึกใช้งานนี้ใช้ไม่ได้ในตอนนี้" in words(response)
        assert 'href="/report/"' in response.content.decode()
    assert not Draft.objects.exists()


def test_bookmarked_page_is_over_when_there_is_something_to_tell(site):
    ticket = practice_ticket()
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        assert site.get(f"/practice/{ticket}/").status_code == 404


# A real report never becomes practice, nor practice a real report


@pytest.mark.parametrize("sent", [False, True])
def test_practice_never_takes_the_place_of_a_real_report(site, sent):
    surin_and_bangkok()
    real = Reporter(site)
    real.walk()
    if sent:
        real.send()
    response = site.post(f"/practice/{practice_ticket()}/")
    assert response.status_code == 422
    assert "เรื่องจริง" in words(response)
    assert not Draft.objects.get().is_practice
    assert real.get("receipt/" if sent else "check/").status_code == 200


def test_real_words_do_not_go_into_practice_that_another_tab_began(site):
    surin_and_bangkok()
    Practising(site).enter()
    response = site.post("/report/what/", {"seen": "0", **GOOD["what"]})
    assert response["Location"] == "/report/kind/?kept"
    assert Draft.objects.filter(is_practice=True).get().version == 0
    assert GOOD["what"]["narrative"] in site.get("/report/what/").content.decode()
    assert OUT not in site.get("/report/what/").content.decode()


def test_words_for_practice_do_not_go_into_a_real_report(site):
    surin_and_bangkok()
    Reporter(site).begin()
    response = Practising(site).post("what/", {"seen": "0", **GOOD["what"]})
    assert response["Location"] == "/report/?practised"
    assert GOOD["what"]["narrative"] not in site.get("/report/what/").content.decode()
    assert Draft.objects.get().version == 0


@pytest.mark.parametrize(("held", "sends"), [(Reporter, Practising), (Practising, Reporter)])
def test_form_of_the_other_mode_sends_nothing(site, held, sends):
    surin_and_bangkok()
    browser = held(site)
    browser.walk()
    version = browser.version
    response = sends(site).post("send/", {"version": version})
    assert response["Location"].startswith("/report/?")
    assert not Report.objects.exists()


def test_words_for_practice_that_outlived_its_end_begin_no_real_report(reporter):
    reporter.begin()
    Draft.objects.all().delete()
    assert reporter.post("what/", GOOD["what"])["Location"] == "/report/?practised"
    assert "การฝึกจบแล้ว" in words(reporter.get("?practised"))
    assert not Draft.objects.exists()


def test_first_page_of_real_reporting_ends_practice_only_when_it_begins(reporter):
    reporter.begin()
    page = words(reporter.get(""))
    assert "เครื่องนี้กำลังฝึกใช้งานอยู่" in page and "จบการฝึกและแจ้งเรื่องจริง" in page
    assert Draft.objects.get().is_practice
    assert reporter.client.post("/report/", {"go_on": "1"})["Location"] == "/report/kind/"
    Reporter(reporter.client).begin()
    assert not Draft.objects.get().is_practice


def test_later_page_of_practice_keeps_nothing_longer(reporter):
    reporter.walk(until="where")
    ends = Draft.objects.get().expires_at
    assert 'name="keep"' not in reporter.page("later/")
    reporter.post("later/", {"keep": "on"})
    assert (Draft.objects.get().expires_at, Draft.objects.get().keep) == (ends, False)


def test_sent_twice_practice_is_one_and_the_same(reporter):
    reporter.walk()
    version = reporter.version
    for _ in range(2):
        assert reporter.post("send/", {"version": version})["Location"] == "/report/receipt/"
    assert Report.objects.count() == 1
