"""Break-out groups: made by rule and by hand at the desk; a plan that several people write at once by a link."""

from html import unescape
from io import BytesIO
from urllib.parse import urlsplit

import pikepdf
import pytest
from django.utils import timezone

from events.actions.groups import Place, form_groups, link_groups, made_by_rule, place_people, revoke_link, write_plan
from events.models import Group, GroupMember, PlanText, Registration
from events.queries.groups import address_of_group, groups_of, plan_of
from events.rules.balancing import Wishes
from events.workflow import State
from pacc.database_roles import apply_grants
from pacc.errors import DomainError
from tests.bad_input import BAD_TEXTS
from tests.events.documents.test_badges_and_certificates import text_of
from tests.events.test_site_role import as_site
from tests.factories.events import A_DAY, a_workshop, some_people
from tests.factories.networks import NetworkFactory
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db

WISH = {"groups": "๔", "networks": "any", "provinces": "apart", "seed": "", "made_from": ""}


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    """Today, with ten participants and a speaker."""
    workshop = a_workshop(admin, state=State.OPEN, starts_on=timezone.localdate())
    some_people(workshop, admin, network=NetworkFactory())
    some_people(workshop, admin, "วิทยากร รับเชิญ", kind="speaker")
    return workshop


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def address(workshop):
    return f"/workshops/{workshop.pk}/groups/"


def said(response):
    return unescape(response.content.decode()).replace("\u2060", "").replace("\xa0", " ")


def made(workshop, admin, groups=4, seed=1):
    wishes = Wishes(groups)
    shown = made_by_rule(workshop, wishes, seed=seed)
    form_groups(workshop, wishes, seed=seed, made_from=shown.made_from, by=admin)
    return groups_of(workshop)


def sizes(workshop):
    return [group.size for group in groups_of(workshop)]


# at the desk


def test_groups_are_shown_before_they_are_saved(browser, address, workshop):
    response = browser.post(address, WISH)
    assert response.status_code == 200 and "2–3" in said(response)
    assert not Group.objects.exists()
    form = response.context["form"]
    carried = {name: form[name].value() for name in ("seed", "made_from")}
    assert browser.post(address, {**WISH, **carried, "use": "1"}).status_code == 302
    assert sizes(workshop) == [3, 3, 2, 2]
    shown = {one.pk: number for number, members in response.context["made"]["groups"] for one in members}
    assert {one.pk: one.group.number for one in GroupMember.objects.select_related("group")} == shown
    assert "วิทยากร รับเชิญ" not in said(browser.get(address))


def test_groups_that_were_shown_before_somebody_came_are_shown_again(browser, address, workshop, admin):
    form = browser.post(address, WISH).context["form"]
    carried = {name: form[name].value() for name in ("seed", "made_from")}
    some_people(workshop, admin, "คนมาใหม่ ตอนบ่าย")
    response = browser.post(address, {**WISH, **carried, "use": "1"})
    assert response.status_code == 422 and "รายชื่อเปลี่ยนไป" in said(response)
    assert not Group.objects.exists()


@pytest.mark.parametrize("groups", ["", "0", "61", "x", "-1", "9" * 30])
def test_number_of_groups_that_cannot_be_is_refused(browser, address, groups):
    response = browser.post(address, {**WISH, "groups": groups})
    assert response.status_code == 422
    assert 'id="id_groups_error"' in said(response)


def test_newcomers_without_a_group_are_named(browser, address, workshop, admin):
    made(workshop, admin)
    some_people(workshop, admin, "คนมาใหม่ ตอนบ่าย")
    page = said(browser.get(address))
    assert "ยังไม่มีกลุ่ม 1 คน" in page and "คนมาใหม่ ตอนบ่าย" in page


def test_people_are_placed_by_hand_and_pinned_ones_stay(browser, address, workshop, admin):
    made(workshop, admin)
    people = list(Registration.objects.filter(kind="participant"))
    typed = {f"group_{one.pk}": "1" for one in people} | {f"pin_{people[0].pk}": "on", f"lead_{people[1].pk}": "on"}
    assert browser.post(f"{address}places/", typed).status_code == 302
    assert sizes(workshop) == [10, 0, 0, 0]
    assert GroupMember.objects.get(is_leader=True).registration_id == people[1].pk
    for seed in range(5):
        made(workshop, admin, seed=seed)
        assert GroupMember.objects.get(is_pinned=True).group.number == 1
        assert sizes(workshop) == [3, 3, 2, 2]
    assert GroupMember.objects.get(is_leader=True).registration_id == people[1].pk


