"""The overview and the monthly report in a real browser."""

import os
from pathlib import Path

import pytest

from tests.browser import kit
from tests.browser.looking import Looker
from tests.factories.busy_office import a_busy_office

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]
PICTURES = os.environ.get("PICTURES_OF_FIGURES", "")  # a folder: for whoever wants to look


def shoot(page, name):
    if PICTURES:
        for size, dark in ((kit.PHONE, False), (kit.DESKTOP, False), (kit.DESKTOP, True)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme="dark" if dark else "light")
            kit.shoot(page, Path(PICTURES) / f"{name}-{size[0]}{'-dark' if dark else ''}.png")


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_directors_pages_have_no_fault(chromium, desk_address, people, signed_in_at, language):
    today = a_busy_office(people)
    with kit.visit(chromium, **signed_in_at("director")) as page:
        looker = Looker(page, desk_address, language)
        looker.open("/dashboard/")
        shoot(page, f"dashboard-{language}")
        page.click(".legend + details summary")
        looker.look("the days as a table")
        looker.open(f"/dashboard/?period=fy-{today.year + 543 + (today.month >= 10)}")
        shoot(page, f"year-{language}")
        page.select_option("#id_period", "dates")
        looker.refused("main form .btn", "first_0")
        shoot(page, f"refused-{language}")
        looker.open("/dashboard/month/")
        shoot(page, f"month-{language}")
        looker.open("/reports/?at=3&state=any&came_from=2026-11-01&clock=answer")


@pytest.mark.parametrize("who", ["intake_officer", "portal_admin"])
def test_the_overview_of_every_office_has_no_fault(chromium, desk_address, people, signed_in_at, who):
    a_busy_office(people)
    with kit.visit(chromium, **signed_in_at(who)) as page:
        looker = Looker(page, desk_address, "th")
        looker.open("/dashboard/")
        shoot(page, f"all-{who}")


def test_a_figure_leads_to_its_list_and_a_paper_is_made_without_script(chromium, desk_address, people, signed_in_at):
    a_busy_office(people)
    with kit.visit(chromium, kit.DESKTOP, script=False, **signed_in_at("director")) as page:
        page.goto(f"{desk_address}/dashboard/")
        count = int(page.inner_text(".stat-stop b"))
        page.click(".stat-stop")
        assert page.locator(".queue tbody tr").count() == count
        page.goto(f"{desk_address}/dashboard/month/")
        page.click(".choice:has(#id_thai_digits) label")
        with page.expect_download() as made:
            page.click("form.panel .btn")
        assert made.value.suggested_filename.endswith(".pdf")
