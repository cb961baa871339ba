"""What is asked before reports leave as a file, in a real browser; the file comes without a script."""

import os
from pathlib import Path

import pytest

from tests.browser import kit
from tests.browser.looking import Looker
from tests.factories.reports import a_report
from tests.reports.views.test_exports import lines_of

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]
PICTURES = os.environ.get("PICTURES_OF_EXPORTS", "")  # a folder: for whoever wants to look


def shoot(page, name):
    if PICTURES:
        for size, dark in ((kit.PHONE, False), (kit.DESKTOP, True)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme="dark" if dark else "light")
            kit.shoot(page, Path(PICTURES) / f"{name}-{size[0]}.png")


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_pages_before_a_file_have_no_fault(chromium, desk_address, people, signed_in_at, language):
    report = a_report()
    with kit.visit(chromium, **signed_in_at("officer")) as page:
        looker = Looker(page, desk_address, language)
        looker.open("/reports/?kind=construction")
        shoot(page, f"queue-{language}")
        looker.open("/reports/export/?kind=construction")
        shoot(page, f"list-{language}")
        page.fill("#id_password", "")
        looker.refused("main form .btn", "password", "purpose")
        shoot(page, f"refused-{language}")
        looker.open(f"/reports/{report.reference}/export/")
        shoot(page, f"case-{language}")
        looker.open(f"/reports/{report.reference}/")
        shoot(page, f"detail-{language}")


def test_a_list_comes_without_script_and_the_password_on_the_page_opens_it(
    chromium, desk_address, people, signed_in_at, tmp_path
):
    a_report()
    with kit.visit(chromium, kit.DESKTOP, script=False, **signed_in_at("officer")) as page:
        page.goto(f"{desk_address}/reports/")
        page.click("a[href^='/reports/export/']")
        password = page.input_value("#id_password")
        page.select_option("#id_purpose", "work")
        with page.expect_download() as made:
            page.click("form.panel .btn")
        made.value.save_as(tmp_path / "reports.zip")
    assert len(lines_of((tmp_path / "reports.zip").read_bytes(), password)) == 3
