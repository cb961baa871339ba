"""Read again, sent once, the receipt shown until the code is kept."""

import re
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from django.utils import timezone

from pacc.outbox.models import Job
from pacc.vault import codes
from reports.actions import tracking
from reports.models import Draft, Report, TrackingAttempt
from reports.views.cookies import DRAFT_COOKIE
from tests.people import new_client
from tests.reporter import GOOD, Reporter, surin_and_bangkok
from tests.reports.views.test_intake import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture
def reporter(site):
    surin_and_bangkok()
    return Reporter(site)


# Read again


def test_check_page_names_the_office_and_by_when(reporter):
    with time_machine.travel("2026-11-24 09:00+07:00", tick=False):
        reporter.walk()
        page = plain(reporter.page("check/"))
    assert "เรื่องนี้จะส่งถึง ปปท. เขต 3" in page
    assert "เหตุเกิดในจังหวัดสุรินทร์" in page
    assert "ส่งเรื่องถึง ปปท. เขต 3" in page
    # Seven and fifteen working days; 7 and 10 December are holidays.
    assert "เจ้าหน้าที่จะรับเรื่องภายใน 3 ธันวาคม 2569 และให้คำตอบแรกภายใน 17 ธันวาคม 2569" in page


@pytest.mark.parametrize(("where", "agency", "to"), [
    ({"province": "10"}, {"agency_kind": "bma"}, "ส่งเรื่องถึงศูนย์รับเรื่องส่วนกลาง"),
    ({"province": "unknown"}, {"agency_kind": "sao"}, "ส่งเรื่องถึงศูนย์รับเรื่องส่วนกลาง"),
    ({"province": "32"}, {"agency_kind": "ministry"}, "ส่งเรื่องถึงศูนย์รับเรื่องส่วนกลาง"),
    ({"province": "32"}, {"agency_kind": "pacc", "pacc_part": "3"}, "ส่งเรื่องถึงศูนย์รับเรื่องส่วนกลาง"),
    ({"province": "32"}, {"agency_kind": "pacc", "pacc_part": "unknown"}, "ส่งเรื่องถึงเจ้าหน้าที่ที่ดูแลโดยเฉพาะ"),
])  # fmt: skip
def test_button_names_who_gets_it(reporter, where, agency, to):
    reporter.walk(where={"district": "", "subdistrict": "", "place": "", **where}, agency={"agency": "", **agency})
    assert to in plain(reporter.page("check/"))


def test_what_is_not_answered_is_said_and_cannot_be_sent(reporter):
    reporter.begin()
    reporter.answer("kind")
    page = reporter.page("check/")
    assert 'action="/report/send/"' not in page
    response = reporter.post("send/", {"version": Draft.objects.get().version})
    assert response.status_code == 422
    summary = plain(re.search(r'<div class="errsum".*?</div>', response.content.decode(), re.DOTALL)[0])
    assert "ยังตอบไม่ครบ 5 ข้อ" in summary
    assert not Report.objects.exists()


def test_answers_changed_in_another_window_are_read_again_first(reporter):
    reporter.walk()
    read = reporter.version
    reporter.answer("what", {"narrative": "แก้ไขจากอีกหน้าต่าง"})
    response = reporter.post("send/", {"version": read})
    assert response.status_code == 422
    assert "คำตอบถูกแก้ไขจากอีกหน้าต่างหนึ่ง" in plain(response.content.decode())
    assert not Report.objects.exists()


def test_the_paccs_name_proposes_the_protected_route(reporter):
    reporter.walk(what={"narrative": "เจ้าหน้าที่ ป.ป.ท. เขต ๓ เรียกเงิน"})
    page = reporter.page("check/")
    assert "หากเป็นเรื่องของ ปปท. เขต 3" in plain(page)
    assert 'action="/report/send/"' not in page
    missing = reporter.post("check/", {})
    assert missing.status_code == 422
    assert "เลือกว่าเป็นเรื่องของ ป.ป.ท." in plain(missing.content.decode())
    reporter.post("check/", {"protect": "yes"})
    assert "ส่งเรื่องถึงศูนย์รับเรื่องส่วนกลาง" in plain(reporter.page("check/"))
    reporter.send()
    assert Report.objects.get().about_office_id == 3


# Sent once


def test_sent_twice_is_one_report_and_the_same_receipt(reporter):
    reporter.walk()
    version = reporter.version
    for _time in range(3):
        assert reporter.post("send/", {"version": version})["Location"] == "/report/receipt/"
    first = reporter.code()
    assert reporter.code() == first
    assert Report.objects.count() == Job.objects.filter(name="reports.route").count() == 1
    assert "เรื่องนี้ส่งไปแล้ว" not in plain(reporter.page("receipt/"))


