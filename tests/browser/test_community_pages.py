"""Pages of networks and of the people of the desk: in both languages and schemes, on a phone and a desktop."""

import pytest

from networks.actions.invitations import invite_coordinator
from networks.models import Membership
from tests.browser import kit
from tests.browser.looking import LANGUAGES, Looker
from tests.factories.networks import MembershipFactory, NetworkFactory
from tests.factories.places import surin_and_buriram

pytestmark = pytest.mark.browser

languages = pytest.mark.parametrize("language", LANGUAGES)
LONG_NAME = "กลุ่มชาวบ้านดูแลโครงการก่อสร้างขนาดเล็กของหนองตาข่าย หนองบัว ถนนหัก และหมู่บ้านใกล้เคียงทุกแห่ง"


@pytest.fixture
def network(transactional_db, people, keys):
    """With everybody in it that its pages can show."""
    surin_and_buriram()
    network = people.coordinator.memberships.get().network
    network.name, network.level = LONG_NAME, "subdistrict"
    network.province_id, network.district_id, network.subdistrict_id = "32", "3204", "320401"
    network.about = "ดูถนนที่กำลังสร้าง\n\nตั้งแต่ป้ายโครงการถึงวันส่งมอบ"
    network.save()
    for number, state in enumerate(Membership.State.values):
        MembershipFactory(
            network=network,
            user=None,
            title="ว่าที่ ร.ต.",
            name=f"สมชาย ใจดี{number}",
            phone=f"081234567{number}",
            state=state,
            reason="ย้ายไปอยู่ต่างอำเภอ" if state in {"suspended", "declined"} else "",
        )
    for number in range(55):
        NetworkFactory(name=f"เครือข่ายที่ {number:02}")
    return network


@languages
def test_directory_and_invitation(chromium, site_address, network, people, monkeypatch, language):
    with monkeypatch.context() as patched:
        patched.setattr("secrets.token_urlsafe", lambda _size: "t" * 43)
        invite_coordinator(network, email="new@people.example", by=people.officer)
    with kit.visit(chromium) as page:
        looker = Looker(page, site_address, language)
        looker.open("/networks/").open("/networks/?q=zzz").open(f"/networks/{network.pk}/")
        looker.open("/networks/invitation/")
        looker.open(f"/networks/invitation/{'t' * 43}/").refused("main form .acts .btn", "name", "password")
        page.fill("#id_name", "สมหญิง ใจงาม")
        page.fill("#id_password", "สี่คำที่จำได้ง่ายมาก")
        looker.press("main form .acts .btn")
        assert network.name in page.text_content("h1")
        assert page.locator(".note-done").count() == 1


@languages
def test_pages_of_a_member(chromium, site_address, network, signed_in_at, language):
    with kit.visit(chromium, **signed_in_at("member")) as page:
        looker = Looker(page, site_address, language)
        looker.open("/me/").open(f"/networks/{network.pk}/").open(f"/networks/{network.pk}/members/")
        looker.open(f"/networks/{network.pk}/members/new/")
        assert page.locator("form input[name=name]").count() == 0, "only a coordinator adds"
        looker.open(f"/networks/{network.pk}/")
        looker.press('main a.btn[href*="ticket="]')
        assert page.locator("input[name=ticket]").input_value()


@languages
def test_pages_of_a_coordinator(chromium, site_address, network, signed_in_at, language):
    with kit.visit(chromium, **signed_in_at("coordinator")) as page:
        looker = Looker(page, site_address, language)
        looker.open(f"/networks/{network.pk}/members/").open(f"/networks/{network.pk}/members/?state=suspended")
        looker.open(f"/networks/{network.pk}/members/new/").refused("main form .acts .btn", "name")
        page.fill("#id_name", "วิภา มั่นคง")
        looker.press("main form .acts .btn")
        assert page.locator("tbody th", has_text="วิภา มั่นคง").count() == 1


@languages
def test_networks_at_the_desk(chromium, desk_address, network, signed_in_at, language):
    waiting = network.memberships.get(state="applied")
    with kit.visit(chromium, **signed_in_at("officer")) as page:
        looker = Looker(page, desk_address, language)
        looker.open("/").open("/networks/").open("/networks/?q=zzz")
        looker.open("/networks/new/").refused("main form .acts .btn", "name", "level_0")
        looker.open(f"/networks/{network.pk}/edit/")
        looker.open(f"/networks/{network.pk}/")
        page.fill("#id_email", "x")
        looker.refused('form[action$="/invitations/"] .btn', "email")
        page.fill("#id_email", "new@people.example")
        looker.press('form[action$="/invitations/"] .btn')
        looker.open(f"/networks/{network.pk}/members/{waiting.pk}/")
        looker.open(f"/networks/{network.pk}/members/{waiting.pk}/?move=decline").refused("main form .btn", "reason")
        page.fill("#id_reason", "อยู่นอกพื้นที่ของเครือข่าย")
        looker.press("main form .btn")
        waiting.refresh_from_db()
        assert waiting.state == "declined"


def test_places_follow_with_and_without_script(chromium, desk_address, network, signed_in_at):
    for script in (True, False):
        with kit.visit(chromium, script=script, **signed_in_at("officer")) as page:
            page.goto(desk_address + "/networks/new/")
            page.fill("#id_name", "เครือข่ายใหม่")
            page.select_option("#id_province", "32")
            if not script:
                page.click("button[name=places]")
            page.wait_for_selector('#id_district option[value="3204"]', state="attached")
            assert page.input_value("#id_name") == "เครือข่ายใหม่"
            assert page.input_value("#id_province") == "32"


@languages
def test_people_of_the_desk(chromium, desk_address, people, signed_in_at, language):
    with kit.visit(chromium, **signed_in_at("portal_admin")) as page:
        looker = Looker(page, desk_address, language)
        looker.open("/").open("/people/").open("/people/?text=zzz")
        looker.open("/people/invite/").refused("main form .acts .btn", "email", "name")
        looker.open(f"/people/{people.officer.pk}/")
        looker.open(f"/people/{people.officer.pk}/postings/")
        page.fill("#id_starts_0", "31")
        page.select_option("#id_starts_1", "2")
        looker.refused("main form .acts .btn", "role_0", "starts_0")
        looker.open(f"/people/postings/{people.officer.postings.get().pk}/end/")
        page.fill("#id_ends_2", "2500")
        looker.refused("main form .acts .btn", "ends_0")
        looker.open("/networks/")
        assert page.locator("main h1").count() == 1, "a refusal is a page too"
