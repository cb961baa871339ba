"""The office's side: its networks, their members, their coordinators."""

import pytest

from networks.models import Invitation, Network
from tests.factories.networks import MembershipFactory, NetworkFactory
from tests.factories.places import surin_and_buriram

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(db):
    return surin_and_buriram()


@pytest.fixture
def network(people, keys):
    return people.coordinator.memberships.get().network


TYPED = {
    "name": "เครือข่ายหนองบัว",
    "level": "subdistrict",
    "office": "3",
    "province": "32",
    "district": "3204",
    "subdistrict": "320401",
    "founded_fiscal_year": "๒๕๖๕",
    "about": "",
}


def test_list_shows_the_own_offices_networks_with_counts(desk, browser_of, network):
    MembershipFactory(network=network, user=None, name="ก", state="applied")
    NetworkFactory(name="ของเขตอื่น", office_id=4)
    response = browser_of("officer").get("/networks/")
    rows = response.context["page"].rows
    assert [(row.name, row.members, row.waiting) for row in rows] == [(network.name, 2, 1)]
    assert "ของเขตอื่น" not in response.content.decode()


@pytest.mark.parametrize("who", ["workshop_admin", "portal_admin", "conflict_officer"])
def test_who_serves_nowhere_has_no_business_here(desk, browser_of, network, who):
    assert browser_of(who).get("/networks/").status_code == 403
    assert browser_of(who).get("/networks/new/").status_code == 403
    assert browser_of(who).get(f"/networks/{network.pk}/").status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_costs_the_same_for_more(desk, browser_of, people, item_count, django_assert_num_queries):
    for number in range(item_count):
        MembershipFactory(network=NetworkFactory(name=f"ก {number}"), user=None)
    browser = browser_of("officer")
    # session, person, second factor, postings (door, menu, list), page, provinces
    with django_assert_num_queries(5):
        browser.get("/networks/")


def test_make_follows_the_places_without_javascript(desk, browser_of, people, places):
    browser = browser_of("officer")
    page = browser.get("/networks/new/").content.decode()
    assert "ท่าตูม" not in page
    half = {**TYPED, "district": "", "subdistrict": "", "places": "1"}
    response = browser.post("/networks/new/", half)
    page = response.content.decode()
    assert response.status_code == 200
    assert "ท่าตูม" in page
    assert "นางรอง" not in page
    assert "เครือข่ายหนองบัว" in page
    assert 'class="errsum"' not in page
    assert "หนองบัว</option>" in browser.post("/networks/new/", {**half, "district": "3204"}).content.decode()
    assert not Network.objects.filter(level="subdistrict").exists()


def test_make_and_change(desk, browser_of, people, places):
    browser = browser_of("officer")
    response = browser.post("/networks/new/", TYPED, follow=True)
    network = Network.objects.get(name="เครือข่ายหนองบัว")
    assert network.name in response.content.decode()
    assert (network.subdistrict_id, network.founded_fiscal_year) == ("320401", 2565)
    address = f"/networks/{network.pk}/edit/"
    assert 'value="2565"' in browser.get(address).content.decode()
    browser.post(address, {**TYPED, "level": "province", "name": "เครือข่ายสุรินทร์"})
    network.refresh_from_db()
    assert (network.name, network.level, network.district_id, network.subdistrict_id) == (
        "เครือข่ายสุรินทร์", "province", None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"name": "ก" * 161},
        {"name": "\x00"},
        {"level": "x"},
        {"province": ""},
        {"province": "99"},
        {"province": "\x00"},
        {"district": "32\x00"},
        {"province": "31"},
        {"district": "3104"},
        {"subdistrict": ""},
        {"subdistrict": "310401"},
        {"office": "4"},
        {"office": ""},
        {"founded_fiscal_year": "65"},
        {"founded_fiscal_year": "2540"},
        {"founded_fiscal_year": "2599"},
        {"founded_fiscal_year": "ปีนี้"},
        {"about": "ก" * 2001},
    ],
)
def test_bad_networks_are_refused(desk, browser_of, people, places, changed):
    response = browser_of("officer").post("/networks/new/", {**TYPED, **changed})
    assert response.status_code == 422
    assert 'class="errsum"' in response.content.decode()
    assert not Network.objects.filter(level="subdistrict").exists()


def test_officer_decides_about_members(desk, browser_of, network):
    waiting = MembershipFactory(network=network, user=None, name="สมชาย ใจดี", state="applied", phone="0812345678")
    browser = browser_of("officer")
    page = browser.get(f"/networks/{network.pk}/").content.decode()
    assert "081\u00a0234\u00a05678" in page
    address = f"/networks/{network.pk}/members/{waiting.pk}/"
    browser.post(address, {"move": "approve"})
    waiting.refresh_from_db()
    assert waiting.state == "approved"
    assert browser.get(f"{address}?move=suspend").status_code == 200
    assert browser.post(address, {"move": "suspend", "reason": ""}).status_code == 422
    browser.post(address, {"move": "suspend", "reason": "ย้ายไปจังหวัดอื่น"})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == ("suspended", "ย้ายไปจังหวัดอื่น")
    assert browser.post(address, {"move": "approve"}).status_code == 422
    assert browser.post(address, {"move": "x"}).status_code == 422
    assert browser.get(f"{address}?move=x").status_code == 200


@pytest.mark.parametrize("who", ["other_officer", "portal_admin", "workshop_admin"])
def test_strangers_find_nothing(desk, browser_of, network, who):
    member = network.memberships.first()
    browser = browser_of(who)
    assert browser.get(f"/networks/{network.pk}/").status_code == 404
    assert browser.get(f"/networks/{network.pk}/edit/").status_code == 404
    assert browser.post(f"/networks/{network.pk}/members/{member.pk}/", {"move": "suspend"}).status_code == 404
    assert browser.post(f"/networks/{network.pk}/invitations/", {"email": "a@people.example"}).status_code == 404
    member.refresh_from_db()
    assert member.state == "approved"


def test_member_of_another_network_cannot_be_reached(desk, browser_of, network):
    other = MembershipFactory(network=NetworkFactory(office_id=4), state="applied")
    response = browser_of("officer").post(f"/networks/{network.pk}/members/{other.pk}/", {"move": "approve"})
    assert response.status_code == 404


def test_officer_invites_and_withdraws(desk, browser_of, network):
    browser = browser_of("officer")
    response = browser.post(f"/networks/{network.pk}/invitations/", {"email": "a@people.example"}, follow=True)
    assert "a@people.example" in response.content.decode()
    invitation = Invitation.objects.get()
    response = browser.post(f"/networks/{network.pk}/invitations/{invitation.pk}/withdraw/", follow=True)
    assert response.status_code == 200
    invitation.refresh_from_db()
    assert invitation.withdrawn_on
    assert response.context["invitations"].count() == 0


@pytest.mark.parametrize("email", ["", "x", "a@b", "a" * 250 + "@people.example", "a\x00@people.example"])
def test_bad_addresses_are_refused(desk, browser_of, network, email):
    response = browser_of("officer").post(f"/networks/{network.pk}/invitations/", {"email": email})
    assert response.status_code == 422
    assert not Invitation.objects.exists()


def test_start_page_tells_who_waits(desk, browser_of, network):
    MembershipFactory(network=network, user=None, name="ก", state="applied")
    assert f"/networks/{network.pk}/?state=applied" in browser_of("officer").get("/").content.decode()
    assert "?state=applied" not in browser_of("other_officer").get("/").content.decode()
