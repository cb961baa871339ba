"""Break-out groups, at the desk and on the phones of a group, each page looked at whole; two people write at once."""

from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.actions.groups import form_groups, link_groups, made_by_rule, write_plan
from events.models import PlanText
from events.queries.groups import address_of_group, groups_of, plan_of
from events.rules.balancing import Wishes
from events.workflow import State
from tests.browser import kit
from tests.browser.looking import LANGUAGES, Looker
from tests.browser.test_workshop_papers_and_door import shoot
from tests.factories.events import a_workshop, some_people
from tests.factories.networks import NetworkFactory
from tests.fixtures.stack import eventually

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]


@pytest.fixture
def workshop(people):
    admin = people.workshop_admin
    workshop = a_workshop(admin, state=State.OPEN, title="ประชุมเครือข่าย จังหวัดสุรินทร์", starts_on=timezone.localdate())
    some_people(workshop, admin, *[f"สมชาย ใจดี{number}" for number in range(11)], network=NetworkFactory())
    shown = made_by_rule(workshop, Wishes(3), seed=1)
    form_groups(workshop, Wishes(3), seed=1, made_from=shown.made_from, by=admin)
    link_groups(workshop, by=admin)
    write_plan(groups_of(workshop)[0], {"goal": ("สนามกีฬาปลอดทุจริต", 0), "what1": ("ตรวจงานก่อสร้าง", 0)})
    some_people(workshop, admin, "คนมาใหม่ ตอนบ่าย")
    return workshop


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_pages_have_no_fault(chromium, desk_address, signed_in_at, workshop, language):
    with kit.visit(chromium, **signed_in_at("workshop_admin")) as page:
        looker = Looker(page, desk_address, language)
        for name, path in {"list": "", "places": "places/", "group": "1/", "present": "present/"}.items():
            looker.open(f"/workshops/{workshop.pk}/groups/{path}")
            shoot(page, f"groups-{name}-{language}")
        looker.open(f"/workshops/{workshop.pk}/groups/").press("main form .acts button")
        shoot(page, f"groups-made-{language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_work_page_has_no_fault(chromium, site_address, workshop, language):
    path = urlsplit(address_of_group(groups_of(workshop)[0])).path
    with kit.visit(chromium) as page:
        looker = Looker(page, site_address, language)
        for name, part in {"work": "", "show": "show/"}.items():
            looker.open(path + part)
            shoot(page, f"group-{name}-{language}")


def test_two_phones_write_at_once_and_nothing_is_lost(chromium, site_address, workshop):
    group = groups_of(workshop)[1]
    address = site_address + urlsplit(address_of_group(group)).path
    with kit.visit(chromium) as one, kit.visit(chromium) as other:
        for page in (one, other):
            page.goto(address)
        one.locator("#id_goal").fill("จากคนแรก")
        other.locator("#id_place").fill("สนามกีฬาจังหวัด")
        # each sees what the other wrote, in the box where she writes nothing
        expect(other.locator("#id_goal")).to_have_value("จากคนแรก", timeout=30_000)
        expect(one.locator("#id_place")).to_have_value("สนามกีฬาจังหวัด", timeout=30_000)
        # both write the same part before they see the other's words
        one.route("**/group/**", lambda route: route.abort())
        one.locator("#id_goal").fill("เป้าหมายของคนแรก")
        other.locator("#id_goal").fill("เป้าหมายของคนที่สอง")
        eventually(lambda: plan_of(group)["goal"].version == 2, seconds=30)
        one.unroute("**/group/**")
        expect(one.locator("[data-part=goal] .note")).to_contain_text("เป้าหมายของคนที่สอง", timeout=30_000)
        expect(one.locator("#id_goal")).to_have_value("เป้าหมายของคนแรก")
        one.locator("#id_goal").fill("เป้าหมายของทั้งสองคน")
        eventually(lambda: plan_of(group)["goal"].text == "เป้าหมายของทั้งสองคน", seconds=30)
    assert [row.text for row in PlanText.objects.filter(group=group, part="goal").order_by("version")] == [
        "จากคนแรก", "เป้าหมายของคนที่สอง", "เป้าหมายของทั้งสองคน",
    ]  # fmt: skip
