"""Every kind of field in a real browser: faultless, empty, in error, without script, and what the script adds."""

import pytest

from tests.browser import kit
from tests.browser.test_public_pages import look_at

pytestmark = pytest.mark.browser


@pytest.fixture
def form_address(site_address, settings):
    settings.ROOT_URLCONF = "tests.form_page"
    return site_address + "/every-field/"


@pytest.mark.parametrize("script", [True, False])
def test_every_field_has_no_fault(chromium, form_address, script):
    with kit.visit(chromium, script=script) as page:
        page.goto(form_address)
        assert kit.faults(page, smallest_target=44) == []
        if script:
            assert look_at(page) == []


def test_form_in_error_has_no_fault_and_leads_to_each_box(chromium, form_address):
    with kit.visit(chromium) as page:
        page.goto(form_address)
        page.fill("#id_place", "ยาวเกินไปแล้ว")
        page.fill("#id_when_0", "30")
        page.select_option("#id_when_1", "2")
        page.fill("#id_when_2", "2568")
        page.click(".acts .btn")
        page.wait_for_selector(".errsum")
        assert page.title().startswith("ผิดพลาด: ")
        assert page.evaluate("document.activeElement.className") == "errsum"
        assert page.text_content(".errsum h2") == "กรุณาแก้ไข 9 ข้อ"
        assert page.input_value("#id_place") == "ยาวเกินไปแล้ว"
        for link in page.query_selector_all(".errsum a"):
            target = page.query_selector(link.get_attribute("href"))
            at_field = target.evaluate("element => element.closest('.bad').querySelector('.err').textContent")
            assert link.text_content() in at_field
        assert look_at(page) == []


def test_letters_left_are_counted_as_people_count(chromium, form_address):
    with kit.visit(chromium) as page:
        page.goto(form_address)
        page.fill("#id_what", "😀\nก")
        page.get_by_text("เหลือ 19,997 ตัวอักษร").wait_for()


def test_password_can_be_shown(chromium, form_address):
    with kit.visit(chromium) as page:
        page.goto(form_address)
        page.click("[data-reveal]")
        assert page.get_attribute("#id_password", "type") == "text"
        page.click("[data-reveal]")
        assert page.get_attribute("#id_password", "type") == "password"


def test_second_click_sends_nothing(chromium, form_address):
    with kit.visit(chromium) as page:
        page.goto(form_address)
        sent = []
        page.route("**/every-field/", lambda route: (sent.append(1), page.wait_for_timeout(300), route.continue_()))
        page.evaluate("() => { const b = document.querySelector('.acts .btn'); b.click(); b.click(); b.click(); }")
        page.wait_for_selector(".errsum")
        assert len(sent) == 1
