"""The desk's pages of a workshop's people: search, register by hand, correct, cancel."""

import pytest

from events.models import Registration, Workshop
from events.workflow import State
from tests.factories.events import a_workshop, present, some_people
from tests.factories.networks import NetworkFactory
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "", "name": "นายสมชาย ใจดี", "phone": "๐๘๑-๒๓๔-๕๖๗๘", "organisation": "อบต. หนองตาข่าย",
    "province": "32", "network": "", "email": "", "kind": "participant",
}  # fmt: skip


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    return a_workshop(admin, state=State.OPEN)


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def address(workshop):
    return f"/workshops/{workshop.pk}/people/"


def names(response):
    return [row.person.name for row in response.context["rows"]]


def test_list_is_in_thai_order_with_attendance(browser, admin, workshop, address):
    some_people(workshop, admin, "แก้ว ก", "เกษม ข", "กาฬ ค")
    morning = workshop.half_days.first()
    present(morning, workshop.registrations.get(name="เกษม ข"), by=admin)
    response = browser.get(address)
    assert names(response) == ["กาฬ ค", "เกษม ข", "แก้ว ก"]
    assert [[came for _half_day, came in row.marks] for row in response.context["rows"]] == [
        [False, False], [True, False], [False, False],
    ]  # fmt: skip
    assert names(browser.get(address, {"came": f"in-{morning.pk}"})) == ["เกษม ข"]
    assert names(browser.get(address, {"came": f"out-{morning.pk}"})) == ["กาฬ ค", "แก้ว ก"]
    assert len(names(browser.get(address, {"came": "in-99999999"}))) == 3


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ใจ", True), ("นายสมชาย", True), ("น.ส. ชายใจ", True), ("สม ชาย", True), ("081 234", True), ("๐๘๑", True),
        ("สมหญิง", False), ("%", True), ("_", True), ("'", True), ("นาย", False),
    ],
)  # fmt: skip
def test_search_by_any_part_of_name_or_number(browser, admin, workshop, address, typed, found):
    some_people(workshop, admin, "สมชาย ใจดี", phone="0812345678")
    assert names(browser.get(address, {"q": typed})) == (["สมชาย ใจดี"] if found else [])


def test_list_is_paged_and_keeps_the_search(browser, admin, workshop, address):
    Workshop.objects.update(capacity=200)
    some_people(workshop, admin, *[f"คนที่ {number}" for number in range(26)], *[f"อื่น {n}" for n in range(125)])
    first = browser.get(address, {"q": "คน"})
    assert len(names(first)) == 25
    page = first.content.decode()
    assert "q=%E0%B8%84%E0%B8%99" in page
    second = browser.get(address, {"q": "คน", "page": first.context["page"].next})
    assert len(names(second)) == 1


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_costs_the_same_for_more(browser, admin, workshop, address, item_count, django_assert_num_queries):
    people = some_people(workshop, admin, *[f"คน {number}" for number in range(item_count)])
    Registration.objects.update(network=NetworkFactory(), province="32")
    present(workshop.half_days.first(), *people, by=admin)
    # session, person, second factor, workshop, half-days, page, attendance, postings (menu)
    with django_assert_num_queries(7):
        browser.get(address)


def test_cancelled_people_are_shown_on_request(browser, admin, workshop, address):
    (person,) = some_people(workshop, admin, "สมชาย ใจดี")
    browser.post(f"{address}{person.pk}/cancel/")
    assert names(browser.get(address)) == []
    assert names(browser.get(address, {"state": "cancelled"})) == ["สมชาย ใจดี"]


def test_register_by_hand(browser, workshop, address):
    response = browser.post(f"{address}new/", TYPED, follow=True)
    person = Registration.objects.get()
    assert (person.title, person.name, person.phone, person.province_id, person.source) == (
        "นาย", "สมชาย ใจดี", "0812345678", "32", "hand",
    )  # fmt: skip
    assert "นายสมชาย ใจดี" in response.content.decode()
    response = browser.post(f"{address}new/", {**TYPED, "name": "สมหญิง ใจดี", "next": "1"})
    assert response["Location"] == f"{address}new/"


