"""The desk's pages of workshops: list, make, change, agenda, half-days, open, close, cancel."""

from datetime import date, time

import pytest

from events.models import HalfDay, Session, Workshop
from events.workflow import State
from tests.factories.events import A_DAY, a_line, a_workshop, some_people
from tests.factories.offices import a_province
from tests.factories.places import surin_and_buriram

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "ประชุมเครือข่าย จังหวัดสุรินทร์",
    "host_office": "3",
    "starts_on_day": "๒๔", "starts_on_month": "5", "starts_on_year": "2570",
    "ends_on_day": "", "ends_on_month": "", "ends_on_year": "",
    "venue": "หอประชุมผ้าไหม",
    "province": "32", "district": "3204",
    "capacity": "๑๔๐",
    "about": "",
    "map_url": "", "contact": "", "project": "", "budget_line": "",
    "version": "1",
}  # fmt: skip


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    return a_workshop(admin)


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


def titles(response):
    return [row.title for row in response.context["page"].rows]


def test_list_has_the_newest_first_with_numbers(browser, admin):
    early = a_workshop(admin, title="ก่อน", starts_on=date(2026, 11, 2))
    a_workshop(admin, title="หลัง", starts_on=date(2027, 5, 24), office=4)
    some_people(early, admin)
    response = browser.get("/workshops/")
    assert titles(response) == ["หลัง", "ก่อน"]
    assert [row.registered for row in response.context["page"].rows] == [0, 10]


def test_list_narrows_by_fiscal_year_state_and_host(browser, admin):
    a_workshop(admin, title="2569", starts_on=date(2026, 9, 30))
    a_workshop(admin, title="2570", starts_on=date(2026, 10, 1), state=State.OPEN, office=4)
    assert titles(browser.get("/workshops/?year=2569")) == ["2569"]
    assert titles(browser.get("/workshops/?state=open")) == ["2570"]
    assert titles(browser.get("/workshops/?office=3")) == ["2569"]
    response = browser.get("/workshops/?year=2500&state=x&office=x&page=x")
    assert response.status_code == 200
    assert titles(response) == ["2570", "2569"]
    assert titles(browser.get("/en/workshops/?year=2570")) == ["2570"]


def test_list_is_paged(browser, admin):
    for number in range(51):
        Workshop.objects.create(
            title=f"{number}", host_office_id=3, venue="x", province=a_province(), starts_on=A_DAY,
            ends_on=A_DAY, fiscal_year=2570, capacity=1,
        )  # fmt: skip
    first = browser.get("/workshops/")
    assert len(titles(first)) == 50
    second = browser.get("/workshops/", {"page": first.context["page"].next})
    assert len(titles(second)) == 1
    assert not set(titles(first)) & set(titles(second))


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_costs_the_same_for_more(browser, admin, item_count, django_assert_num_queries):
    for number in range(item_count):
        some_people(a_workshop(admin, title=f"{number}"), admin)
    # session, person, second factor, years, page, postings (menu), offices
    with django_assert_num_queries(6):
        browser.get("/workshops/")


def test_officer_sees_what_the_own_office_hosts(desk, browser_of, admin, workshop):
    a_workshop(admin, title="ของเขตอื่น", office=4)
    browser = browser_of("officer")
    assert titles(browser.get("/workshops/")) == [workshop.title]
    page = browser.get(f"/workshops/{workshop.pk}/").content.decode()
    assert "/edit/" not in page
    assert "/open/" not in page


def test_start_page_leads_to_workshops(desk, browser_of, browser, workshop):
    for each in (browser, browser_of("officer")):
        assert f"/workshops/{workshop.pk}/" in each.get("/").content.decode()
    assert f"/workshops/{workshop.pk}/" not in browser_of("other_officer").get("/").content.decode()


def test_start_page_leads_an_officer_to_what_is_over(desk, browser_of, admin):
    workshop = a_workshop(admin, starts_on=date(2022, 5, 24))
    page = browser_of("officer").get("/").content.decode()
    assert "/workshops/" in page
    assert f"/workshops/{workshop.pk}/" not in page
    assert "/workshops/" not in browser_of("other_officer").get("/").content.decode()


