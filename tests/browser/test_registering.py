"""Somebody registers, waits, and takes the place that is offered; and every page of it, in a real browser."""

import os
from pathlib import Path
from uuid import UUID

import pytest

from events.actions.registering import PersonFacts
from events.actions.seating import fill_seats
from events.actions.signing_up import GroupSignUp, sign_up_group
from events.models import Question, Registration, Workshop
from events.queries.own_registrations import link_to, token_of
from events.workflow import State
from tests.browser import kit
from tests.browser.test_public_pages import LANGUAGES, look_at
from tests.factories.events import a_workshop, some_people

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]

PARTY = UUID("11111111-1111-4111-8111-111111111111")


def shoot(page, name):
    """Pictures for the eye, where somebody asks for them: REGISTERING_PICTURES names a folder."""
    if folder := os.environ.get("REGISTERING_PICTURES"):
        for size in (kit.PHONE, kit.DESKTOP):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            kit.shoot(page, Path(folder) / f"{name}-{size[0]}.png")


@pytest.fixture
def workshop(people):
    workshop = a_workshop(people.workshop_admin, state=State.OPEN, title="ประชุมเครือข่าย จังหวัดสุรินทร์", capacity=4)
    Workshop.objects.update(asks_citizen_id=True)
    meal = Question.objects.create(
        workshop=workshop, position=1, kind="food", label="อาหาร", label_en="Food", choices=["ทั่วไป", "เจ", "ฮาลาล"]
    )
    Question.objects.create(
        workshop=workshop,
        position=2,
        kind="text",
        label="แพ้อะไร",
        label_en="Allergies",
        only_if=meal,
        only_if_choice="เจ",
    )
    Question.objects.create(workshop=workshop, position=3, kind="file", label="หนังสือรับรอง", label_en="Letter")
    return workshop


@pytest.mark.parametrize("script", [True, False])
def test_somebody_waits_and_takes_the_place_that_gets_free(chromium, site_address, people, workshop, script):
    first, *_others = some_people(workshop, people.workshop_admin, "หนึ่ง", "สอง", "สาม", "สี่")
    with kit.visit(chromium, script=script) as page:
        page.goto(f"{site_address}/en/workshops/{workshop.pk}/")
        page.get_by_role("link", name="Put me on the waiting list").click()
        page.get_by_label("Name and surname").fill("นายสมชาย ใจดี")
        page.get_by_label("Telephone").fill("081 234 5678")
        page.get_by_text("เจ", exact=True).click()
        page.get_by_role("button", name="Put me on the waiting list").click()
        assert "On the waiting list" in page.inner_text("main")
        Registration.objects.filter(pk=first.pk).update(state="cancelled")
        assert fill_seats(workshop.pk) == 1
        page.reload()
        page.get_by_role("button", name="Take the place").click()
        assert page.locator("main img").is_visible()
        assert page.locator("main img").evaluate("image => image.naturalWidth") > 100
        page.get_by_role("link", name="Give the place back").click()
        page.get_by_role("button", name="Give the place back").click()
    assert Registration.objects.get(name="สมชาย ใจดี").state == "cancelled"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_registering_have_no_fault(chromium, site_address, people, workshop, language):
    (person,) = some_people(workshop, people.workshop_admin, "สมชาย ใจดี", phone="0812345678")
    group = [PersonFacts(name=name, title="นาง", phone="0812345679") for name in ("หนึ่ง ใจงาม", "สอง ใจงาม")]
    party = sign_up_group(workshop, GroupSignUp(PARTY, "กลุ่มสตรีทอผ้าไหม", "ผู้ประสาน ใจดี", "0812345670", "", group))
    own = f"/workshops/mine/{link_to([person]).token}/"
    paths = {
        "workshop": f"/workshops/{workshop.pk}/", "form": f"/workshops/{workshop.pk}/register/",
        "group": f"/workshops/{workshop.pk}/register/group/", "own": own, "edit": f"{own}{person.pk}/",
        "leave": f"{own}leave/", "party": f"/workshops/mine/{token_of(party)}/",
    }  # fmt: skip
    with kit.visit(chromium) as page:
        for name, path in paths.items():
            page.set_viewport_size({"width": kit.PHONE[0], "height": kit.PHONE[1]})
            page.emulate_media(color_scheme="light")
            page.goto(site_address + language + path)
            shoot(page, f"{name}{language.replace('/', '-')}")
            page.set_viewport_size({"width": kit.PHONE[0], "height": kit.PHONE[1]})
            assert look_at(page) == [], name
        for name in ("form", "group"):
            page.goto(site_address + language + paths[name])
            page.locator("form[method=post] button.btn:not(.btn-2)").last.click()
            assert page.locator(".errsum").is_visible()
            assert look_at(page) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_pages_of_a_registration_have_no_fault(chromium, desk_address, signed_in_at, people, workshop, language):
    (person,) = some_people(workshop, people.workshop_admin, "สมชาย ใจดี", phone="0812345678")
    Registration.objects.update(state="applied")
    with kit.visit(chromium, **signed_in_at("workshop_admin")) as page:
        for tail in ("?state=applied", f"{person.pk}/", f"{person.pk}/decide/", f"{person.pk}/citizen-id/"):
            page.set_viewport_size({"width": kit.PHONE[0], "height": kit.PHONE[1]})
            page.emulate_media(color_scheme="light")
            page.goto(f"{desk_address}{language}/workshops/{workshop.pk}/people/{tail}")
            shoot(page, f"desk-{tail.strip('/?').replace('/', '-')}{language.replace('/', '-')}")
            page.set_viewport_size({"width": kit.PHONE[0], "height": kit.PHONE[1]})
            assert look_at(page) == [], tail
