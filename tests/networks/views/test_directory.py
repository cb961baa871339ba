"""The public directory, a network's page, the member's own."""

import re

import pytest

from networks.models import Network
from networks.rules.report_ticket import network_of
from tests.factories.networks import MembershipFactory, NetworkFactory
from tests.factories.places import surin_and_buriram

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(db):
    return surin_and_buriram()


@pytest.fixture
def network(people):
    return people.coordinator.memberships.get().network


def names(response):
    return [row.name for row in response.context["page"].rows]


def test_directory_is_in_thai_order(site, people, network):
    for name in ("ขอนแก่น", "เกษม", "กาฬสินธุ์", "แก้ว"):
        NetworkFactory(name=name)
    network.delete() if not network.memberships.exists() else network.__class__.objects.filter(pk=network.pk).update(
        is_active=False
    )
    assert names(site.get("/networks/")) == ["กาฬสินธุ์", "เกษม", "แก้ว", "ขอนแก่น"]


def test_directory_hides_networks_that_ended(site, network):
    Network.objects.update(is_active=False)
    response = site.get("/networks/")
    assert response.status_code == 200
    assert names(response) == []
    assert site.get(f"/networks/{network.pk}/").status_code == 404


@pytest.mark.parametrize("typed", ["หนองตาข่าย", " หนอง ตาข่าย ", "หนอง\u200bตาข่าย", "นางหนองตา"])
def test_directory_searches_any_part_in_one_spelling(site, offices, typed):
    NetworkFactory(name="เครือข่ายบ้านนางหนองตาข่าย")
    NetworkFactory(name="เครือข่ายอื่น")
    assert names(site.get("/networks/", {"q": typed})) == ["เครือข่ายบ้านนางหนองตาข่าย"]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'"])
def test_directory_search_takes_signs_as_they_are(site, offices, typed):
    NetworkFactory(name="เครือข่ายหนึ่ง")
    assert site.get("/networks/", {"q": f"ก{typed}ข"}).status_code == 200


def test_directory_filters_by_province_and_level(site, offices, places):
    surin, buriram = places
    NetworkFactory(name="ก", level="province", province=surin)
    NetworkFactory(name="ข", level="province", province=buriram)
    NetworkFactory(name="ค", level="region")
    assert names(site.get("/networks/", {"province": "32"})) == ["ก"]
    assert names(site.get("/networks/", {"level": "region"})) == ["ค"]


@pytest.mark.parametrize(
    "asked",
    [
        {"province": "99"},
        {"province": "\x00"},
        {"level": "x"},
        {"q": "x" * 101},
        {"q": "\x00"},
        {"page": "x"},
        {"province": "ก" * 500},
    ],
)
def test_directory_takes_nonsense(site, offices, asked):
    NetworkFactory(name="ก")
    assert site.get("/networks/", asked).status_code == 200


def test_directory_keeps_filters_on_the_next_page(site, offices, places):
    for number in range(51):
        NetworkFactory(name=f"ก {number}", level="province", province=places[0])
    first = site.get("/networks/", {"province": "32"})
    assert "province=32" in re.search(r'rel="next" href="([^"]+)"', first.content.decode())[1]


@pytest.mark.parametrize("item_count", [1, 3])
def test_directory_costs_the_same_for_more(site, offices, places, item_count, django_assert_num_queries):
    for number in range(item_count):
        NetworkFactory(name=f"ก {number}", level="province", province=places[0])
    with django_assert_num_queries(2):  # the page, the provinces of the filter
        assert len(names(site.get("/networks/"))) == item_count


def test_everybody_sees_name_area_office_and_no_member(site, network):
    MembershipFactory(network=network, user=None, name="สมชาย ใจดี")
    page = site.get(f"/networks/{network.pk}/").content.decode()
    assert network.name in page
    assert "สมชาย" not in page
    assert "?ticket=" not in page


@pytest.mark.parametrize("who", ["member", "coordinator"])
def test_members_see_members_and_their_way_to_report(site, browser_of, network, who):
    MembershipFactory(network=network, user=None, name="สมชาย ใจดี", phone="0812345678")
    MembershipFactory(network=network, user=None, name="สมหญิง รอก่อน", state="applied")
    response = browser_of(who).get(f"/networks/{network.pk}/")
    page = response.content.decode()
    assert "สมชาย ใจดี" in page
    assert "สมหญิง" not in page
    assert "081" not in page
    ticket = response.context["ticket"].removeprefix("ticket=")
    assert network_of(ticket) == network.pk


def test_both_members_get_the_same_ticket(site, browser_of, network):
    tickets = {browser_of(who).get(f"/networks/{network.pk}/").context["ticket"] for who in ("member", "coordinator")}
    assert len(tickets) == 1


def test_another_networks_member_is_a_stranger(site, browser_of, people):
    other = NetworkFactory()
    MembershipFactory(network=other, user=None, name="สมชาย ใจดี")
    assert "สมชาย" not in browser_of("member").get(f"/networks/{other.pk}/").content.decode()
    assert browser_of("member").get(f"/networks/{other.pk}/members/").status_code == 404


