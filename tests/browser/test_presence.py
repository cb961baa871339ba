"""Two officers at once in real browsers: each sees where the other is, and nothing that she does is disturbed by it."""

import pytest

from tests.browser import kit
from tests.factories.reports import a_report

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]


def ask(page, selector):
    """What the page does every 20 or 30 seconds."""
    with page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true") as answer:
        page.evaluate("selector => htmx.trigger(selector, 'wake')", selector)
    return answer.value.status


def test_officers_see_each_other_in_list_and_case_without_a_reload(chromium, desk_address, signed_in_at, people):
    report = a_report()
    case, row = f"{desk_address}/reports/{report.reference}/", f"#r-{report.reference}"
    with (
        kit.visit(chromium, kit.DESKTOP, **signed_in_at("officer")) as page,
        kit.visit(chromium, kit.DESKTOP, **signed_in_at("director")) as other,
    ):
        page.goto(f"{desk_address}/reports/")
        page.focus(row)
        assert ask(page, "#list") == 304
        assert page.query_selector(row), "what has not changed stays"

        other.goto(case)
        assert ask(page, "#list") == 200
        page.wait_for_selector(f"#list tbody >> text={people.director.name}")
        assert page.evaluate("document.activeElement.id") == row[1:]

        page.check("[name=pick]")
        other.goto(f"{case}note/")
        page.evaluate("htmx.trigger('#list', 'wake')")
        page.wait_for_timeout(500)
        assert "กำลังเขียน" not in page.inner_text("#list")
        page.uncheck("[name=pick]")
        assert ask(page, "#list") == 200
        page.wait_for_selector("#list .chip >> text=กำลังเขียน")
        assert kit.faults(page) == []

        page.goto(case)
        assert ask(other, ".presence") == 200
        other.wait_for_selector(f".presence >> text=กำลังเปิดอยู่: {people.officer.name}")
        assert ask(other, ".presence") == 204
        assert kit.faults(other) == []
