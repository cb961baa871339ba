"""The founding workshop's day: the admin sets up and brings an office's list, three phones check in 121 people.

Two of the phones are without a network for part of it, and between all of them and the portal somebody loses, repeats
and delays what they send. Afterwards the attendance is what the phones' holders did.
"""

import io
import random
from collections import Counter
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from openpyxl import Workbook
from playwright.sync_api import Error, expect

from events.models import CheckIn, CheckInEvent, DoorPass, Registration, Undecided
from events.models import Workshop as WorkshopRow
from events.rules.tickets import Ticket, ticket_text
from pacc.demo import names
from pacc.thai.dates import BUDDHIST_ERA_OFFSET
from tests.browser import kit
from tests.factories.places import surin_and_buriram
from tests.fixtures.people import enter_zone
from tests.fixtures.stack import eventually

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]

PEOPLE = 121
# Who stands before which phone; at the edges two phones meet the same people.
SHARES = {"ประตู 1": (0, 50), "ประตู 2": (40, 90), "ประตู 3": (80, 121)}
BOTH = set(range(40, 50)) | set(range(80, 90))

_SCAN_ALL = """async (tickets) => {
    const box = document.getElementById("door-result"), text = document.getElementById("door-scanner-text");
    for (const ticket of tickets) {
        text.value = ticket;
        const shown = new Promise((tell) => new MutationObserver((_, watcher) => { watcher.disconnect(); tell(); })
            .observe(box, { childList: true }));
        document.getElementById("door-scanner").requestSubmit();
        await shown;
    }
}"""


def people_of_the_day():
    """Titles and names, each once."""
    rng = random.Random(2565)
    found = {}
    while len(found) < PEOPLE:
        title, name = names.person(rng)
        found[name] = title
    return [(title, name) for name, title in found.items()]


def an_offices_list(people):
    """A title above merged headings, two sheets, title and name in one cell, telephone numbers as numbers."""
    book = Workbook()
    halves = (people[:70], people[70:])
    for number, half in enumerate(halves):
        page = book.active if number == 0 else book.create_sheet()
        page.title = f"แผ่นที่ {number + 1}"
        page.append(["บัญชีรายชื่อผู้เข้าร่วมประชุมเชิงปฏิบัติการ"])
        page.merge_cells("A1:E1")
        page.append([])
        page.append(["ที่", "ชื่อ - นามสกุล", "ข้อมูลติดต่อ", "", "จังหวัด"])
        page.merge_cells("C3:D3")
        page.append(["", "", "โทรศัพท์", "หน่วยงาน", ""])
        for place, (title, name) in enumerate(half, start=1):
            page.append([place, f"{title}{name}", 810000000 + number * 1000 + place, "อสม.", "สุรินทร์"])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


class Nemesis:
    """Stands between a phone and the portal: loses what is sent or answered, repeats it, brings what is old late."""

    DEEDS = ("pass", "lose", "lose_answer", "repeat", "late")

    def __init__(self, deeds):
        self.deeds, self.old, self.is_there, self.is_offline = deeds, [], True, False

    def __call__(self, route):
        if self.is_offline:
            return route.abort()  # what a route answers does not ask the browser's own switch
        if not self.is_there:
            return route.continue_()
        try:
            return getattr(self, f"_{next(self.deeds)}")(route)
        except Error:
            return None  # the phone gave up waiting, or the page was left

    def _pass(self, route):
        self.old.append(route.request.post_data)
        route.continue_()

    def _lose(self, route):
        route.abort()

    def _lose_answer(self, route):
        route.fetch()
        route.abort()

    def _repeat(self, route):
        route.fetch()
        route.fulfill(response=route.fetch())

    def _late(self, route):
        """Something that the phone sent long ago arrives first."""
        if self.old:
            route.fetch(post_data=self.old[0])
        route.continue_()


def in_turn(done):
    """Each deed as often as the others, in an order that nobody foresees; `done` counts them."""
    chance = random.Random(24)
    while True:
        for deed in chance.sample(Nemesis.DEEDS, len(Nemesis.DEEDS)):
            done[deed] += 1
            yield deed


@pytest.fixture
def done():
    return Counter()


@pytest.fixture
def nemeses(done):
    """One for each phone; what they do is dealt to them from one hand."""
    deeds = in_turn(done)
    return {label: Nemesis(deeds) for label in SHARES}


@contextmanager
def offline(page, nemesis):
    page.context.set_offline(True)
    nemesis.is_offline = True
    try:
        yield
    finally:
        nemesis.is_offline = False
        page.context.set_offline(False)


def set_up(page, address, people):
    """The admin's morning, by the desk's own pages; gives the paths of three passes."""
    today = timezone.localdate()
    page.goto(f"{address}/workshops/new/")
    page.fill("#id_title", "ประชุมเชิงปฏิบัติการสร้างเครือข่ายภาคประชาสังคม จังหวัดสุรินทร์")
    page.select_option("#id_host_office", "3")
    page.fill("#id_starts_on_0", str(today.day))
    page.select_option("#id_starts_on_1", str(today.month))
    page.fill("#id_starts_on_2", str(today.year + BUDDHIST_ERA_OFFSET))
    page.fill("#id_venue", "หอประชุมผ้าไหม")
    page.select_option("#id_province", "32")
    page.fill("#id_capacity", "๑๔๐")
    page.locator("main form .acts button").click()
    workshop = WorkshopRow.objects.get()
    home = f"{address}/workshops/{workshop.pk}/"
    page.goto(f"{home}open/")
    page.locator("main form .acts button").click()
    page.goto(f"{home}import/")
    file = {"name": "รายชื่อ.xlsx", "mimeType": "application/octet-stream", "buffer": an_offices_list(people)}
    page.set_input_files("#id_file", file)
    page.locator("main form .acts button").first.click()
    page.locator("form[action$='/save/'] button").first.click()
    assert Registration.objects.filter(state="registered").count() == PEOPLE
    paths = {}
    for label in SHARES:
        page.goto(f"{home}door/")
        page.fill("#id_label", label)
        page.locator("main section.panel form button").click()
        page.goto(f"{home}door/{DoorPass.objects.get(label=label).pk}/")
        paths[label] = urlsplit(page.locator("main .panel a").first.get_attribute("href")).path
    return paths