@pytest.mark.parametrize("state", ["applied", "suspended", "declined", "left"])
def test_who_is_no_member_today_sees_no_list(site, browser_of, people, network, state):
    people.member.memberships.update(state=state)
    assert browser_of("member").get(f"/networks/{network.pk}/members/").status_code == 404


def test_member_list_hides_telephones_from_members(site, browser_of, network):
    MembershipFactory(network=network, user=None, name="สมชาย ใจดี", phone="0812345678")
    MembershipFactory(network=network, user=None, name="สมหญิง รอก่อน", state="applied", phone="0898765432")
    as_member = browser_of("member").get(f"/networks/{network.pk}/members/").content.decode()
    assert "สมชาย" in as_member
    assert "081" not in as_member
    assert "สมหญิง" not in as_member
    assert "สมหญิง" not in browser_of("member").get(f"/networks/{network.pk}/members/?state=applied").content.decode()
    as_coordinator = browser_of("coordinator").get(f"/networks/{network.pk}/members/").content.decode()
    assert "081\u00a0234\u00a05678" in as_coordinator
    assert "สมหญิง" in as_coordinator


def test_member_list_searches_without_titles(site, browser_of, network):
    MembershipFactory(network=network, user=None, title="นาย", name="สมชาย ใจดี")
    MembershipFactory(network=network, user=None, name="วิภา มั่นคง")
    response = browser_of("coordinator").get(f"/networks/{network.pk}/members/", {"q": "นายสมชายใจ"})
    assert names(response) == ["สมชาย ใจดี"]


@pytest.mark.parametrize("item_count", [1, 3])
def test_member_list_costs_the_same_for_more(site, browser_of, network, item_count, django_assert_num_queries):
    for number in range(item_count):
        MembershipFactory(network=network, user=None, name=f"ก {number}")
    browser = browser_of("coordinator")
    with django_assert_num_queries(5):  # session, person, network, own place in it, page
        browser.get(f"/networks/{network.pk}/members/")


def test_coordinator_adds_a_member(site, browser_of, network):
    browser = browser_of("coordinator")
    assert browser.get(f"/networks/{network.pk}/members/new/").status_code == 200
    typed = {"title": "", "name": "นายสมชาย ใจดี", "phone": "๐๘๑-๒๓๔-๕๖๗๘", "role": "member"}
    response = browser.post(f"/networks/{network.pk}/members/new/", typed, follow=True)
    assert "สมชาย ใจดี" in response.content.decode()
    added = network.memberships.get(name="สมชาย ใจดี")
    assert (added.title, added.phone, added.state) == ("นาย", "0812345678", "applied")
    again = browser.post(f"/networks/{network.pk}/members/new/", typed)
    assert again.status_code == 422
    assert "๐๘๑-๒๓๔-๕๖๗๘" in again.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"name": "", "role": "member"},
        {"name": "ก" * 121, "role": "member"},
        {"name": "\x00", "role": "member"},
        {"name": "😀" * 10_000, "role": "member"},
        {"name": "...", "role": "member"},
        {"name": "สมชาย ใจดี", "phone": "12", "role": "member"},
        {"name": "สมชาย ใจดี", "phone": "08123456789012345", "role": "member"},
        {"name": "สมชาย ใจดี", "role": "coordinator"},
        {"name": "สมชาย ใจดี", "role": "x"},
        {"name": "สมชาย ใจดี", "title": "ก" * 41, "role": "member"},
    ],
)
def test_bad_members_are_refused_and_kept_on_the_form(site, browser_of, network, typed):
    before = network.memberships.count()
    response = browser_of("coordinator").post(f"/networks/{network.pk}/members/new/", typed)
    assert response.status_code == 422
    assert network.memberships.count() == before


def test_only_the_coordinator_adds(site, browser_of, network):
    assert browser_of("member").get(f"/networks/{network.pk}/members/new/").status_code == 403
    assert browser_of("citizen").get(f"/networks/{network.pk}/members/new/").status_code == 302


def test_own_page_lists_networks_and_no_reports(site, browser_of, network):
    response = browser_of("member").get("/me/")
    assert network.name in response.content.decode()
    assert "/track" not in response.content.decode().split("</nav>", 1)[1].split("<footer", 1)[0]


def test_own_page_of_somebody_without_network(site, browser_of, people):
    people.member.memberships.all().delete()
    response = browser_of("member").get("/me/")
    assert response.status_code == 200
    assert "/networks/" in response.content.decode()


def test_own_page_wants_signing_in(site, people):
    assert site.get("/me/").status_code == 302


def test_pages_speak_english(site, browser_of, network):
    for address in ("/en/networks/", f"/en/networks/{network.pk}/", f"/en/networks/{network.pk}/members/", "/en/me/"):
        response = browser_of("coordinator").get(address)
        assert response.status_code == 200
        assert 'lang="en"' in response.content.decode()