def test_second_send_registers_nobody_twice(browser, workshop, address):
    browser.post(f"{address}new/", TYPED)
    response = browser.post(f"{address}new/", {**TYPED, "name": "นาย สมชาย  ใจดี"})
    assert response.status_code == 422
    assert "ลงทะเบียนไว้แล้ว" in response.content.decode().replace("\u2060", "")
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"name": "ก" * 121},
        {"name": "\x00"},
        {"name": "!\u200b?"},
        {"name": "..."},
        {"title": "ก" * 41},
        {"phone": "12345"},
        {"phone": "ไม่มี"},
        {"organisation": "ก" * 161},
        {"province": "99"},
        {"network": "999999"},
        {"email": "x"},
        {"kind": "x"},
    ],
)
def test_bad_people_are_refused_and_kept(browser, workshop, address, changed):
    response = browser.post(f"{address}new/", {**TYPED, **changed})
    page = response.content.decode()
    assert response.status_code == 422
    assert len(response.context["form"].errors) == 1
    assert (TYPED["organisation"] if "organisation" not in changed else TYPED["name"]) in page
    assert not Registration.objects.exists()


def test_last_place_is_not_given_twice(browser, admin, address, workshop):
    small = a_workshop(admin, capacity=1)
    browser.post(f"/workshops/{small.pk}/people/new/", TYPED)
    response = browser.post(f"/workshops/{small.pk}/people/new/", {**TYPED, "name": "สมหญิง ใจดี"})
    assert response.status_code == 422
    assert "ที่นั่งเต็มแล้ว" in response.content.decode().replace("\u2060", "")


@pytest.mark.django_db(transaction=True)
def test_two_admins_at_once_fill_the_last_place_once(desk, browser_of, people):
    small = a_workshop(people.workshop_admin, capacity=1)
    browsers = [browser_of("workshop_admin"), browser_of("workshop_admin")]
    address = f"/workshops/{small.pk}/people/new/"
    answers = at_once(
        *[
            lambda each=each, name=name: each.post(address, {**TYPED, "name": name})
            for each, name in zip(browsers, ("สมชาย ใจดี", "สมหญิง ใจดี"), strict=True)
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Registration.objects.count() == 1


def test_correct_a_person(browser, admin, workshop, address):
    person, _other = some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี")
    assert 'value="สมชาย ใจดี"' in browser.get(f"{address}{person.pk}/").content.decode()
    browser.post(f"{address}{person.pk}/", {**TYPED, "name": "สมชัย ใจดี"})
    person.refresh_from_db()
    assert (person.name, person.phone, person.search_key) == ("สมชัย ใจดี", "0812345678", "สมชัยใจดี")
    response = browser.post(f"{address}{person.pk}/", {**TYPED, "name": "สมหญิง ใจดี", "phone": ""})
    assert response.status_code == 422
    person.refresh_from_db()
    assert person.name == "สมชัย ใจดี"


def test_cancel_frees_the_place_and_a_present_person_keeps_it(browser, admin, workshop, address):
    person, came = some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี")
    present(workshop.half_days.first(), came, by=admin)
    browser.post(f"{address}{person.pk}/cancel/")
    page = browser.post(f"{address}{came.pk}/cancel/", follow=True).content.decode()
    assert "ถอนการลงชื่อก่อน" in page.replace("\u2060", "")
    assert list(Registration.objects.order_by("pk").values_list("state", flat=True)) == ["cancelled", "registered"]
    again = browser.post(f"{address}{person.pk}/cancel/", follow=True)
    assert "ยกเลิกแล้ว" in again.content.decode().replace("\u2060", "")
    assert browser.post(f"{address}{person.pk}/", TYPED).status_code == 422


def test_person_of_another_workshop_cannot_be_reached(browser, admin, workshop, address):
    (stranger,) = some_people(a_workshop(admin, title="อื่น"), admin, "คน อื่น")
    assert browser.get(f"{address}{stranger.pk}/").status_code == 404
    assert browser.post(f"{address}{stranger.pk}/cancel/").status_code == 404


def test_nobody_is_registered_in_a_cancelled_workshop(browser, admin):
    workshop = a_workshop(admin, state=State.CANCELLED)
    assert "/new/" not in browser.get(f"/workshops/{workshop.pk}/people/").content.decode()
    assert browser.post(f"/workshops/{workshop.pk}/people/new/", TYPED).status_code == 422


@pytest.mark.parametrize(("registered", "shown"), [(121, 121), (151, 25)])
def test_people_of_a_hall_stand_on_one_page(browser, workshop, admin, registered, shown):
    Workshop.objects.update(capacity=200)
    some_people(workshop, admin, *[f"คนที่ {number}" for number in range(registered)])
    page = browser.get(f"/workshops/{workshop.pk}/people/").content.decode()
    assert page.count('id="person-row-') == shown
