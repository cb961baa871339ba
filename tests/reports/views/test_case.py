"""An officer reads a case: what she is shown, what is written down about it, who does not see it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from pacc.ledger.models import Entry
from pacc.vault import codes
from reports.actions import answering, closing, tracking, transferring, triage
from reports.actions.tracking import CaseKey
from reports.models import Report
from reports.queries.seen import seen_of
from reports.rules.account import When
from tests.factories.evidence import a_sealed_file
from tests.factories.networks import NetworkFactory
from tests.factories.offices import an_office, an_officer
from tests.factories.reports import a_report
from tests.pacc.uploads import samples
from tests.people import new_client, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


def page_of(browser, report, status=200):
    response = browser.get(f"/reports/{report.reference}/")
    assert response.status_code == status
    return response.content.decode()


def reply(report, token, text):
    _verifier, reporter_key = codes.derive(codes.code_of(token), report.reference)
    tracking.reply(CaseKey(report.pk, reporter_key), text=text, files=(), send_key=uuid4())


def openings():
    return Entry.objects.filter(what="report.opened")


def test_all_that_was_told_is_on_the_page(browser, people):
    network = NetworkFactory(name="เครือข่ายหนองบัว")
    report = a_report(
        place="ถนนหน้าวัด หมู่ 4",
        people="นายช่างสมมุติ",
        damage="ถนนทรุด",
        wishes="ขอให้ตรวจ",
        how_known="เห็นเอง",
        told_elsewhere="เคยแจ้งอำเภอ",
        when=When(2026, 10, 5),
        network_id=network.pk,
        files=(a_sealed_file(samples.jpeg(), name="ป้าย.jpg"),),
    )
    page = page_of(browser, report)
    for told in (
        "ถนนคอนกรีตหนาไม่ตรงแบบ",
        "ป้ายโครงการเขียนว่าหนา 15 เซนติเมตร",
        "ถนนหน้าวัด หมู่ 4",
        "สุรินทร์",
        "อบต. หนองตาข่าย",
        "นายช่างสมมุติ",
        "ถนนทรุด",
        "ขอให้ตรวจ",
        "เห็นเอง",
        "เคยแจ้งอำเภอ",
        "5\xa0ตุลาคม\xa02569",
        "เครือข่ายหนองบัว",
        "ป้าย.jpg",
        f"/reports/{report.reference}/files/{report.evidence.get().pk}/",
        codes.show_reference(report.reference),
    ):
        assert told in page


def test_a_named_reporter_is_shown_and_the_others_are_not(browser):
    named = a_report(identity="named", name="สมหญิง ตัวอย่าง", phone="0812345678", email="som@example.test")
    page = page_of(browser, named)
    assert "สมหญิง ตัวอย่าง" in page and "081\xa0234\xa05678" in page and "som@example.test" in page
    anonymous = page_of(browser, a_report())
    assert "<dt>ชื่อ</dt>" not in anonymous


def test_what_was_told_is_text_and_nothing_else(browser, people):
    planted = "<script>alert(1)</script>"
    report = a_report(**dict.fromkeys(("subject", "narrative", "agency", "people", "place", "damage"), planted))
    triage.take_report(report.pk, by=people.officer)
    answering.add_note(report.pk, by=people.officer, text=planted)
    form = {"text": planted, "seen": str(seen_of(Report.objects.get(pk=report.pk))), "send_key": str(uuid4())}
    pages = [browser.get(address) for address in ("/reports/", f"/reports/{report.reference}/")]
    pages += [
        browser.get(f"/reports/{report.reference}/close/"),
        browser.post(f"/reports/{report.reference}/answer/", form),
    ]
    for page in pages:
        assert page.status_code == 200
        assert "&lt;script&gt;alert(1)" in page.content.decode()
        assert planted not in page.content.decode()


def test_whoever_writes_is_told_of_a_reporter_who_reads_english(browser, people):
    for language, told in (("th", False), ("en", True)):
        report = a_report(language=language)
        triage.take_report(report.pk, by=people.officer)
        for path in ("", "answer/", "close/"):
            page = browser.get(f"/reports/{report.reference}/{path}").content.decode()
            assert ("เขียนตอบเป็นภาษาอังกฤษ" in page) is told


def test_why_it_is_here_is_said_in_words_and_with_the_officers_reason(browser_of, people):
    report = a_report()
    assert "เกิดในจังหวัดสุรินทร์" in page_of(browser_of("officer"), report).replace("\u2060", "")
    an_office(4)
    transferring.transfer_report(report.pk, by=people.officer, to=an_office(4), reason="อยู่ในเขตของท่าน")
    page = page_of(browser_of("other_officer"), report)
    assert "อยู่ในเขตของท่าน" in page
    assert people.officer.name in page
    page_of(browser_of("officer"), report, 404)


def test_messages_and_notes_stand_apart(browser, people):
    token = codes.new_token()
    report = a_report(token)
    triage.take_report(report.pk, by=people.officer)
    answering.answer_reporter(report.pk, by=people.officer, text="ได้รับเรื่องแล้ว")
    reply(report, token, "ขอเพิ่มข้อมูล")
    answering.add_note(report.pk, by=people.director, text="ขอแบบแปลนก่อน")
    page = page_of(browser, report)
    thread, notes = page[page.index('id="say"') :].split("</section>")[:2]
    assert "ได้รับเรื่องแล้ว" in thread and "ขอเพิ่มข้อมูล" in thread and "ขอแบบแปลนก่อน" not in thread
    assert "ขอแบบแปลนก่อน" in notes and 'class="memo"' in notes and people.director.name in notes


def test_history_tells_each_deed_with_its_day_and_person(browser, people):
    report = a_report()
    triage.take_report(report.pk, by=people.officer)
    triage.assign_report(report.pk, by=people.officer, to=people.director)
    response = browser.get(f"/reports/{report.reference}/")
    history = [(deed.what, deed.detail, deed.by) for deed in response.context["case"].history]
    assert [by for _what, _detail, by in history] == [people.officer, people.officer, None, None]
    assert people.director.name in history[0][1]
    assert history[2][1] == an_office(3).short


def test_opening_is_in_the_ledger_once_in_half_an_hour_and_on_the_page(browser, browser_of, people):
    report = a_report()
    page_of(browser, report)
    page = page_of(browser, report)
    browser.get(f"/reports/{report.reference}/note/")
    assert openings().get().by == people.officer
    assert people.officer.name in page[page.index('<ul class="ticks small">') :]
    page_of(browser_of("director"), report)
    assert openings().count() == 2


def test_asking_for_the_head_opens_nothing(browser):
    report = a_report()
    assert browser.head(f"/reports/{report.reference}/").status_code == 405
    assert not openings().exists()


def test_a_later_opening_is_another(browser, people, monkeypatch):
    report = a_report()
    page_of(browser, report)
    monkeypatch.setattr("reports.actions.answering.ONE_OPENING", timedelta(0))
    page_of(browser, report)
    assert openings().count() == 2


def test_what_the_reporter_wrote_is_shown_as_new_until_its_officer_opens_it(browser, people):
    report = a_report()
    Report.objects.filter(pk=report.pk).update(assigned_to=people.director, state="assigned", reply_waits=True)
    for _time in range(2):
        assert "chip-ask" in page_of(browser, report)
    Report.objects.filter(pk=report.pk).update(assigned_to=people.officer)
    page_of(browser, report)
    report.refresh_from_db()
    assert not report.reply_waits


def test_buttons_are_those_of_the_state(browser, people):
    report = a_report()
    page = page_of(browser, report)
    assert "/take/" in page and "/answer/" not in page and "/close/" not in page
    triage.take_report(report.pk, by=people.officer)
    page = page_of(browser, report)
    assert "/take/" not in page
    for deed in ("answer", "ask", "assign", "triage", "examine", "transfer", "refer", "close", "note", "classify"):
        assert f"/reports/{report.reference}/{deed}/" in page
    closing.close_report(report.pk, by=people.officer, reason="resolved", text="แก้ไขแล้ว")
    page = page_of(browser, report)
    assert [deed for deed in ("answer", "ask", "assign", "close", "classify", "note") if f"/{deed}/" in page] == [
        "note"
    ]


@pytest.mark.parametrize(
    "who", ["other_officer", "intake_officer", "conflict_officer", "workshop_admin", "portal_admin"]
)
def test_a_case_of_another_office_does_not_exist(browser_of, people, who):
    report = a_report()
    for path in ("", "note/", "close/", "transfer/"):
        address = f"/reports/{report.reference}/{path}"
        assert browser_of(who).get(address).status_code == 404
        if path:
            assert browser_of(who).post(address, {"text": "x"}).status_code == 404
    assert not openings().exists()


@pytest.mark.parametrize("about", [{"about_pacc": "office", "about_office": 3}, {"about_pacc": "headquarters"}])
def test_a_conflict_case_does_not_exist_for_those_concerned(browser_of, people, about):
    report = a_report(agency_kind="pacc", files=(a_sealed_file(samples.pdf(), name="a.pdf", kind="pdf"),), **about)
    concerned = ("officer", "director") if "about_office" in about else ("officer", "intake_officer")
    file = f"files/{report.evidence.get().pk}/"
    for who in concerned:
        for path in ("", file, "take/", "note/", "transfer/", "assign/"):
            assert browser_of(who).get(f"/reports/{report.reference}/{path}").status_code == 404
        assert browser_of(who).post(f"/reports/{report.reference}/take/").status_code == 404
    report.refresh_from_db()
    assert report.assigned_to is None


def test_whose_posting_ended_yesterday_sees_nothing(offices):
    report = a_report()
    yesterday = timezone.localdate() - timedelta(days=1)
    for ends, status in ((yesterday, 403), (timezone.localdate(), 200)):
        browser = sign_in(new_client(), an_officer(3, ends=ends))
        assert browser.get(f"/reports/{report.reference}/").status_code == status


@pytest.mark.parametrize("item_count", [1, 3])
def test_case_costs_the_same_for_more(browser, people, item_count, django_assert_num_queries):
    files = tuple(a_sealed_file(samples.jpeg(), name=f"{number}.jpg") for number in range(item_count))
    report = a_report(files=files)
    triage.take_report(report.pk, by=people.officer)
    for number in range(item_count):
        answering.answer_reporter(report.pk, by=people.officer, text=f"ตอบ {number}")
        answering.add_note(report.pk, by=people.officer, text=f"บันทึก {number}")
    page_of(browser, report)
    with django_assert_num_queries(33):
        page_of(browser, report)
    with django_assert_num_queries(19):
        browser.get(f"/reports/{report.reference}/close/")