def test_make_and_change(browser, people):
    surin_and_buriram()
    response = browser.post("/workshops/new/", TYPED, follow=True)
    assert response.context.get("form") is None, response.context["form"].errors
    page = response.content.decode()
    workshop = Workshop.objects.get()
    assert workshop.title in page
    assert (workshop.starts_on, workshop.ends_on, workshop.capacity, workshop.fiscal_year, workshop.state) == (
        date(2027, 5, 24), date(2027, 5, 24), 140, 2570, "draft",
    )  # fmt: skip
    address = f"/workshops/{workshop.pk}/edit/"
    assert 'value="2570"' in browser.get(address).content.decode()
    browser.post(address, {**TYPED, "ends_on_day": "25", "ends_on_month": "5", "ends_on_year": "2570", "district": ""})
    workshop.refresh_from_db()
    assert (workshop.ends_on, workshop.district_id) == (date(2027, 5, 25), None)
    assert workshop.half_days.count() == 4


def test_districts_follow_the_province_without_javascript(browser, people):
    surin_and_buriram()
    response = browser.post("/workshops/new/", {**TYPED, "title": "", "district": "", "places": "1"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "ท่าตูม" in page
    assert "หอประชุมผ้าไหม" in page
    assert 'class="errsum"' not in page
    assert not Workshop.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ""},
        {"title": "ก" * 201},
        {"title": "\x00"},
        {"title": "\u200b"},
        {"host_office": "77"},
        {"starts_on_day": "29", "starts_on_month": "2", "starts_on_year": "2570"},
        {"starts_on_day": "", "starts_on_month": "", "starts_on_year": ""},
        {"starts_on_year": "70"},
        {"ends_on_day": "23", "ends_on_month": "5", "ends_on_year": "2570"},
        {"ends_on_day": "24", "ends_on_month": "6", "ends_on_year": "2570"},
        {"ends_on_day": "24"},
        {"venue": "😀" * 10_000},
        {"province": "99"},
        {"province": "31"},
        {"capacity": "0"},
        {"capacity": "20001"},
        {"capacity": "-5"},
        {"capacity": "มาก"},
        {"capacity": "9" * 30},
        {"about": "ก" * 2001},
    ],
)
def test_bad_workshops_are_refused_and_kept(browser, people, changed):
    surin_and_buriram()
    response = browser.post("/workshops/new/", {**TYPED, **changed})
    page = response.content.decode()
    assert response.status_code == 422
    assert response.context["form"].errors
    assert 'class="errsum"' in page
    kept = "หอประชุมผ้าไหม" if "venue" not in changed else TYPED["title"]
    assert kept in page
    assert not Workshop.objects.exists()


def test_capacity_below_the_registered_is_refused(browser, admin, workshop):
    some_people(workshop, admin)
    response = browser.post(f"/workshops/{workshop.pk}/edit/", {**TYPED, "district": "", "capacity": "9"})
    assert response.status_code == 422
    workshop.refresh_from_db()
    assert workshop.capacity == 140


def test_what_is_missing_is_told_with_the_way_to_it(browser, admin, workshop):
    page = browser.get(f"/workshops/{workshop.pk}/").content.decode()
    assert "สิ่งที่ยังขาด" in page
    assert f"/workshops/{workshop.pk}/agenda/new/" in page
    assert [lack.what for lack in browser.get(f"/workshops/{workshop.pk}/").context["lacks"]] == [
        "agenda", "district", "about", "contact", "map",
    ]  # fmt: skip
    a_line(workshop, admin)
    left = [lack.what for lack in browser.get(f"/workshops/{workshop.pk}/").context["lacks"]]
    assert left == ["district", "about", "contact", "map"]


@pytest.mark.parametrize("item_count", [1, 3])
def test_detail_costs_the_same_for_more(browser, admin, workshop, item_count, django_assert_num_queries):
    for number in range(item_count):
        a_line(workshop, admin, title=f"{number}")
    some_people(workshop, admin, *[f"คน {number}" for number in range(item_count)])
    # session, person, second factor, workshop, agenda, half-days, postings (menu)
    with django_assert_num_queries(6):
        browser.get(f"/workshops/{workshop.pk}/")


