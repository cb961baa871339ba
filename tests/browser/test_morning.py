"""An officer's morning: twenty new reports brought to a first decision with the keyboard alone."""

import pytest

from pacc.ledger.models import Entry
from reports.models import Message, Proposal, Report
from tests.browser import kit
from tests.factories.offices import an_office
from tests.factories.reports import a_report

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]
NEW = 20


class Keyboard:
    """Nothing but keys. `layout`: which letter the key at a place types; the portal looks at the place."""

    def __init__(self, page, thai):
        self.page, self.keys, self.thai = page, page.keyboard, thai
        self.presses = 0

    def __call__(self, *keys):
        for key in keys:
            self.presses += 1
            if self.thai and len(key) == 1 and key.isalpha():
                self.at_its_place(key)
            else:
                self.keys.press(key)

    def at_its_place(self, letter):
        """As a Thai layout sends it: the key of the place, and the Thai letter that stands there."""
        thai = dict(zip("abdefghjklmqrstuxyz", "ฟิกำดเ้่าสทๆพหะีปัผ", strict=True))[letter]
        what = {"code": f"Key{letter.upper()}", "key": thai, "windowsVirtualKeyCode": ord(letter.upper())}
        client = self.page.context.new_cdp_session(self.page)
        client.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **what})
        client.send("Input.dispatchKeyEvent", {"type": "keyUp", **what})
        client.detach()

    def leads_on(self, *keys):
        self(*keys[:-1])
        with self.page.expect_navigation():
            self(keys[-1])

    def types(self, text):
        self.presses += 1
        self.keys.insert_text(text)


def decide_transfer(keyboard):
    keyboard.leads_on("x")
    keyboard.keys.press("ArrowDown")
    keyboard("Tab")
    keyboard.types("อยู่ในพื้นที่เขต 4")
    keyboard("Tab")
    keyboard.leads_on("Enter")
    keyboard.leads_on("y")


def decide_question(keyboard):
    keyboard.leads_on("t")
    keyboard.leads_on("q")
    keyboard.types("เกิดเหตุวันใด")
    keyboard("Tab", "Tab", "Tab", "Tab")
    keyboard.leads_on("Enter")
    keyboard.leads_on("y")
    keyboard.leads_on("u")


def decide_no_ground(keyboard):
    keyboard.leads_on("t")
    keyboard.leads_on("e")
    keyboard("Space", "Tab", "Tab")
    keyboard.types("ตรวจสอบแล้วไม่พบมูล")
    keyboard("Tab")
    keyboard.leads_on("Enter")
    keyboard.leads_on("y")
    keyboard.leads_on("u")


def decide_facts(keyboard):
    keyboard.leads_on("t")
    keyboard("l", "ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown", "Tab")
    keyboard.leads_on("Enter")
    keyboard.leads_on("f")
    keyboard("a")
    keyboard.types("กำลังตรวจสอบข้อเท็จจริง")
    keyboard("Tab")
    keyboard.leads_on("Enter")
    keyboard.leads_on("y")
    keyboard.leads_on("u")


@pytest.mark.parametrize("thai", [False, True], ids=["latin", "thai"])
def test_twenty_new_reports_without_a_mouse(chromium, desk_address, people, signed_in_at, thai):
    an_office(4)
    for number in range(NEW):
        a_report(subject=f"เรื่องที่ {number}")
    decisions = [decide_transfer, decide_question, decide_no_ground, decide_facts]
    with kit.visit(chromium, kit.DESKTOP, **signed_in_at("officer")) as page:
        keyboard = Keyboard(page, thai)
        page.goto(f"{desk_address}/reports/?state=routed")
        for number in range(NEW):
            # The one on top is the newest that nobody decided yet.
            if number:
                page.goto(f"{desk_address}/reports/?state=routed")
            keyboard("j")
            keyboard.leads_on("Enter")
            decisions[number % len(decisions)](keyboard)
    assert not Report.objects.filter(office=3, state="routed").exists()
    each = NEW // len(decisions)
    assert Report.objects.filter(state="routed", routings__reason="transfer").count() == each
    assert Report.objects.filter(state="waiting").count() == each
    assert Report.objects.filter(state="fact_finding").exclude(official_class="").exclude(severity="").count() == each
    assert Proposal.objects.filter(reason="no_ground", decided_on=None).count() == each
    assert Message.objects.filter(kind="answer").count() == each
    assert Entry.objects.filter(what="report.opened").values("report_id").distinct().count() == NEW
    assert keyboard.presses / NEW <= 20


def test_the_sheet_shows_the_keys_of_the_page_and_no_key_works_while_typing(
    chromium, desk_address, people, signed_in_at
):
    report = a_report()
    with kit.visit(chromium, kit.DESKTOP, **signed_in_at("officer")) as page:
        page.goto(f"{desk_address}/reports/{report.reference}/")
        page.keyboard.press("Shift+Slash")
        shown = page.inner_text("#keys")
        assert "รับเรื่อง" in shown
        page.keyboard.press("t")
        page.keyboard.press("Escape")
        page.focus("#note_text")
        page.keyboard.type("test")
        assert page.input_value("#note_text") == "test"
        report.refresh_from_db()
        assert report.state == "routed"
        page.keyboard.press("Escape")
        with page.expect_navigation():
            page.keyboard.press("t")
    report.refresh_from_db()
    assert report.state == "assigned"


def test_without_a_script_nothing_speaks_of_keys(chromium, desk_address, people, signed_in_at):
    report = a_report()
    with kit.visit(chromium, kit.DESKTOP, script=False, **signed_in_at("officer")) as page:
        page.goto(f"{desk_address}/reports/{report.reference}/")
        assert "แป้นลัด" not in page.inner_text("body")


def test_what_is_typed_is_kept_by_itself(chromium, desk_address, people, signed_in_at):
    report = a_report()
    with kit.visit(chromium, kit.DESKTOP, **signed_in_at("officer")) as page:
        page.goto(f"{desk_address}/reports/{report.reference}/")
        page.fill("#note_text", "ยังเขียนไม่จบ")
        page.locator("[data-kept]", has_text="บันทึกร่างแล้วเมื่อ").wait_for()
        page.goto(f"{desk_address}/reports/{report.reference}/")
        assert page.input_value("#note_text") == "ยังเขียนไม่จบ"
    assert not Message.objects.exists()