def test_lost_answer_to_the_sending_costs_nothing(reporter):
    """The connection broke: the browser knows of no receipt, and the reporter opens the first page again."""
    reporter.walk()
    version = reporter.version
    reporter.post("send/", {"version": version})
    page = reporter.page("")
    assert "ท่านส่งเรื่องไปแล้ว" in plain(page)
    assert 'href="/report/receipt/"' in page
    assert len(reporter.code()[1]) == 20


@pytest.mark.parametrize("path", ["what/", "files/", "check/", "send/"])
def test_another_text_sent_afterwards_is_said_not_to_be_sent(reporter, path):
    reporter.walk()
    reporter.send()
    response = reporter.post(path, {"narrative": "อีกเรื่องหนึ่ง", "seen": "1", "version": "99"})
    assert response["Location"] == "/report/receipt/?again"
    assert "เรื่องนี้ส่งไปแล้ว" in plain(reporter.page("receipt/?again"))
    assert Report.objects.count() == 1


def test_code_of_the_receipt_opens_the_case(reporter):
    reporter.walk()
    reporter.send()
    assert tracking.unlock_case(*reporter.code())


# Shown until it is kept


def test_receipt_is_gone_once_the_code_is_kept(reporter):
    reporter.walk()
    reporter.send()
    code = reporter.code()[1]
    response = reporter.post("kept/")
    assert response.cookies[DRAFT_COOKIE.key]["max-age"] == 0
    assert not Draft.objects.exists()
    assert reporter.get("receipt/")["Location"] == "/report/kept/"
    told = re.sub(r"\D", "", re.sub(r"<[^>]+>", "", reporter.page("kept/")))
    assert code[:8] not in told


@pytest.mark.parametrize(("minutes", "is_shown"), [(14, True), (15, False), (300, False)])
def test_receipt_is_shown_for_a_quarter_of_an_hour_at_most(reporter, minutes, is_shown):
    reporter.walk()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        reporter.send()
        clock.shift(timedelta(minutes=minutes))
        for path in ("receipt/", "receipt/file/"):
            assert (reporter.get(path).status_code == 200) is is_shown
        if not is_shown:
            gone = reporter.get("receipt/")
            assert gone["Location"] == "/report/kept/"
            assert gone.cookies[DRAFT_COOKIE.key]["max-age"] == 0


def test_receipt_in_another_browser_gives_a_sensible_page(site):
    response = site.get("/report/receipt/")
    assert response["Location"] == "/report/kept/"
    assert site.get("/report/kept/").status_code == 200


def test_receipt_before_sending_leads_to_the_check_page(reporter):
    reporter.walk()
    assert reporter.get("receipt/")["Location"] == "/report/check/"


def test_keeping_the_code_does_not_end_an_account_that_is_not_sent(reporter):
    reporter.walk(until="you")
    reporter.post("kept/")
    assert GOOD["what"]["narrative"] in reporter.page("what/")


def test_new_account_waits_until_the_code_is_kept(reporter):
    reporter.walk()
    reporter.send()
    assert reporter.begin()["Location"] == "/report/receipt/"
    assert len(reporter.code()[1]) == 20


@pytest.mark.parametrize("language", ["", "/en"])
def test_receipt_is_kept_as_a_pdf_without_what_was_told(site, language):
    surin_and_bangkok()
    reporter = Reporter(site, prefix=language)
    reporter.walk()
    reporter.send()
    response = reporter.get("receipt/file/")
    reference = codes.show_reference(reporter.code()[0])
    assert response["Content-Disposition"] == f'attachment; filename="{reference}.pdf"'
    with pikepdf.open(BytesIO(response.content)) as document:
        assert len(document.pages) == 1
        assert document.docinfo.get("/Author") is None


def test_sending_needs_the_button(reporter):
    reporter.walk()
    assert reporter.get("send/").status_code == 405
    assert not Report.objects.exists()


# No citizen is refused because of where she sends from


def test_thirty_people_behind_one_address_report_within_five_minutes(site):
    surin_and_bangkok()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _person in range(30):
            person = Reporter(new_client())
            person.walk()
            assert person.send()["Location"] == "/report/receipt/"
            person.code()
            clock.shift(timedelta(seconds=10))
    assert Report.objects.count() == 30
    assert not TrackingAttempt.objects.exists()


def test_page_costs_of_receipt(reporter, django_assert_num_queries):
    reporter.walk()
    reporter.send()
    with django_assert_num_queries(13):
        reporter.get("receipt/")