def test_open_close_and_cancel_ask_once_more(browser, workshop):
    for move, state in (("open", "open"), ("close", "closed"), ("open", "open"), ("cancel", "cancelled")):
        address = f"/workshops/{workshop.pk}/{move}/"
        before = Workshop.objects.get(pk=workshop.pk).state
        assert browser.get(address).status_code == 200
        assert Workshop.objects.get(pk=workshop.pk).state == before
        assert browser.post(address).status_code == 302
        assert Workshop.objects.get(pk=workshop.pk).state == state


def test_second_cancelling_says_that_it_changed(browser, workshop):
    address = f"/workshops/{workshop.pk}/cancel/"
    browser.post(address)
    response = browser.post(address)
    assert response.status_code == 422
    assert "เปลี่ยนสถานะ" in response.content.decode()
    assert "<form method" not in browser.get(address).content.decode()


def test_nothing_changes_in_a_cancelled_workshop(browser, admin):
    workshop = a_workshop(admin, state=State.CANCELLED)
    page = browser.get(f"/workshops/{workshop.pk}/").content.decode()
    for part in ("/edit/", "/agenda/new/", "/half-days/", "/open/"):
        assert part not in page
    line = {"on": A_DAY.isoformat(), "starts": "9", "ends": "10", "kind": "lecture", "title": "x"}
    assert browser.post(f"/workshops/{workshop.pk}/agenda/new/", line).status_code == 422
    half_day = {"half_days": f"{A_DAY.isoformat()} 1"}
    assert browser.post(f"/workshops/{workshop.pk}/half-days/", half_day).status_code == 422
    assert browser.post(f"/workshops/{workshop.pk}/edit/", {**TYPED, "district": ""}).status_code == 422


LINE = {
    "on": A_DAY.isoformat(), "starts": "๐๙.๓๐ น.", "ends": "10:45", "kind": "lecture", "title": "มาตรา 63",
    "speaker": "", "room": "",
}  # fmt: skip


def test_agenda_is_written_line_by_line(browser, workshop):
    response = browser.post(f"/workshops/{workshop.pk}/agenda/new/", {**LINE, "next": "1"})
    assert response["Location"].endswith("?on=2027-05-24&from=10.45")
    assert 'value="10.45"' in browser.get(response["Location"]).content.decode()
    line = Session.objects.get()
    assert (line.starts, line.ends) == (time(9, 30), time(10, 45))
    address = f"/workshops/{workshop.pk}/agenda/{line.pk}/"
    assert 'value="09.30"' in browser.get(address).content.decode()
    browser.post(address, {**LINE, "title": "มาตรา 63 และการมีส่วนร่วม", "starts": "9"})
    line.refresh_from_db()
    assert (line.title, line.starts) == ("มาตรา 63 และการมีส่วนร่วม", time(9))
    assert browser.post(f"{address}remove/").status_code == 302
    assert browser.post(f"{address}remove/").status_code == 404
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ""},
        {"starts": ""},
        {"starts": "25.00"},
        {"starts": "9.75"},
        {"starts": "เช้า"},
        {"ends": "9.30"},
        {"ends": "8"},
        {"on": "2027-05-25"},
        {"on": "x"},
        {"kind": "x"},
        {"room": "ก" * 121},
    ],
)
def test_bad_lines_are_refused(browser, workshop, changed):
    response = browser.post(f"/workshops/{workshop.pk}/agenda/new/", {**LINE, **changed})
    assert response.status_code == 422
    assert not Session.objects.exists()


def test_line_of_another_workshop_cannot_be_reached(browser, admin, workshop):
    line = a_line(a_workshop(admin, title="อื่น"), admin)
    assert browser.post(f"/workshops/{workshop.pk}/agenda/{line.pk}/", LINE).status_code == 404


def test_half_days_are_chosen(browser, workshop):
    address = f"/workshops/{workshop.pk}/half-days/"
    assert browser.get(address).content.decode().count("checked") == 2
    browser.post(address, {"half_days": [f"{A_DAY.isoformat()} 1"]})
    assert [half_day.part for half_day in workshop.half_days.all()] == [HalfDay.Part.MORNING]
    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {"half_days": ["2027-05-25 1"]}).status_code == 422
    assert browser.post(address, {"half_days": ["x"]}).status_code == 422
    assert workshop.half_days.count() == 1
