"""The pages of holidays, and a case's clocks, in a real browser."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from reports.actions import answering, triage
from reports.actions.acknowledging import acknowledge_report
from reports.actions.holidays import add_holiday, confirm_year, seed_holidays
from reports.models import Holiday, HolidayYear
from tests.browser import kit
from tests.browser.looking import Looker
from tests.factories.reports import a_report

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]
PICTURES = os.environ.get("PICTURES_OF_CLOCKS", "")  # a folder: for whoever wants to look


def shoot(page, name):
    if PICTURES:
        for size, dark in ((kit.PHONE, False), (kit.DESKTOP, False), (kit.DESKTOP, True)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme="dark" if dark else "light")
            kit.shoot(page, Path(PICTURES) / f"{name}-{size[0]}{'-dark' if dark else ''}.png")


@pytest.fixture
def seeded(desk_address, people):
    seed_holidays(today=timezone.localdate())
    return people.portal_admin


@pytest.mark.parametrize("language", ["th", "en"])
def test_pages_of_holidays_have_no_fault(chromium, desk_address, seeded, signed_in_at, language):
    year = timezone.localdate().year
    day = Holiday.objects.filter(year=year).first()
    with kit.visit(chromium, **signed_in_at("portal_admin")) as page:
        looker = Looker(page, desk_address, language)
        looker.open(f"/holidays/{year}/")
        shoot(page, f"year-{language}")
        looker.refused(".panel form .btn", "source", "compared")
        looker.open("/holidays/add/")
        looker.refused(".panel form .btn", "on_0", "name_th")
        shoot(page, f"refused-{language}")
        looker.open(f"/holidays/days/{day.pk}/")
        shoot(page, f"change-{language}")
        confirm_year(year, by=seeded, source="มติคณะรัฐมนตรี 4 พฤศจิกายน 2568", version=1)
        looker.open(f"/holidays/{year}/")
        shoot(page, f"checked-{language}")


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_case_says_why_its_clocks_stand_so(chromium, desk_address, people, signed_in_at, language):
    report = a_report()
    acknowledge_report(report.pk)
    triage.take_report(report.pk, by=people.officer)
    triage.begin_triage(report.pk, by=people.officer)
    triage.begin_fact_finding(report.pk, by=people.officer)
    with kit.visit(chromium, **signed_in_at("officer")) as page:
        looker = Looker(page, desk_address, language)
        looker.open(f"/reports/{report.reference}/")
        shoot(page, f"case-{language}")
        answering.ask_reporter(
            report.pk, by=people.officer, text="ถนนช่วงใด", answer_by=timezone.localdate() + timedelta(days=9)
        )
        looker.open(f"/reports/{report.reference}/")
        shoot(page, f"waiting-{language}")
        stands = ("หยุดนับตั้งแต่", "stands still since")[language == "en"]
        assert stands in page.inner_text(".clocks").replace("\u2060", "")


def test_two_admins_the_second_is_told_and_keeps_her_words(chromium, desk_address, seeded, signed_in_at):
    year = timezone.localdate().year
    with kit.visit(chromium, **signed_in_at("portal_admin")) as page:
        page.goto(f"{desk_address}/holidays/{year}/")
        page.fill("#id_source", "มติคณะรัฐมนตรี")
        page.click("label[for=id_compared]")
        unused = next(
            day
            for day in (timezone.localdate() + timedelta(days=number) for number in range(-20, 20))
            if day.year == year and not Holiday.objects.filter(on=day).exists()
        )
        add_holiday(by=seeded, on=unused, name_th="วันหยุดพิเศษ", name_en="")
        page.click(".panel form .btn")
        assert "มีผู้แก้ไขวันหยุดของปีนี้ระหว่างนั้น" in page.inner_text(".errsum").replace("\u2060", "")
        assert page.input_value("#id_source") == "มติคณะรัฐมนตรี"
    assert HolidayYear.objects.get(pk=year).checked_on is None
