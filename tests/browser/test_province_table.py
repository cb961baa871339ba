"""The pages of the province table in a real browser."""

import os
from pathlib import Path

import pytest

from networks.models import ProvinceChange
from reports.actions import rerouting
from tests.browser import kit
from tests.browser.looking import Looker
from tests.factories.offices import a_province
from tests.factories.province_changes import a_change
from tests.factories.reports import a_report

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]
PICTURES = os.environ.get("PICTURES_OF_PROVINCES", "")  # a folder: for whoever wants to look


def shoot(page, name):
    if PICTURES:
        for size, dark in ((kit.PHONE, False), (kit.DESKTOP, False), (kit.DESKTOP, True)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme="dark" if dark else "light")
            kit.shoot(page, Path(PICTURES) / f"{name}-{size[0]}{'-dark' if dark else ''}.png")


@pytest.mark.parametrize("language", ["th", "en"])
def test_pages_of_the_province_table_have_no_fault(chromium, desk_address, people, signed_in_at, language):
    for code, name_th, name_en in (("30", "นครราชสีมา", "Nakhon Ratchasima"), ("31", "บุรีรัมย์", "Buri Ram")):
        a_province(code, name_th, name_en)
    a_report()
    withdrawn = a_change("30", by=people.portal_admin, in_days=9)
    rerouting.withdraw_change(withdrawn, by=people.portal_admin)
    a_change("30", by=people.portal_admin, moves_reports=True)
    with kit.visit(chromium, **signed_in_at("portal_admin")) as page:
        looker = Looker(page, desk_address, language)
        looker.open("/routing/")
        shoot(page, f"list-{language}")
        looker.open("/routing/30/")
        shoot(page, f"province-{language}")
        looker.open("/routing/changes/")
        looker.open("/routing/change/")
        looker.refused(".panel form .btn", "provinces_0", "office", "on_0", "reason")
        shoot(page, f"refused-{language}")
        page.click("label:has-text('สุรินทร์'), label:has-text('Surin')")
        page.select_option("#id_office", "5")
        page.fill("#id_on_0", "1")
        page.select_option("#id_on_1", "10")
        page.fill("#id_on_2", "2580")
        page.fill("#id_reason", "คำสั่งสำนักงาน ป.ป.ท. ที่ 12/2580")
        looker.press(".panel form .btn")
        shoot(page, f"look-{language}")
        looker.press("button[value=save]")
        shoot(page, f"saved-{language}")
    assert ProvinceChange.objects.filter(office=5).exists()
