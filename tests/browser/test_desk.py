"""The officers' pages in a real browser: queue, case, deeds; in both languages, light and dark, small and wide."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from pacc.vault import codes
from reports.actions import answering, tracking, triage
from reports.actions.evidence import clean_evidence
from reports.actions.tracking import CaseKey
from reports.models import Report
from reports.rules.account import When
from reports.views.queue import PAGE_SIZE
from tests.browser import kit
from tests.browser.test_public_pages import look_at
from tests.factories.evidence import a_sealed_file
from tests.factories.offices import an_office
from tests.factories.places import surin_and_buriram
from tests.factories.reports import a_report
from tests.pacc.uploads import samples

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]
LANGUAGES = ["", "/en"]


@pytest.fixture
def officer(signed_in_at, people):
    return signed_in_at("officer")


def a_told_case(people):
    """A case with all that a case may have: files, messages both ways, a note, a reason of its journey."""
    an_office(4)
    token = codes.new_token()
    files = (
        a_sealed_file(samples.jpeg(), name="ป้ายโครงการ.jpg"),
        a_sealed_file(samples.pdf(), name="ประกาศ.pdf", kind="pdf", media_type="application/pdf"),
    )
    report = a_report(
        token,
        district_code="3204",
        place="ถนนหน้าวัด หมู่ 4",
        people="นายช่างสมมุติ",
        wishes="ขอให้วัดความหนาของถนน",
        when=When(2026, 10, 5),
        fears_for_safety=True,
        identity="named",
        name="สมหญิง ตัวอย่าง",
        phone="0812345678",
        files=files,
    )
    for evidence in report.evidence.all():
        clean_evidence(evidence.pk)
    triage.take_report(report.pk, by=people.officer)
    triage.classify_report(
        report.pk, by=people.officer, official_class="procurement", behaviour="corruption", severity="high"
    )
    answering.ask_reporter(
        report.pk,
        by=people.officer,
        text="พอจำได้หรือไม่ว่าช่วงที่ไม่ได้ใส่เหล็กอยู่ตรงไหน",
        answer_by=timezone.localdate() + timedelta(days=20),
    )
    _verifier, reporter_key = codes.derive(codes.code_of(token), report.reference)
    tracking.reply(CaseKey(report.pk, reporter_key), text="จากหน้าวัดไปทางสะพาน 60 เมตร", files=(), send_key=uuid4())
    answering.add_note(report.pk, by=people.director, text="แบบแปลนเดิมอยู่ในแฟ้มงานพัสดุ")
    return report


def a_queue(people):
    """One report of each sort."""
    today = timezone.localdate()
    changes = [
        {},
        {"acknowledge_by": today - timedelta(days=9)},
        {"acknowledge_by": today},
        {"state": "assigned", "assigned_to": people.officer, "acknowledged_on": today},
        {"state": "waiting", "assigned_to": people.officer, "acknowledged_on": today},
        {"state": "in_triage", "assigned_to": people.director, "reply_waits": True, "acknowledged_on": today},
        {"state": "fact_finding", "assigned_to": people.director, "acknowledged_on": today, "answered_on": today},
    ]
    for number, change in enumerate(changes):
        identity = ("anonymous", "named")[number % 2]
        report = a_report(identity=identity, name="ก ข" if number % 2 else "", fears_for_safety=number == 2)
        Report.objects.filter(pk=report.pk).update(**change)


def pages_of(report):
    """The addresses of a case and of what can be done with it."""
    deeds = ("note", "classify", "ask", "answer", "assign", "examine", "transfer", "refer", "close")
    case = f"/reports/{report.reference}/"
    return ["/", "/reports/", "/reports/?province=32&replied=on", case, *(f"{case}{deed}/" for deed in deeds)]


@pytest.fixture
def case(desk_address, people):
    surin_and_buriram()
    a_queue(people)
    return a_told_case(people)


@pytest.mark.parametrize("language", LANGUAGES)
def test_officers_pages_have_no_fault(chromium, desk_address, officer, case, language):
    titles = {}
    with kit.visit(chromium, **officer) as page:
        for path in pages_of(case):
            page.set_viewport_size({"width": kit.PHONE[0], "height": kit.PHONE[1]})
            page.emulate_media(color_scheme="light")
            page.goto(desk_address + language + path)
            assert look_at(page) == [], path
            assert page.evaluate("document.documentElement.lang") == (language.strip("/") or "th")
            assert titles.setdefault(page.title(), path.partition("?")[0]) == path.partition("?")[0], (
                "a title of its own"
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_error_and_previews_have_no_fault(chromium, desk_address, officer, case, language):
    base = f"{desk_address}{language}/reports/{case.reference}/"
    with kit.visit(chromium, **officer) as page:
        for deed in ("note", "ask", "assign", "transfer", "refer", "close"):
            page.goto(f"{base}{deed}/")
            page.click("form.panel .btn")
            page.wait_for_selector(".errsum")
            assert page.evaluate("document.activeElement.className") == "errsum"
            assert look_at(page) == [], deed
            page.emulate_media(color_scheme="light")
        page.goto(f"{base}close/")
        page.click("label[for=id_reason_4]")
        page.fill("#id_text", "ตรวจสอบแล้ว\nแก้ไขแล้ว")
        page.click("form.panel .btn")
        page.wait_for_selector("[value=do]")
        assert look_at(page) == []
        page.goto(f"{desk_address}{language}/reports/?severity=worst&state=closed")
        assert look_at(page) == []


def test_queue_and_case_are_light(chromium, desk_address, officer, people):
    """Officers: at most 80 kB on the first load, and 12 kB for a whole page of the queue."""
    surin_and_buriram()
    told = a_told_case(people)
    for number in range(PAGE_SIZE):
        words = "".join(chr(0x0E01 + (number * 7 + place * 11) % 40) for place in range(60))
        a_report(subject=words, agency=words[:30], kind=("construction", "permit", "welfare")[number % 3])
    with kit.visit(chromium, kit.DESKTOP, **officer) as page:
        with kit.wire(page) as first:
            page.goto(f"{desk_address}/reports/")
        assert len(page.query_selector_all("tbody tr")) == PAGE_SIZE
        with kit.wire(page) as second:
            page.goto(f"{desk_address}/reports/?state=routed")
        with kit.wire(page) as third:
            page.goto(f"{desk_address}/reports/{told.reference}/")
    assert first["bytes"] <= 80_000, first
    # The page, and the figures of filters that were kept
    assert second["bytes"] <= 12_000 and second["requests"] == 2, second
    assert third["bytes"] <= 12_000 and third["requests"] == 1, third


@pytest.mark.parametrize("script", [True, False])
def test_a_report_goes_from_new_to_closed(chromium, desk_address, officer, people, script):
    """With and without JavaScript: taken, asked, noted, closed."""
    report = a_report()
    with kit.visit(chromium, script=script, **officer) as page:
        page.goto(f"{desk_address}/")
        page.click("a.stat >> nth=3")
        page.fill("#id_q", codes.show_reference(report.reference))
        page.keyboard.press("Enter")
        page.click(f"form[action='/reports/{report.reference}/take/'] button")
        page.click(f"a[href='/reports/{report.reference}/ask/']")
        page.fill("#id_text", "ถนนช่วงใด")
        page.click("form.panel .btn")
        page.click("[value=change]")
        assert page.input_value("#id_text") == "ถนนช่วงใด"
        page.fill("#id_text", "ถนนช่วงใด\nและวันใด")
        page.click("form.panel .btn")
        page.click("[value=do]")
        assert "และวันใด" in page.text_content("#say .thread")
        page.fill("#note_text", "รอคำตอบ")
        page.click(f"form[action='/reports/{report.reference}/note/'] button")
        assert "รอคำตอบ" in page.text_content(".memo")
        page.click(f"a[href='/reports/{report.reference}/close/']")
        page.click("label[for=id_reason_4]")
        page.fill("#id_text", "แก้ไขแล้ว")
        page.click("form.panel .btn")
        page.click("[value=do]")
        assert "แก้ไขแล้ว" in page.text_content("#say .thread")
    report.refresh_from_db()
    assert (report.state, report.close_reason) == ("closed", "resolved")
    assert [message.kind for message in report.messages.order_by("arrival")] == ["question", "note", "closing"]