def test_place_that_cannot_be_is_refused(browser, address, workshop, admin):
    made(workshop, admin)
    one = Registration.objects.filter(kind="participant").first()
    for group in ("5", "x", "-1"):
        assert browser.post(f"{address}places/", {f"group_{one.pk}": group}).status_code == 422
    stranger = some_people(a_workshop(admin, title="อื่น"), admin, "คนอื่น ที่อื่น")[0]
    assert place_people(workshop, {stranger.pk: Place(1, False, False)}, by=admin) == 0


@pytest.mark.django_db(transaction=True)
def test_two_admins_at_once_make_one_set_of_groups(workshop, admin):
    shown = made_by_rule(workshop, Wishes(4), seed=1)
    other = made_by_rule(workshop, Wishes(3), seed=2)
    at_once(
        lambda: form_groups(workshop, Wishes(4), seed=1, made_from=shown.made_from, by=admin),
        lambda: form_groups(workshop, Wishes(3), seed=2, made_from=other.made_from, by=admin),
    )
    assert sizes(workshop) in ([3, 3, 2, 2], [4, 3, 3])
    assert GroupMember.objects.filter(group=None).count() == 0


def test_group_that_has_written_a_plan_is_not_dropped(workshop, admin):
    groups = made(workshop, admin)
    write_plan(groups[3], {"goal": ("ปลอดทุจริต", 0)})
    with pytest.raises(DomainError, match="กลุ่มที่ 4 เขียนแผนไว้แล้ว"):
        made(workshop, admin, groups=3)
    made(workshop, admin, groups=5)
    assert plan_of(groups_of(workshop)[3])["goal"].text == "ปลอดทุจริต"


def test_group_is_named_linked_shown_and_its_link_taken_back(browser, address, workshop, admin):
    made(workshop, admin)
    browser.post(f"{address}1/", {"name": "ผ้าไหม", "room": "ห้อง 2"})
    assert "ผ้าไหม" in said(browser.get(address))
    browser.post(f"{address}links/")
    assert "/workshops/group/" in said(browser.get(f"{address}1/"))
    browser.post(f"{address}1/revoke/")
    assert "/workshops/group/" not in said(browser.get(f"{address}1/"))
    write_plan(groups_of(workshop)[0], {"goal": ("เป้าหมายร่วม", 0), "what1": ("อบรม", 0)})
    page = said(browser.get(f"{address}present/"))
    assert "เป้าหมายร่วม" in page and "อบรม" in page
    assert browser.get(f"{address}9/").status_code == 404


def test_lists_are_printed_one_group_a_page(browser, workshop, admin):
    made(workshop, admin)
    link_groups(workshop, by=admin)
    response = browser.get(f"/workshops/{workshop.pk}/groups.pdf")
    assert len(pikepdf.open(BytesIO(response.content)).pages) == 4
    assert "กลุ่มที่ 1" in text_of(response.content)


@pytest.mark.parametrize("count", [1, 60])
def test_pages_cost_the_same_for_more(browser, address, workshop, admin, count, django_assert_num_queries):
    some_people(workshop, admin, *[f"คน {number}" for number in range(count)])
    made(workshop, admin)
    # session, person, second factor, workshop, postings (menu), groups, people
    with django_assert_num_queries(6):
        browser.get(address)
    with django_assert_num_queries(6):
        browser.post(address, WISH)
    with django_assert_num_queries(6):
        browser.get(f"{address}places/")
    with django_assert_num_queries(6):
        browser.get(f"{address}present/")


# the group's own page


@pytest.fixture
def group(workshop, admin):
    made(workshop, admin)
    link_groups(workshop, by=admin)
    return groups_of(workshop)[0]


def path_of(group):
    return urlsplit(address_of_group(group)).path


def by_script(site, group, part, text, seen):
    return site.post(path_of(group), {part: text, f"{part}_seen": seen}, headers={"Accept": "application/json"})


def test_plan_is_written_without_a_script(site, group):
    assert "เป้าหมาย" in said(site.get(path_of(group)))
    typed = {"goal": "ปลอดทุจริต", "goal_seen": "0", "what1": "ตรวจสนามกีฬา", "what1_seen": "0"}
    page = said(site.post(path_of(group), typed, follow=True))
    assert "ปลอดทุจริต" in page and 'name="what2"' in page
    assert "ตรวจสนามกีฬา" in said(site.get(path_of(group) + "show/"))


