"""Evaluation and tests, at the desk and on a participant's phone, each page looked at whole."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from events.actions.surveys import ItemFacts, add_item, begin_survey
from events.models import SurveyResponse
from events.queries.surveys import address_of
from events.workflow import State
from tests.browser import kit
from tests.browser.looking import LANGUAGES, Looker
from tests.browser.test_workshop_papers_and_door import shoot
from tests.factories.events import a_workshop
from tests.factories.surveys import an_open_survey, sheets

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]


@pytest.fixture
def surveys(people):
    """An evaluation of eleven sheets, and a test before and after."""
    admin = people.workshop_admin
    workshop = a_workshop(admin, state=State.OPEN, title="ประชุมเครือข่าย จังหวัดสุรินทร์")
    evaluation = an_open_survey(workshop, admin)
    sheets(evaluation, *[5, 5, 4, 4, 3] * 2, 5, text="วิทยากรตอบคำถามดีมาก")
    question = ItemFacts(kind="choice", label="สายด่วนแจ้งเบาะแสคือเบอร์ใด", choices=["191", "1206", "1669"], right=1)
    add_item(begin_survey(workshop, "pre-test", by=admin), question, by=admin)
    before, after = (an_open_survey(workshop, admin, kind=kind) for kind in ("pre-test", "post-test"))
    sheets(before, *[0, 0, 2, 1, 0] * 2)
    sheets(after, *[1, 1, 1, 1, 0] * 2)
    return {"workshop": workshop, "evaluation": evaluation, "before": before}


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_pages_have_no_fault(chromium, desk_address, signed_in_at, surveys, language):
    pages = {
        "list": "", "evaluation": "evaluation/", "results": "evaluation/results/", "screen": "evaluation/screen/",
        "test": "pre-test/", "gain": "post-test/results/",
    }  # fmt: skip
    with kit.visit(chromium, **signed_in_at("workshop_admin")) as page:
        looker = Looker(page, desk_address, language)
        for name, path in pages.items():
            looker.open(f"/workshops/{surveys['workshop'].pk}/surveys/{path}")
            shoot(page, f"survey-{name}-{language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_no_fault(chromium, site_address, surveys, language):
    with kit.visit(chromium) as page:
        looker = Looker(page, site_address, language)
        for name in ("evaluation", "before"):
            looker.open(urlsplit(address_of(surveys[name])).path)
            shoot(page, f"sheet-{name}-{language}")
        looker.press("main form button")
        shoot(page, f"sheet-refused-{language}")


def test_screen_follows_what_is_answered(chromium, desk_address, signed_in_at, surveys):
    with kit.visit(chromium, **signed_in_at("workshop_admin")) as page:
        page.goto(f"{desk_address}/workshops/{surveys['workshop'].pk}/surveys/evaluation/screen/")
        expect(page.locator("main .lead")).to_contain_text("11")
        sheets(surveys["evaluation"], 1)
        expect(page.locator("main .lead")).to_contain_text("12", timeout=30_000)


def test_sheet_is_answered_without_a_script(chromium, site_address, surveys):
    with kit.visit(chromium, script=False) as page:
        page.goto(site_address + urlsplit(address_of(surveys["before"])).path)
        page.locator("main label").nth(1).click()
        page.locator("main form button").click()
        expect(page.locator("main h1")).to_contain_text("ขอบคุณ")
    assert SurveyResponse.objects.filter(survey=surveys["before"]).count() == 11
