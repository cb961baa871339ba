"""A citizen's whole way in a browser: home, wizard, receipt, coming back, answering with a photograph."""

from io import BytesIO

import pikepdf
import pytest
from django.test import override_settings
from django.utils import timezone

from reports.actions.routing import route_report
from reports.models import Draft, Message, Report
from reports.models.sealed import seal
from reports.queries.opened import desk_key
from tests.browser import kit
from tests.browser.citizen import NARRATIVE, Citizen
from tests.pacc.uploads import samples
from tests.reporter import surin_and_bangkok

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]

LANGUAGES = {"th": "", "en": "/en"}
QUESTION = "ช่วงที่ไม่ได้ใส่เหล็กอยู่ตรงไหน"


@pytest.fixture
def address(site_address):
    surin_and_bangkok()
    return site_address


@pytest.fixture
def photograph(tmp_path):
    path = tmp_path / "ป้ายโครงการ.jpg"
    path.write_bytes(samples.jpeg(planted=True))
    return path


def faults_of(page):
    """By every probe; again in the dark by the rules that see a difference."""
    found = kit.faults(page) + kit.axe_faults(page) + kit.sideways_faults(page)
    page.emulate_media(color_scheme="dark")
    found += kit.axe_faults(page, only=("color-contrast", "link-in-text-block"))
    page.emulate_media(color_scheme="light")
    return found


def the_office_asks():
    write_from_office(QUESTION, "question", state="waiting")


def the_office_closes():
    write_from_office("ตรวจแล้วไม่พบมูล", "closing", state="closed")


def write_from_office(text, kind, *, state):
    report = Report.objects.get()
    with override_settings(ZONE="desk"):
        route_report(report.pk)
        data_key = desk_key(report)
    report.refresh_from_db()
    message = Message(report=report, kind=kind, on=timezone.localdate())
    message.body_sealed = seal(message, "body_sealed", text, data_key=data_key)
    message.save(force_insert=True)
    report.state = state
    report.save(update_fields=["state"])


def walk(citizen, photograph):
    """The whole way, with what the office does in between."""
    citizen.tell(files=[photograph])
    kept = citizen.send()
    citizen.keep_code()
    the_office_asks()
    citizen.come_back(kept)
    citizen.reply("จากหน้าวัดไป 60 เมตร", files=[photograph])
    the_office_closes()
    citizen.come_back(kept)
    citizen.say_not_resolved("ถนนยังไม่ซ่อม")


@pytest.mark.parametrize("language", LANGUAGES)
def test_citizen_tells_and_answers_without_script(chromium, address, photograph, language):
    met = []
    with kit.visit(chromium, script=False) as page:

        def look(name):
            assert kit.faults(page) == [], name
            assert page.evaluate("document.documentElement.lang") == language, name
            met.append(name)

        citizen = Citizen(page, address, language=LANGUAGES[language], look=look)
        walk(citizen, photograph)
        assert "ถนนยังไม่ซ่อม" in page.inner_text(".thread")
    assert len(met) == len(set(met)) + 2, "came back twice"
    report = Report.objects.get()
    assert (report.state, report.was_contested, report.evidence.count()) == ("in_triage", True, 2)
    assert (report.province_id, report.district_id, report.language) == ("32", "3201", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_on_the_way_has_no_fault(chromium, address, photograph, language):
    titles = {}
    with kit.visit(chromium) as page:

        def look(name):
            assert faults_of(page) == [], name
            titles.setdefault(page.title(), name)

        walk(Citizen(page, address, language=LANGUAGES[language], look=look), photograph)
    # "Question 3 of 8" and "Your report": neutral, and still each page its own.
    assert len(titles) >= 12
    assert not any("ทุจริต" in title or "corruption" in title for title in list(titles)[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_in_error_has_no_fault_and_has_the_focus(chromium, address, photograph, language, tmp_path):
    empty = tmp_path / "ว่าง.jpg"
    empty.write_bytes(b"")
    with kit.visit(chromium) as page:
        citizen = Citizen(page, address, language=LANGUAGES[language])

        def sent_empty(name, press=citizen.go_on):
            press()
            assert page.title().startswith("ผิดพลาด: " if language == "th" else "Error: "), name
            assert page.evaluate("document.activeElement.className") == "errsum", name
            for link in page.query_selector_all(".errsum a"):
                assert page.query_selector(link.get_attribute("href")), (name, link.text_content())
            assert faults_of(page) == [], name

        citizen.open_home()
        citizen.begin()
        sent_empty("kind")
        citizen.say_kind()
        sent_empty("where")
        citizen.say_where()
        sent_empty("agency")
        page.select_option("#id_agency_kind", "pacc")
        citizen.go_on()
        sent_empty("part of the PACC")
        citizen.say_agency()
        sent_empty("when")
        citizen.say_when()
        sent_empty("what")
        citizen.say_what()
        page.set_input_files("#id_attached", [str(empty)])
        sent_empty("files")
        citizen.attach()
        sent_empty("you")
        citizen.say_who("named")
        sent_empty("you personal")
        page.fill("#id_name", "สมหญิง ใจดี")
        citizen.go_on()
        kept = citizen.send()
        page.goto(citizen.address + "/track/")
        sent_empty("track", lambda: citizen.press("form:has(#id_code) .btn"))
        citizen.come_back(kept)
        sent_empty("reply", lambda: citizen.press("form:has(#id_text) .acts .btn"))


def test_wizard_is_light(chromium, address):
    with kit.visit(chromium) as page:
        with kit.wire(page) as first:
            page.goto(address + "/report/")
        with kit.wire(page) as second:
            page.click("form:has(#id_keep) .btn")
            page.wait_for_selector("#question")
    assert first["bytes"] <= 45_000 and first["requests"] <= 5, first
    # The answer to the button is a redirect, which travels too.
    assert second["bytes"] <= 6_000 and second["requests"] <= 2, second


def test_three_shifts_leave_and_nothing_is_left(chromium, address, settings):
    settings.EXIT_URL = address + "/elsewhere"
    with kit.visit(chromium) as page:
        page.route("**/elsewhere", lambda route: route.fulfill(body="weather"))
        citizen = Citizen(page, address)
        citizen.open_home()
        citizen.begin()
        assert Draft.objects.exists()
        for _time in range(3):
            page.keyboard.press("Shift")
        page.wait_for_url("**/elsewhere")
        assert page.context.cookies(address) == []
    assert not Draft.objects.exists()


def test_receipt_is_the_same_when_loaded_again_and_prints_on_one_page(chromium, address):
    with kit.visit(chromium) as page:
        citizen = Citizen(page, address)
        citizen.tell()
        kept = citizen.send()
        page.reload()
        assert "".join(page.inner_text(".receipt .code-20").split()) == kept.code
        page.go_back()
        page.go_forward()
        assert "".join(page.inner_text(".receipt .code-20").split()) == kept.code
        printed = page.pdf(format="A4")
        assert len(pikepdf.open(BytesIO(printed)).pages) == 1
    assert Report.objects.count() == 1


def test_browsers_own_back_loses_nothing(chromium, address):
    with kit.visit(chromium) as page:
        citizen = Citizen(page, address)
        citizen.tell()
        for _page in range(3):
            page.go_back()
        page.go_forward()
        page.goto(address + "/report/what/")
        assert page.input_value("#id_narrative") == NARRATIVE
