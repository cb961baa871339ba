"""The pages of holidays: a portal admin's alone."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from reports.actions.holidays import seed_holidays
from reports.models import Holiday, HolidayYear
from tests.bad_input import BAD_TEXTS, assert_refused
from tests.factories.holidays import a_holiday

pytestmark = pytest.mark.django_db
SPECIAL = date(2026, 11, 6)
GOOD = {"on_day": "6", "on_month": "11", "on_year": "2569", "name_th": "วันหยุดพิเศษ", "name_en": ""}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(timezone.make_aware(timezone.datetime(2026, 11, 2, 10)), tick=False):
        yield


@pytest.fixture
def browser(people, browser_of):
    return browser_of("portal_admin")


@pytest.fixture
def admin(people):
    return people.portal_admin


def text_of(response):
    return response.content.decode().replace("\xa0", " ").replace("\u2060", "")


def test_the_menu_leads_to_this_years_days(browser):
    seed_holidays()
    assert browser.get("/holidays/").headers["Location"] == "/holidays/2026/"
    page = text_of(browser.get("/holidays/2026/"))
    assert "วันหยุดราชการ ปี 2569" in page
    assert "ยังไม่ได้ตรวจกับประกาศของคณะรัฐมนตรี" in page
    assert "23 ต.ค. 69" in page
    assert "/holidays/2025/" in page
    assert "/holidays/2027/" in page


def test_a_day_is_added_in_the_buddhist_era_with_thai_digits(browser):
    response = browser.post("/holidays/add/", GOOD | {"on_day": "๖", "on_year": "๒๕๖๙"})
    assert response.headers["Location"] == "/holidays/2026/"
    assert Holiday.objects.get(on=SPECIAL).name_th == "วันหยุดพิเศษ"


def test_a_day_is_changed_and_taken_out(browser):
    day = a_holiday(SPECIAL)
    form = text_of(browser.get(f"/holidays/days/{day.pk}/"))
    assert 'value="2569"' in form
    browser.post(f"/holidays/days/{day.pk}/", GOOD | {"on_day": "9", "version": "1"})
    day.refresh_from_db()
    assert day.on == date(2026, 11, 9)
    browser.post(f"/holidays/days/{day.pk}/retire/", {"version": "2"})
    assert "วันที่นำออกแล้ว" in text_of(browser.get("/holidays/2026/"))
    assert browser.get(f"/holidays/days/{day.pk}/").status_code == 404


def test_a_year_is_marked_as_checked(browser, admin):
    a_holiday(SPECIAL)
    response = browser.post(
        "/holidays/2026/checked/", {"source": "มติ ครม. 4 พ.ย. 2568", "compared": "on", "version": "1"}
    )
    assert response.status_code == 302
    page = text_of(browser.get("/holidays/2026/"))
    assert "มติ ครม. 4 พ.ย. 2568" in page
    assert str(admin) in page


def test_checking_needs_the_source_and_the_tick(browser):
    a_holiday(SPECIAL)
    response = browser.post("/holidays/2026/checked/", {"source": "", "version": "1"})
    assert_refused(response, "source")
    assert_refused(response, "compared")
    assert HolidayYear.objects.get(pk=2026).checked_on is None


@pytest.mark.parametrize(
    ("typed", "field", "kept"),
    [
        ({"on_day": "31"}, "on", "31"),
        ({"on_day": "", "on_month": ""}, "on", "2569"),
        ({"on_year": "69"}, "on", "69"),
        ({"on_year": "2599"}, "on", "2599"),
        ({"on_year": "2400"}, "on", "2400"),
        ({"name_th": ""}, "name_th", "2569"),
        ({"name_th": BAD_TEXTS["too long"]}, "name_th", "2569"),
        ({"name_th": BAD_TEXTS["null byte"]}, "name_th", "2569"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(browser, typed, field, kept):
    response = browser.post("/holidays/add/", GOOD | typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_{field}' in page
    assert f"#id_{field}" in page.split('class="errsum"')[1].split("</ul>")[0]
    assert kept in page
    assert not Holiday.objects.exists()


def test_a_day_that_is_one_already_is_said_beside_the_day(browser):
    a_holiday(SPECIAL, "วันหยุดที่มีแล้ว")
    response = browser.post("/holidays/add/", GOOD)
    assert response.status_code == 422
    assert "6 พฤศจิกายน 2569 เป็นวันหยุดอยู่แล้ว: วันหยุดที่มีแล้ว" in text_of(response)
    assert 'href="#id_on' in text_of(response)
    assert Holiday.objects.count() == 1


@pytest.mark.parametrize("version", ["0", "x", "", "99999999999999", "-1"])
def test_an_old_or_tampered_form_changes_nothing(browser, version):
    day = a_holiday(SPECIAL)
    for path in (f"/holidays/days/{day.pk}/", f"/holidays/days/{day.pk}/retire/", "/holidays/2026/checked/"):
        told = GOOD | {"name_th": "อื่น", "source": "ก", "compared": "on", "version": version}
        assert browser.post(path, told).status_code == 422
    day.refresh_from_db()
    assert (day.name_th, day.is_retired) == ("วันหยุดพิเศษ", False)


@pytest.mark.parametrize("path", ["/holidays/1/", "/holidays/99999999999/", "/holidays/2599/", "/holidays/days/77/"])
def test_years_and_days_that_there_are_not(browser, path):
    assert browser.get(path).status_code == 404


def test_a_year_in_reach_that_nobody_made_says_so(browser):
    assert "ยังไม่มีรายการของปีนี้" in text_of(browser.get("/holidays/2029/"))


@pytest.mark.parametrize("days", [1, 3])
def test_the_page_costs_the_same_for_more(browser, days, django_assert_num_queries):
    for number in range(days):
        a_holiday(date(2026, 11, 6 + number))
    browser.get("/holidays/2026/")
    with django_assert_num_queries(6):
        browser.get("/holidays/2026/")


def test_an_admin_is_told_of_years_that_nobody_checked(browser, admin):
    seed_holidays()
    assert "ยังไม่มีผู้ตรวจวันหยุดราชการของปี 2569, 2570" in text_of(browser.get("/"))
