"""The pages of the province table: a portal admin's alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from networks.actions.reference import load_reference
from networks.models import ProvinceOffice
from tests.factories.offices import a_province

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def browser(desk, people, browser_of):
    a_province("32", "สุรินทร์", "Surin")
    return browser_of("portal_admin")


def text_of(response):
    return response.content.decode().replace("\xa0", " ").replace("\u2060", "")


def give(province, office, begins):
    ProvinceOffice.objects.filter(province=province, valid_to=None).update(valid_to=begins - timedelta(days=1))
    ProvinceOffice.objects.create(province_id=province, office_id=office, valid_from=begins)


def test_list_shows_all_provinces_with_office_since_when_and_what_is_ahead(browser):
    ProvinceOffice.objects.all().delete()
    load_reference()
    give("32", 4, TODAY + timedelta(days=30))
    page = text_of(browser.get("/routing/"))
    assert page.count('<tr id="province-') == 77
    surin = page.split('id="province-32"')[1].split("</tr>")[0]
    assert "ปปท. เขต 3" in surin
    assert "1 ต.ค. 64" in surin
    assert "ปปท. เขต 4" in surin
    assert "ทุกจังหวัดมีสำนักงานรับผิดชอบ" in page


def test_list_and_start_page_name_provinces_without_office(browser):
    ProvinceOffice.objects.filter(province="32").delete()
    assert "จังหวัดที่ยังไม่มีสำนักงานรับผิดชอบ" in text_of(browser.get("/routing/"))
    assert "ยังไม่มีสำนักงานรับผิดชอบ: สุรินทร์" in text_of(browser.get("/"))


def test_provinces_page_keeps_what_held_before(browser):
    give("32", 4, TODAY - timedelta(days=30))
    give("32", 5, TODAY + timedelta(days=30))
    page = text_of(browser.get("/routing/32/"))
    assert [page.index(f"ปปท. เขต {number}") for number in (5, 4, 3)] == sorted(
        page.index(f"ปปท. เขต {number}") for number in (5, 4, 3)
    )
    assert page.count("ยังไม่เริ่ม") == 1


@pytest.mark.parametrize("code", ["99", "x", "3200"])
def test_a_province_that_there_is_not(browser, code):
    assert browser.get(f"/routing/{code}/").status_code == 404


@pytest.mark.parametrize("changes", [1, 3])
def test_the_pages_cost_the_same_for_more(browser, changes, django_assert_num_queries):
    for number in range(changes):
        give("32", 4 + number, TODAY + timedelta(days=30 + number))
    for address, queries in (("/routing/", 6), ("/routing/32/", 6)):
        browser.get(address)
        with django_assert_num_queries(queries):
            browser.get(address)
