"""The desk's pages of a workshop's door and folder, and the door's own without a script, each looked at whole."""

import os
from pathlib import Path

import pytest
from django.utils import timezone

from events.actions.door_passes import issue_pass, link_of, take_pass
from events.models import Undecided
from events.workflow import State
from tests.browser import kit
from tests.browser.looking import LANGUAGES, Looker
from tests.factories.door import bring, walk_in
from tests.factories.events import a_line, a_workshop, present, some_people
from tests.factories.folder import a_photograph_of, an_indicator_of

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]


@pytest.fixture
def workshop(people):
    admin, today = people.workshop_admin, timezone.localdate()
    workshop = a_workshop(admin, state=State.OPEN, title="ประชุมเครือข่าย จังหวัดสุรินทร์", starts_on=today)
    a_line(workshop, admin)
    everybody = some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี", "ก" * 80)
    present(workshop.half_days.first(), everybody[0], by=admin)
    an_indicator_of(workshop, admin, reached=130)
    a_photograph_of(workshop, admin)
    key = take_pass(issue_pass(workshop, label="ประตู 1", by=admin))
    issue_pass(workshop, label="ประตู 2", by=admin)
    moment = timezone.now()
    bring(key, walk_in("สมชาย ใจดี", at=moment), {"id": "6c0ee2f2-9f43-4d1a-8a55-9a6a8f0f8c11"},
          sent=moment, received=moment)  # fmt: skip
    assert Undecided.objects.count() == 2
    return workshop


def shoot(page, name):
    """Pictures for the eye, where somebody asks for them: WORKSHOP_PICTURES names a folder."""
    if folder := os.environ.get("WORKSHOP_PICTURES"):
        for size in (kit.PHONE, kit.DESKTOP):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            kit.shoot(page, Path(folder) / f"{name}-{size[0]}.png")


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_pages_have_no_fault(chromium, desk_address, signed_in_at, workshop, language):
    first, second = workshop.door_passes.all()
    photograph, indicator = workshop.photographs.get(), workshop.indicators.get()
    pages = {
        "door": "door/",
        "pass-taken": f"door/{first.pk}/",
        "pass": f"door/{second.pk}/",
        "undecided": "door/undecided/",
        "folder": "folder/",
        "report": "folder/report/",
        "indicator": f"folder/indicators/{indicator.pk}/",
        "photograph": f"folder/photographs/{photograph.pk}/",
        "photograph-new": "folder/photographs/new/",
    }
    with kit.visit(chromium, **signed_in_at("workshop_admin")) as page:
        looker = Looker(page, desk_address, language)
        for name, path in pages.items():
            looker.open(f"/workshops/{workshop.pk}/{path}")
            shoot(page, f"{name}-{language}")
        looker.open(f"/workshops/fiscal-years/{workshop.fiscal_year}/")
        shoot(page, f"fiscal-year-{language}")
        looker.open(f"/workshops/{workshop.pk}/door/").refused("main section.panel button", "label")
        looker.open(f"/workshops/{workshop.pk}/folder/indicators/new/").refused(
            "form.panel button", "name", "target", "unit"
        )
        shoot(page, f"refused-{language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_door_has_no_fault_without_a_script(chromium, site_address, people, workshop, language):
    link = link_of(workshop.door_passes.last())
    person = workshop.registrations.first()
    half_day = workshop.half_days.first()
    with kit.visit(chromium, script=True) as page:
        looker = Looker(page, site_address, language)
        looker.open(f"/door/enter/{link}/")
        shoot(page, f"enter-{language}")
        page.locator("main form button").click()
        page.wait_for_url("**/door/app/")  # the plain page's script goes on by itself, once it has come
        for name, path in {
            "plain": "/door/?plain", "found": "/door/?plain&q=ใจ", "walk-in": "/door/walk-in/",
            "undo": f"/door/undo/{half_day.pk}/{person.pk}/", "scanned": "/door/scanned/?ticket=x",
        }.items():  # fmt: skip
            looker.open(path)
            shoot(page, f"{name}-{language}")
        looker.open("/door/walk-in/").refused("main form button", "name")
