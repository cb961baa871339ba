"""Answer templates in a real browser: written, and put into an answer with and without JavaScript."""

import os
from pathlib import Path

import pytest

from reports.actions import triage
from tests.browser import kit
from tests.browser.looking import Looker
from tests.factories.answer_templates import a_template
from tests.factories.offices import an_office
from tests.factories.reports import a_report

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]
PICTURES = os.environ.get("PICTURES_OF_CLOCKS", "")  # a folder: for whoever wants to look


def shoot(page, name):
    if PICTURES:
        for size, dark in ((kit.PHONE, False), (kit.DESKTOP, False), (kit.DESKTOP, True)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme="dark" if dark else "light")
            kit.shoot(page, Path(PICTURES) / f"{name}-{size[0]}{'-dark' if dark else ''}.png")


@pytest.mark.parametrize("language", ["th", "en"])
def test_pages_of_templates_have_no_fault(chromium, desk_address, people, signed_in_at, language):
    template = a_template(office=an_office(3))
    report = a_report()
    triage.take_report(report.pk, by=people.officer)
    with kit.visit(chromium, **signed_in_at("officer")) as page:
        looker = Looker(page, desk_address, language)
        looker.open("/answers/?q=nothing")
        looker.open("/answers/")
        shoot(page, f"templates-{language}")
        looker.open("/answers/new/")
        looker.refused("form.panel .btn", "name", "text_th")
        looker.open(f"/answers/{template.pk}/")
        shoot(page, f"template-{language}")
        looker.open(f"/reports/{report.reference}/")
        page.click(".insert summary")
        looker.look("the case with the templates open")
        shoot(page, f"insert-{language}")


@pytest.mark.parametrize("script", [True, False])
def test_a_template_goes_into_an_answer(chromium, desk_address, people, signed_in_at, script):
    a_template(office=an_office(3), text_th="อ่านแล้ว")
    report = a_report()
    triage.take_report(report.pk, by=people.officer)
    with kit.visit(chromium, script=script, **signed_in_at("officer")) as page:
        page.goto(f"{desk_address}/reports/{report.reference}/")
        page.fill("#answer_text", "เรียนผู้แจ้ง")
        page.click(".insert summary")
        page.select_option("#answer_template", index=1)
        page.click("#say [value=insert]")
        assert page.input_value("#id_text") == "เรียนผู้แจ้ง\n\nอ่านแล้ว"
        page.click("form.panel .acts .btn")
        assert "อ่านแล้ว" in page.inner_text("dl.sum")
        page.click("[value=do]")
        assert "อ่านแล้ว" in page.text_content("#say .thread")
