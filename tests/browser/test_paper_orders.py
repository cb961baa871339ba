"""Somebody waits for a long paper: the page follows it with a script, and by itself without one."""

import pytest

from events.actions.paper_orders import Wanted, keep_paper, note_progress, order_paper
from events.workflow import State
from tests.browser import kit
from tests.factories.events import a_workshop

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]


@pytest.mark.parametrize("script", [True, False])
def test_page_follows_the_paper_until_it_is_ready(chromium, desk_address, signed_in_at, people, script):
    workshop = a_workshop(people.workshop_admin, state=State.OPEN)
    order = order_paper(workshop, Wanted("badges", 8), people=1_000, by=people.workshop_admin)
    with kit.visit(chromium, script=script, **signed_in_at("workshop_admin")) as page:
        page.goto(f"{desk_address}/workshops/{workshop.pk}/papers/orders/{order.pk}/")
        note_progress(order, 450)
        page.locator("#how-far-said", has_text="450").wait_for(timeout=30_000)
        keep_paper(order, b"%PDF")
        page.locator(f"a[href$='{order.pk}/file.pdf']").wait_for(timeout=30_000)
