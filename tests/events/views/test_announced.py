"""The public pages of workshops: what was announced, and nobody who takes part."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from events.actions.workshops import move_workshop
from events.workflow import Move, State
from tests.factories.events import a_line, a_workshop, some_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(people):
    return people.workshop_admin


def titles(response):
    return [row.title for row in response.context["page"].rows]


def test_list_shows_what_was_announced(site, admin):
    a_workshop(admin, title="ร่าง")
    a_workshop(admin, title="เปิด", state=State.OPEN)
    a_workshop(admin, title="ปิด", state=State.CLOSED, starts_on=date(2027, 5, 25))
    cancelled = a_workshop(admin, title="ยกเลิก", state=State.OPEN, starts_on=date(2027, 5, 23))
    move_workshop(cancelled, Move.CANCEL, by=admin)
    response = site.get("/workshops/")
    assert titles(response) == ["ปิด", "เปิด", "ยกเลิก"]
    assert "ยกเลิกแล้ว" in response.content.decode()


def test_list_says_which_are_over(site, admin):
    a_workshop(admin, state=State.OPEN, starts_on=localdate() - timedelta(days=1))
    a_workshop(admin, state=State.OPEN, starts_on=localdate())
    page = site.get("/workshops/").content.decode()
    assert (page.count("chip-off"), page.count("chip-done")) == (1, 1)


def test_draft_has_no_public_page(site, admin):
    draft = a_workshop(admin)
    assert site.get(f"/workshops/{draft.pk}/").status_code == 404
    move_workshop(draft, Move.CANCEL, by=admin)
    assert site.get(f"/workshops/{draft.pk}/").status_code == 404


def test_page_shows_agenda_and_places_and_nobody(site, admin):
    workshop = a_workshop(admin, state=State.OPEN, about="เพื่อเรียนรู้")
    a_line(workshop, admin, title="มาตรา 63", speaker="นักวิชาการ")
    some_people(workshop, admin, "สมชาย ใจดี", phone="0812345678")
    page = site.get(f"/workshops/{workshop.pk}/").content.decode()
    for part in ("มาตรา 63", "นักวิชาการ", "เพื่อเรียนรู้", "ยังว่าง 139", "02 000 0000"):
        assert part in page.replace("\u00a0", " ").replace("\u2060", "")
    assert "สมชาย" not in page
    assert "0812345678" not in page


def test_full_closed_over_and_cancelled_say_so(site, admin):
    def said(workshop):
        return site.get(f"/workshops/{workshop.pk}/").content.decode().replace("\u2060", "")

    full = a_workshop(admin, state=State.OPEN, capacity=1)
    some_people(full, admin, "คนเดียว")
    assert "ที่นั่งเต็มแล้ว" in said(full)
    assert "ปิดรับลงทะเบียนแล้ว" in said(a_workshop(admin, state=State.CLOSED))
    over = a_workshop(admin, state=State.OPEN, starts_on=localdate() - timedelta(days=1))
    assert "เสร็จสิ้นแล้ว" in said(over)
    cancelled = move_workshop(full, Move.CANCEL, by=admin)
    page = said(cancelled)
    assert "การประชุมนี้ยกเลิกแล้ว" in page
    assert "ที่นั่งเต็มแล้ว" not in page


def test_home_and_members_page_announce_what_is_to_come(site, browser_of, admin):
    coming = a_workshop(admin, title="จะมาถึง", state=State.OPEN, starts_on=localdate())
    a_workshop(admin, title="ผ่านไปแล้ว", state=State.OPEN, starts_on=localdate() - timedelta(days=1))
    a_workshop(admin, title="ยังร่าง", starts_on=localdate())
    for page in (site.get("/"), browser_of("member").get("/me/")):
        assert f"/workshops/{coming.pk}/" in page.content.decode()
        assert "ผ่านไปแล้ว" not in page.content.decode()
        assert "ยังร่าง" not in page.content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
def test_pages_cost_the_same_for_more(site, admin, item_count, django_assert_num_queries):
    for number in range(item_count):
        workshop = a_workshop(admin, title=f"{number}", state=State.OPEN)
        some_people(workshop, admin, *[f"คน {each}" for each in range(item_count)])
        for line in range(item_count):
            a_line(workshop, admin, title=f"{line}")
    with django_assert_num_queries(1):
        site.get("/workshops/")
    with django_assert_num_queries(3):  # workshop, agenda, materials
        site.get(f"/workshops/{workshop.pk}/")
