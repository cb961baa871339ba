"""A workshop's practice link: made and taken back at the desk, leading to the wizard on its days, naming nothing."""

from datetime import timedelta

import pytest
import time_machine

from events.actions.practice import make_practice_link, take_back_practice_link
from events.actions.workshops import move_workshop
from events.models import Workshop
from events.workflow import Move
from pacc.ledger.models import Entry
from pacc.practice import may_practise
from tests.factories.events import A_DAY, a_workshop
from tests.reading import said

pytestmark = pytest.mark.django_db


def on(day):
    return time_machine.travel(f"{day.isoformat()} 09:00+07:00", tick=False)


@pytest.fixture
def workshop(people):
    return a_workshop(people.workshop_admin)


@pytest.fixture
def admin(desk, browser_of):
    return browser_of("workshop_admin")


def leads_in(client, key) -> bool:
    response = client.get(f"/workshops/practice/{key}/")
    assert response.status_code == 302
    return may_practise(response["Location"].split("/")[2])


def test_admin_makes_shows_renews_and_takes_back_the_link(admin, workshop):
    address = f"/workshops/{workshop.pk}/practice/"
    assert "ยังไม่มีลิงก์ฝึกใช้งาน" in said(admin.get(address))
    assert admin.post(address)["Location"] == address
    first = Workshop.objects.get().practice_key
    page = said(admin.get(address))
    assert f"/workshops/practice/{first}/" in page and "data:image/png;base64," in page
    admin.post(address)
    assert Workshop.objects.get().practice_key not in {"", first}
    admin.post(address, {"take_back": "1"})
    assert Workshop.objects.get().practice_key == ""
    entries = Entry.objects.filter(what__startswith="workshop.practice").order_by("id")
    assert [entry.what.split("_", 1)[1] for entry in entries] == ["offered", "offered", "taken_back"]


def test_page_of_the_workshop_leads_to_the_link(admin, workshop):
    assert f"/workshops/{workshop.pk}/practice/" in said(admin.get(f"/workshops/{workshop.pk}/"))


@pytest.mark.parametrize(("days", "works"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_link_works_on_the_workshops_days_and_one_around(people, workshop, site, days, works):
    key = make_practice_link(workshop, by=people.workshop_admin).practice_key
    with on(A_DAY + timedelta(days=days)):
        assert leads_in(site, key) is works


def test_link_that_was_renewed_or_taken_back_or_is_made_up_leads_nowhere(people, workshop, site):
    first = make_practice_link(workshop, by=people.workshop_admin).practice_key
    second = make_practice_link(workshop, by=people.workshop_admin).practice_key
    with on(A_DAY):
        assert [leads_in(site, key) for key in (first, second, "made-up", "x" * 300)] == [False, True, False, False]
        take_back_practice_link(workshop, by=people.workshop_admin)
        assert not leads_in(site, second)


def test_link_of_a_cancelled_workshop_leads_nowhere(people, workshop, site):
    key = make_practice_link(workshop, by=people.workshop_admin).practice_key
    move_workshop(workshop, Move.CANCEL, by=people.workshop_admin)
    with on(A_DAY):
        assert not leads_in(site, key)


def test_address_of_the_wizard_is_the_same_for_all_workshops(people, workshop, site):
    keys = [
        make_practice_link(each, by=people.workshop_admin).practice_key
        for each in (workshop, a_workshop(people.workshop_admin, title="อีกแห่ง"))
    ]
    with on(A_DAY):
        assert len({site.get(f"/workshops/practice/{key}/")["Location"] for key in keys}) == 1


def test_practising_takes_one_query(people, workshop, site, django_assert_num_queries):
    key = make_practice_link(workshop, by=people.workshop_admin).practice_key
    with on(A_DAY), django_assert_num_queries(1):
        assert leads_in(site, key)