def take(browser, address, path, nemesis):
    """A phone that took its pass, with the list; the nemesis stands by from here on."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, timezone_id="Asia/Bangkok", reduced_motion="reduce"
    )
    phone = context.new_page()
    phone.goto(address + path)
    phone.locator("main form button").first.click()
    phone.wait_for_url("**/door/app/")
    expect(phone.locator("#door-here")).to_have_text("0", timeout=30_000)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.route("**/door/events", nemesis)
    return phone


def came_to(phone, tickets, *, a_few_at_once=5):
    """People come in small groups; between them the phone has time to send."""
    for start in range(0, len(tickets), a_few_at_once):
        phone.evaluate(_SCAN_ALL, tickets[start : start + a_few_at_once])
        phone.wait_for_timeout(300)


def at_rest(phone):
    """All that it noted was answered for."""
    expect(phone.locator("#door-offline")).to_be_hidden(timeout=90_000)


def test_whole_day(chromium, desk_address, signed_in_at, settings, nemeses, done):
    surin_and_buriram()
    people = people_of_the_day()
    with kit.visit(chromium, **signed_in_at("workshop_admin")) as page:
        paths = set_up(page, desk_address, people)

    enter_zone(settings, "site")
    settings.ALLOWED_HOSTS = ["localhost"]
    with kit.served() as address:
        settings.CSRF_TRUSTED_ORIGINS = [address]
        holders_do(chromium, address, people, paths, nemeses)

    check(people)
    assert set(done) == set(Nemesis.DEEDS)
    enter_zone(settings, "desk")
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.CSRF_TRUSTED_ORIGINS = [desk_address]
    with kit.visit(chromium, **signed_in_at("workshop_admin")) as page:
        page.goto(f"{desk_address}/workshops/{WorkshopRow.objects.get().pk}/")
        assert str(PEOPLE) in page.locator("main .stats").inner_text()


def holders_do(chromium, address, people, paths, nemeses):
    """The holders' day: 121 arrivals, twenty of them on two phones; one taken back, one who came unannounced."""
    ids = [Registration.objects.get(name=name) for _title, name in people]
    tickets = [ticket_text(Ticket(one.workshop_id, one.pk, one.ticket)) for one in ids]
    phones = {label: take(chromium, address, paths[label], nemeses[label]) for label in SHARES}
    first, second, third = phones.values()
    mine = {label: tickets[start:end] for label, (start, end) in SHARES.items()}
    try:
        with offline(second, nemeses["ประตู 2"]):
            came_to(third, mine["ประตู 3"][:20])
            came_to(second, mine["ประตู 2"])
            came_to(first, mine["ประตู 1"][:15])
            with offline(first, nemeses["ประตู 1"]):
                came_to(first, mine["ประตู 1"][15:])
                first.reload()  # its battery was empty for a while
                expect(first.locator("#door-here")).not_to_have_text("0", timeout=30_000)
            came_to(third, mine["ประตู 3"][20:])
            second.fill("#door-q", people[60][1])
            second.locator("#door-people button").first.click()
            second.fill("#door-undo-reason", "คนละคน")
            second.locator("#door-undo button").first.click()
        third.click("#door-walk-in-box > summary")
        third.fill("#door-walk-in-name", "นางสาวญาณี ปู่ฐิติกุล")
        third.fill("#door-walk-in-phone", "0812345678")
        third.click("#door-walk-in button")
        third.wait_for_timeout(5_000)  # the nemesis has its way with them
        for nemesis in nemeses.values():
            nemesis.is_there = False
        for phone in phones.values():
            at_rest(phone)
        eventually(lambda: CheckIn.objects.count() == PEOPLE, seconds=60)
        for phone in phones.values():
            expect(phone.locator("#door-here")).to_have_text(str(PEOPLE), timeout=60_000)
    finally:
        for phone in phones.values():
            phone.context.close()


def check(people):
    """What is stored is what the holders did: nothing doubled, nothing lost, the second scans kept as evidence."""
    came = set(CheckIn.objects.values_list("registration__name", flat=True))
    expected = {name for place, (_title, name) in enumerate(people) if place != 60} | {"ญาณี ปู่ฐิติกุล"}
    assert came == expected
    arrivals = Counter(CheckInEvent.objects.filter(kind="arrival").values_list("registration__name", flat=True))
    twice = {people[place][1] for place in BOTH}
    assert {name for name, count in arrivals.items() if count == 2} == twice
    assert set(arrivals.values()) == {1, 2} and len(arrivals) == PEOPLE + 1
    assert list(CheckInEvent.objects.filter(kind="undo").values_list("registration__name", flat=True)) == [
        people[60][1]
    ]
    assert Registration.objects.filter(state="registered").count() == PEOPLE + 1
    assert not Undecided.objects.exists()
