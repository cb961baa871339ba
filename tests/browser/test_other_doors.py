"""Writing down a report, an Excel file of them, and replacing a first code, in a real browser."""

import os
from pathlib import Path

import pytest

from pacc.vault import codes
from reports.actions.batches import prepare_batch
from reports.actions.intake import Door, submit_report
from reports.actions.routing import route_report
from reports.forms.batch import RowReader
from reports.models import Report
from reports.rules.batch_rows import BatchRow
from reports.rules.vocabulary import Channel
from tests.browser import kit
from tests.browser.looking import LANGUAGES, Looker
from tests.factories.accounts import StaffFactory
from tests.factories.reports import a_report, an_account
from tests.reporter import surin_and_bangkok

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]
PICTURES = os.environ.get("PICTURES_OF_DOORS", "")  # a folder: for whoever wants to look


def shoot(page, name):
    if PICTURES:
        for size, dark in ((kit.PHONE, False), (kit.DESKTOP, False), (kit.DESKTOP, True)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme="dark" if dark else "light")
            kit.shoot(page, Path(PICTURES) / f"{name}-{size[0]}{'-dark' if dark else ''}.png")


@pytest.mark.parametrize("language", ["th", "en"])
def test_an_officer_writes_down_a_call_and_gets_a_slip(chromium, desk_address, people, signed_in_at, language):
    surin_and_bangkok()
    with kit.visit(chromium, **signed_in_at("officer")) as page:
        looker = Looker(page, desk_address, language)
        looker.open("/reports/new/")
        shoot(page, f"new-{language}")
        looker.press("main form .acts .btn:not(.btn-link)")
        shoot(page, f"refused-{language}")
        page.click("label[for=id_channel_0]")
        page.click("label[for=id_language_0]")
        page.fill("#id_narrative", "ถนนหน้าวัดบางกว่าแบบ")
        page.click("label[for=id_kind_0]")
        page.select_option("#id_province", "32")
        page.wait_for_selector('#id_district option[value="3201"]', state="attached")
        page.select_option("#id_district", "3201")
        page.select_option("#id_agency_kind", "sao")
        page.fill("#id_when_2", "2569")
        page.click("label[for=id_ongoing_0]")
        page.click("label[for=id_identity_0]")
        looker.press("main form .acts .btn:not(.btn-link)")
        assert page.url.endswith("/slip/")
        shoot(page, f"slip-{language}")
        looker.press("form[action$='handed-over/'] .btn")
    assert Report.objects.get().channel == Channel.TELEPHONE


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_file_of_reports_is_looked_through(chromium, desk_address, people, signed_in_at, language):
    surin_and_bangkok()
    good = {
        "narrative": "ถนนหน้าวัดบางกว่าแบบ",
        "kind": "construction",
        "when": "5/2565",
        "province": "สุรินทร์",
        "agency_kind": "sao",
        "identity": "anonymous",
    }
    rows = [RowReader().read(BatchRow(number, good | more)) for number, more in ((2, {}), (3, {"kind": "อะไร"}))]
    with kit.visit(chromium, **signed_in_at("officer")) as page:
        looker = Looker(page, desk_address, language)
        looker.open("/reports/batch/")
        shoot(page, f"batch-{language}")
        batch = prepare_batch(rows, by=people.officer)
        looker.open(f"/reports/batch/{batch.pk}/")
        shoot(page, f"preview-{language}")
        batch = prepare_batch(rows[:1], by=people.officer)
        looker.open(f"/reports/batch/{batch.pk}/")
        looker.press("form[action$='save/'] .btn")
        shoot(page, f"saving-{language}")


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_reporter_puts_her_own_code_in_the_place_of_the_first(chromium, site_address, language):
    a_report()
    token = codes.new_token()
    submit_report(an_account(), token=token, door=Door(Channel.WALK_IN, typed_by=StaffFactory()))
    report = Report.objects.get(token_hash=codes.token_hash(token))
    route_report(report.pk)
    with kit.visit(chromium) as page:
        looker = Looker(page, site_address, language)
        page.goto(f"{site_address}{LANGUAGES[language]}/track/")
        page.fill("#id_reference", report.reference)
        page.fill("#id_code", codes.code_of(token))
        looker.press("main form .btn")
        shoot(page, f"status-{language}")
        looker.press(".note-ask .btn")
        shoot(page, f"code-{language}")
        looker.press("main form .acts .btn")
        assert an_account().narrative in page.content()