def test_two_writers_of_different_parts_both_keep_their_words(site, group):
    both = {"goal": "", "goal_seen": "0", "place": "", "place_seen": "0"}
    site.post(path_of(group), {**both, "goal": "จากคนแรก"})
    assert site.post(path_of(group), {**both, "place": "จากคนที่สอง"}).status_code == 302
    plan = plan_of(group)
    assert (plan["goal"].text, plan["place"].text) == ("จากคนแรก", "จากคนที่สอง")


def test_second_writer_of_the_same_part_sees_both_and_loses_nothing(site, group):
    typed = {"goal": "จากคนแรก", "goal_seen": "0"}
    site.post(path_of(group), typed)
    response = site.post(path_of(group), {**typed, "goal": "จากคนที่สอง"})
    page = said(response)
    assert response.status_code == 409
    assert "จากคนแรก" in page and "จากคนที่สอง" in page
    seen = response.context["form"]["goal_seen"].value()
    assert site.post(path_of(group), {"goal": "จากทั้งสองคน", "goal_seen": seen}).status_code == 302
    assert [row.text for row in PlanText.objects.order_by("version")] == ["จากคนแรก", "จากทั้งสองคน"]


def test_same_text_twice_is_one_version(site, group):
    for _twice in range(2):
        assert by_script(site, group, "goal", "ปลอดทุจริต", 0).status_code == 200
    assert PlanText.objects.count() == 1


def test_script_is_told_what_others_wrote(site, group):
    assert by_script(site, group, "goal", "ก", 0).json()["parts"] == {"goal": [1, "ก"]}
    answer = by_script(site, group, "goal", "ข", 0)
    assert answer.status_code == 409 and answer.json()["theirs"] == {"goal": "ก"}
    assert by_script(site, group, "goal", "ก ข", 1).json()["parts"] == {"goal": [2, "ก ข"]}
    looked = site.get(path_of(group), headers={"Accept": "application/json"})
    assert looked.json() == {"parts": {"goal": [2, "ก ข"]}}


@pytest.mark.parametrize("text", BAD_TEXTS.values())
def test_text_that_cannot_be_is_refused(site, group, text):
    assert by_script(site, group, "goal", text * 2, 0).status_code == 422
    assert site.post(path_of(group), {"goal": text * 2, "goal_seen": "0"}).status_code == 422


@pytest.mark.parametrize("seen", ["x", "-1", "9" * 30])
def test_version_that_cannot_be_is_refused(site, group, seen):
    assert by_script(site, group, "goal", "ก", seen).status_code == 422
    assert not PlanText.objects.exists()


def test_link_ends_with_the_day_and_when_it_is_taken_back(site, group, admin, workshop):
    path = path_of(group)
    for made_up in (path[:-3] + "A/", "/workshops/group/x/"):
        assert site.get(made_up).status_code == 404
    for day, status in ((A_DAY, 404), (timezone.localdate(), 200)):
        type(workshop).objects.update(starts_on=day, ends_on=day)
        assert site.get(path).status_code == status
    revoke_link(group, by=admin)
    assert site.get(path).status_code == 404
    assert site.post(path, {"goal": "ก", "goal_seen": "0"}).status_code == 404
    link_groups(workshop, by=admin)
    assert site.get(path).status_code == 404  # the old link stays dead
    group.refresh_from_db()
    assert site.get(path_of(group)).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_lose_nothing(group):
    at_once(*[lambda text=text: write_plan(group, {"goal": (text, 0)}) for text in "กขคงจฉ"])
    kept = list(PlanText.objects.values_list("version", flat=True))
    assert kept == [1]
    # each of the others was told the one that stands
    told = at_once(*[lambda text=text: write_plan(group, {"goal": (text, 1)}) for text in "ชซฌ"])
    assert sorted(len(one.theirs) for one in told) == [0, 1, 1]
    assert PlanText.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_sites_role_sees_the_group_that_was_named_and_no_more(site, group):
    apply_grants()
    other = Group.objects.exclude(pk=group.pk).first()
    write_plan(other, {"goal": ("ของกลุ่มอื่น", 0)})
    with as_site():
        assert site.post(path_of(group), {"goal": "ของเรา", "goal_seen": "0"}).status_code == 302
        assert "ของเรา" in said(site.get(path_of(group)))
        assert not Group.objects.exists() and not PlanText.objects.exists()
        with pytest.raises(Exception, match="permission denied"):
            GroupMember.objects.count()
    assert plan_of(other)["goal"].text == "ของกลุ่มอื่น"
