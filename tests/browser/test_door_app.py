"""The app on phones at the door, in a real browser: with a network, without one, and with things going wrong."""

import io
import os
import random
import re
import sys
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import av
import pytest
import segno
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from events.actions.door_passes import issue_pass, link_of, revoke_pass
from events.models import CheckIn, CheckInEvent, DoorPass, Registration, Undecided
from events.rules.name_search import distance
from events.rules.tickets import Ticket, ticket_text
from events.workflow import State
from pacc.demo import names
from pacc.thai.collation import DOTTED_TITLES, LATIN_TITLES, WORD_TITLES, search_key
from tests.browser import kit
from tests.factories.events import a_workshop, some_people
from tests.fixtures.stack import eventually

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("keys")]

expect.set_options(timeout=30_000)  # three browsers at once on two cores

NAMES = ["คำพอง ไหมงาม", "พิมพ์ใจ ไหมทอง", "สมหมาย เส้นไหม", "บุญธรรม ไหมคำ", "บุญเลิศ ขุนแก้ว"]


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    today = timezone.localdate()
    workshop = a_workshop(admin, state=State.OPEN, title="เครือข่ายภาคประชาสังคม จังหวัดสุรินทร์", starts_on=today)
    some_people(workshop, admin, *NAMES)
    return workshop


@pytest.fixture
def person(workshop):
    return {one.name: one for one in Registration.objects.filter(workshop=workshop)}


@pytest.fixture
def new_phone(chromium, site_address, workshop, admin):
    """new_phone("ประตู 1"): a page of the app on a phone that took a pass, with its list."""
    contexts = []

    def made(label, browser=chromium, **options):
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, reduced_motion="reduce", timezone_id="Asia/Bangkok", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.broken = []
        page.on("pageerror", lambda error: page.broken.append(str(error)))
        door_pass = issue_pass(workshop, label=label, by=admin)
        page.goto(f"{site_address}/door/enter/{link_of(door_pass)}/")
        page.get_by_role("button", name="ใช้เครื่องนี้ลงชื่อ").click()
        page.wait_for_url("**/door/app/")
        expect(page.locator("#door-here")).to_have_text("0")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return page

    yield made
    for context in contexts:
        broken = [error for page in context.pages for error in getattr(page, "broken", [])]
        context.close()
        assert broken == []


def ticket_of(one, *, workshop_id=None, number=None):
    return ticket_text(Ticket(workshop_id or one.workshop_id, one.pk, number or one.ticket))


def altered(ticket):
    """One letter of the signature is another one."""
    return ticket[:60] + ("A" if ticket[60] != "A" else "B") + ticket[61:]


def scan(page, text):
    page.fill("#door-scanner-text", text)
    page.press("#door-scanner-text", "Enter")


def result(page):
    return page.locator("#door-result")


def marked():
    return {name for name in CheckIn.objects.values_list("registration__name", flat=True)}


def brought(page):
    """Once the portal has answered for all that this phone noted."""
    expect(page.locator("#door-offline")).to_be_hidden(timeout=30_000)


@contextmanager
def without_network(page):
    page.context.set_offline(True)
    try:
        yield
    finally:
        page.context.set_offline(False)


def test_ticket_is_marked_and_brought(new_phone, person):
    phone, one = new_phone("ประตู 1"), person["คำพอง ไหมงาม"]
    scan(phone, f"http://localhost:8000/door/t/{ticket_of(one)}")
    expect(result(phone)).to_contain_text("คำพอง ไหมงาม")
    expect(phone.locator("#door-here")).to_have_text("1")
    brought(phone)
    assert marked() == {"คำพอง ไหมงาม"}
    assert CheckInEvent.objects.get().via == "scanner"


@pytest.mark.parametrize(
    ("text_of", "said"),
    [
        (lambda one: "x", "ไม่ใช่ QR ของระบบนี้"),
        (lambda one: altered(ticket_of(one)), "ไม่ใช่ QR ของระบบนี้"),
        (lambda one: ticket_of(one, workshop_id=one.workshop_id + 1), "QR ของการประชุมอื่น"),
        (lambda one: ticket_of(one, number=7), "QR นี้ถูกแทนด้วยใบใหม่แล้ว"),
        (lambda one: ticket_text(Ticket(one.workshop_id, 999_999, 1)), "การลงทะเบียนนี้ไม่มีที่นั่ง"),
    ],
)
def test_wrong_ticket_is_said_at_once_without_a_network(new_phone, person, text_of, said):
    phone = new_phone("ประตู 1")
    with without_network(phone):
        scan(phone, text_of(person["คำพอง ไหมงาม"]))
        expect(result(phone)).to_contain_text(said)
        assert "note-stop" in result(phone).get_attribute("class")
    assert not CheckInEvent.objects.exists()


def test_second_scan_says_when_the_first_was(new_phone, person):
    phone = new_phone("ประตู 1")
    for _turn in range(2):
        scan(phone, ticket_of(person["คำพอง ไหมงาม"]))
    expect(result(phone)).to_contain_text("ลงชื่อไว้ก่อนแล้ว")
    brought(phone)
    assert CheckInEvent.objects.count() == 1


def test_everything_goes_on_without_a_network_and_is_brought_once(new_phone, person):
    """Marks, a walk-in, an undo; the page is even loaded anew, and killed; then all is brought in one request."""
    phone = new_phone("ประตู 1")
    with without_network(phone):
        scan(phone, ticket_of(person["คำพอง ไหมงาม"]))
        expect(result(phone)).to_contain_text("คำพอง")
        phone.fill("#door-q", "ไหมทอ")
        phone.locator("#door-people button").click()
        phone.fill("#door-q", "")
        phone.click("#door-walk-in-box > summary")
        phone.fill("#door-walk-in-name", "นางสาวญาณี ปู่ฐิติกุล")
        phone.fill("#door-walk-in-phone", "0812345678")
        phone.click("#door-walk-in button")
        expect(phone.locator("#door-here")).to_have_text("3")
        scan(phone, ticket_of(person["บุญเลิศ ขุนแก้ว"]))
        result(phone).get_by_role("button", name="ถอน").click()
        phone.fill("#door-undo-reason", "คนละคน")
        phone.click("#door-undo button")
        expect(phone.locator("#door-offline")).to_contain_text("ไม่มีสัญญาณ ทำงานต่อได้")
        phone.reload()
        expect(phone.locator("#door-here")).to_have_text("3")
        assert not CheckInEvent.objects.exists()
    brought(phone)
    assert marked() == {"คำพอง ไหมงาม", "พิมพ์ใจ ไหมทอง", "ญาณี ปู่ฐิติกุล"}
    assert Registration.objects.get(name="ญาณี ปู่ฐิติกุล").phone == "0812345678"
    assert CheckInEvent.objects.filter(kind="undo").get().reason == "คนละคน"


def test_link_of_a_ticket_opens_in_the_app_without_a_network_and_asks_first(new_phone, person, site_address):
    phone, one = new_phone("ประตู 1"), person["สมหมาย เส้นไหม"]
    with without_network(phone):
        phone.goto(f"{site_address}/door/t/{ticket_of(one)}")
        expect(result(phone)).to_contain_text("สมหมาย เส้นไหม")
        expect(phone.locator("#door-here")).to_have_text("0")
        result(phone).get_by_role("button", name="ลงชื่อ", exact=True).click()
        expect(phone.locator("#door-here")).to_have_text("1")
    brought(phone)
    assert marked() == {"สมหมาย เส้นไหม"}


def test_two_phones_that_marked_one_person_without_a_network_are_both_told(new_phone, person):
    first, second = new_phone("ประตู 1"), new_phone("ประตู 2")
    one = person["คำพอง ไหมงาม"]
    with without_network(first), without_network(second):
        for phone in (first, second):
            scan(phone, ticket_of(one))
            expect(phone.locator("#door-here")).to_have_text("1")
    for phone in (first, second):
        brought(phone)
    for phone in (first, second):
        expect(phone.locator("#door-open")).to_contain_text("ลงชื่อจากสองเครื่อง", timeout=30_000)
        expect(phone.locator("#door-open")).to_contain_text("ประตู 2")
    assert CheckIn.objects.count() == 1
    assert CheckInEvent.objects.count() == 2


def test_other_phone_sees_the_numbers_and_may_take_back(new_phone, person):
    first, second = new_phone("ประตู 1"), new_phone("ประตู 2")
    scan(first, ticket_of(person["คำพอง ไหมงาม"]))
    brought(first)
    expect(second.locator("#door-here")).to_have_text("1", timeout=30_000)
    second.fill("#door-q", "คำพอง")
    second.locator("#door-people button").click()
    second.fill("#door-undo-reason", "คนละคน")
    second.get_by_role("button", name="ถอนการลงชื่อ").click()
    expect(second.locator("#door-here")).to_have_text("0")
    brought(second)
    expect(first.locator("#door-here")).to_have_text("0", timeout=30_000)
    assert not CheckIn.objects.exists()


def test_phone_with_a_wrong_clock_tells_the_right_time(new_phone, person):
    phone = new_phone("ประตู 1")
    phone.clock.set_fixed_time("2019-01-01T05:00:00+07:00")
    scan(phone, ticket_of(person["คำพอง ไหมงาม"]))
    event = eventually(CheckInEvent.objects.first, seconds=30)
    assert event.claimed_at.year in {2018, 2019}
    assert abs((timezone.now() - event.happened_at).total_seconds()) < 60


def test_altered_list_on_the_phone_is_refused_and_fetched_anew(new_phone, person):
    phone = new_phone("ประตู 1")
    phone.evaluate(
        """() => new Promise(done => { const open = indexedDB.open('door'); open.onsuccess = () => {
            const change = open.result.transaction('kept', 'readwrite'), kept = change.objectStore('kept');
            const found = kept.get('pieces'); found.onsuccess = () => {
                const record = found.result; new Uint8Array(record.sealed)[40] ^= 1; kept.put(record, 'pieces'); };
            change.oncomplete = () => done(true); }; })"""
    )
    phone.reload()
    expect(phone.locator("#door-here")).to_have_text("0")
    scan(phone, ticket_of(person["คำพอง ไหมงาม"]))
    expect(phone.locator("#door-here")).to_have_text("1")


def test_list_that_the_portal_did_not_sign_is_refused_in_words(new_phone, person):
    phone = new_phone("ประตู 1")
    # What the app under way still writes does not take the place of the changed list.
    phone.evaluate(
        """async page => {
            const { Store } = await import(page.store), store = await Store.open();
            const pieces = await store.get('kept', 'pieces');
            pieces[0].body = pieces[0].body.replace('คำพอง', 'คำผอง');
            await store.put('kept', 'pieces', pieces);
            IDBObjectStore.prototype.put = () => ({}); }""",
        {"store": module_of("store")},
    )
    phone.reload()
    expect(result(phone)).to_contain_text("ถูกแก้ไข")
    expect(phone.locator("#door-expected")).to_contain_text("5")


def module_of(name):
    from django.templatetags.static import static  # noqa: PLC0415

    return static(f"js/door/{name}.js")


def test_revoked_phone_forgets_the_names(new_phone, admin):
    phone = new_phone("ประตู 1")
    revoke_pass(DoorPass.objects.get(), by=admin)
    phone.reload()
    expect(result(phone)).to_contain_text("ถูกยกเลิก", timeout=30_000)
    kept = phone.evaluate(
        """() => new Promise(done => { const open = indexedDB.open('door'); open.onsuccess = () => {
            const asked = open.result.transaction('kept').objectStore('kept').count();
            asked.onsuccess = () => done(asked.result); }; })"""
    )
    assert kept == 0


def test_phone_that_was_dead_until_days_later_still_brings_what_it_noted(new_phone, person):
    phone = new_phone("ประตู 1")
    with without_network(phone):
        scan(phone, ticket_of(person["คำพอง ไหมงาม"]))
        expect(phone.locator("#door-here")).to_have_text("1")
        phone.clock.set_fixed_time(timezone.now() + timedelta(days=3))
        phone.reload()
        expect(result(phone)).to_contain_text("ยังไม่ได้ส่ง")
        assert not CheckInEvent.objects.exists()
    eventually(CheckInEvent.objects.exists, seconds=40)
    assert marked() == {"คำพอง ไหมงาม"}


def test_revoked_phone_brings_what_it_noted_before(new_phone, person, admin):
    phone = new_phone("ประตู 1")
    with without_network(phone):
        scan(phone, ticket_of(person["คำพอง ไหมงาม"]))
        expect(phone.locator("#door-here")).to_have_text("1")
        revoke_pass(DoorPass.objects.get(), by=admin)
    eventually(CheckInEvent.objects.exists, seconds=40)
    expect(result(phone)).to_contain_text("ถูกยกเลิก")
    assert marked() == {"คำพอง ไหมงาม"}


def test_nothing_about_people_lies_in_clear_on_the_phone(new_phone):
    phone = new_phone("ประตู 1")
    found = phone.evaluate(
        """async () => {
            const texts = [];
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys())
                    texts.push(await (await caches.match(request)).text());
            const open = indexedDB.open('door');
            await new Promise(done => { open.onsuccess = done; });
            for (const store of ['keys', 'kept', 'queue']) {
                const asked = open.result.transaction(store).objectStore(store).getAll();
                await new Promise(done => { asked.onsuccess = done; });
                for (const record of asked.result)
                    texts.push(record.sealed ? new TextDecoder().decode(record.sealed) : String(record.extractable));
            }
            return {text: texts.join(' '), extractable: texts.filter(text => text === 'true').length};
        }"""
    )
    assert "ไหมงาม" not in found["text"]
    assert "สุรินทร์" in found["text"]  # the provinces of the form: what was looked through was not empty
    assert found["extractable"] == 0


def test_names_are_searched_as_on_the_server(new_phone):
    import random  # noqa: PLC0415

    rng = random.Random(63)
    typed = [" ".join(names.person(rng)) for _turn in range(60)] + [
        "พ.ต.ท. บุญธรรม", "พ. ต. ท. บุญธรรม", "ศ.ดร.สมชาย", "นายิกา ใจดี", "นาย สมชาย", "น.ส.ญาณี", "Mrs. Somchai",
        "mr somchai",
        "เเก้ว", "น้ํา", "กี่", "ก่ี", "๑๒๓ ก", "ว่าที่ร้อยตรีหญิง ก", "O’Neill", "  ", "-", "นาย", "ปิ่\u200bน",
    ]  # fmt: skip
    phone = new_phone("ประตู 1")
    found = phone.evaluate(
        """async ({module, typed, titles}) => {
            const { searchKey, titlePattern, distance } = await import(module), pattern = titlePattern(titles);
            const keys = typed.map(name => searchKey(name, pattern));
            return {keys, distances: keys.slice(1).map((key, place) => distance(keys[place].slice(0, 6), key))}; }""",
        {
            "module": module_of("names"),
            "typed": typed,
            "titles": {"words": WORD_TITLES, "dotted": DOTTED_TITLES, "latin": LATIN_TITLES},
        },
    )
    keys = [search_key(name) for name in typed]
    assert found["keys"] == keys
    assert found["distances"] == [distance(one[:6], other) for one, other in pairwise(keys)]


def a_film_of(text, path):
    """What a camera sees: the QR on white, as raw pictures."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind="png", scale=7, border=6)
    picture = Image.new("RGB", (640, 480), "white")
    square = Image.open(drawn).convert("RGB")
    picture.paste(square, ((640 - square.width) // 2, (480 - square.height) // 2))
    with av.open(str(path), "w", format="yuv4mpegpipe") as film:
        stream = film.add_stream("rawvideo", rate=10)
        stream.width, stream.height, stream.pix_fmt = 640, 480, "yuv420p"
        for _turn in range(10):
            for packet in stream.encode(av.VideoFrame.from_image(picture)):
                film.mux(packet)


@pytest.fixture
def with_film(playwright_runs, tmp_path):
    """with_film(text): a browser whose camera sees the QR."""
    browsers = []

    def launched(text):
        film = tmp_path / "camera.y4m"
        a_film_of(text, film)
        browser = playwright_runs.chromium.launch(
            executable_path=kit.CHROMIUM,
            args=[
                *kit._ARGUMENTS, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
                f"--use-file-for-fake-video-capture={film}",
            ],
        )  # fmt: skip
        browsers.append(browser)
        return browser

    yield launched
    for browser in browsers:
        browser.close()


def test_camera_reads_a_ticket(new_phone, person, with_film, site_address):
    browser = with_film(f"{site_address}/door/t/{ticket_of(person['คำพอง ไหมงาม'])}")
    phone = new_phone("ประตู 1", browser=browser)
    phone.click("#door-scan")
    expect(phone.locator("#door-here")).to_have_text("1", timeout=30_000)
    brought(phone)
    assert CheckInEvent.objects.get().via == "qr"
    phone.context.close()


def test_phone_that_nobody_touched_asks_before_a_scan_counts(new_phone, person, with_film, site_address):
    browser = with_film(f"{site_address}/door/t/{ticket_of(person['คำพอง ไหมงาม'])}")
    phone = new_phone("ประตู 1", browser=browser)
    phone.clock.set_fixed_time(timezone.now() + timedelta(seconds=40))
    phone.evaluate("document.getElementById('door-scan').click()")  # as in a pocket: no finger on the glass
    expect(result(phone)).to_contain_text("คำพอง ไหมงาม", timeout=30_000)
    expect(phone.locator("#door-here")).to_have_text("0")
    phone.evaluate("document.getElementById('door-scan').click()")
    result(phone).get_by_role("button").last.click()
    expect(result(phone)).to_be_hidden()
    assert not CheckInEvent.objects.exists()
    phone.context.close()


def test_ticket_that_the_phones_own_camera_opened_asks_first(new_phone, person, site_address):
    phone = new_phone("ประตู 1")
    phone.goto(f"{site_address}/door/t/{ticket_of(person['คำพอง ไหมงาม'])}")
    expect(result(phone)).to_contain_text("คำพอง ไหมงาม")
    expect(phone.locator("#door-here")).to_have_text("0")
    result(phone).get_by_role("button").first.click()
    expect(phone.locator("#door-here")).to_have_text("1")
    brought(phone)
    assert CheckInEvent.objects.get().via == "link"


_LISTEN = """() => {
    window.heard = [];
    window.AudioContext = class {
        currentTime = 0;
        destination = {};
        createOscillator() {
            const tone = { frequency: {}, connect: (next) => next, stop() {} };
            tone.start = () => heard.push(tone.frequency.value);
            return tone;
        }
        createGain() {
            return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (next) => next };
        }
    };
}"""


def test_good_and_bad_sound_unlike_and_can_be_turned_off(new_phone, person):
    phone = new_phone("ประตู 1")
    phone.evaluate(_LISTEN)
    with without_network(phone):
        scan(phone, ticket_of(person["คำพอง ไหมงาม"]))
        expect(phone.locator("#door-here")).to_have_text("1")
        good = phone.evaluate("heard.splice(0)")
        scan(phone, "no ticket at all")
        expect(result(phone)).to_have_class(re.compile("bad|stop"))
        bad = phone.evaluate("heard.splice(0)")
        assert good[0] < good[-1] and bad[0] > bad[-1]
        phone.evaluate("document.getElementById('door-sound').click()")  # among the settings, folded away
        scan(phone, "no ticket at all")
        scan(phone, ticket_of(person["สมหมาย เส้นไหม"]))
        expect(phone.locator("#door-here")).to_have_text("2")
        assert phone.evaluate("heard") == []


@pytest.mark.parametrize("dark", [False, True])
def test_app_stands_every_probe(new_phone, person, dark):
    phone = new_phone("ประตู 1", color_scheme="dark" if dark else "light")
    scan(phone, ticket_of(person["คำพอง ไหมงาม"]))
    phone.fill("#door-q", "ไหม")
    brought(phone)
    if folder := os.environ.get("DOOR_PICTURES"):
        kit.shoot(phone, Path(folder) / f"door-{dark}.png")
    found = kit.faults(phone) + kit.axe_faults(phone)
    assert not found, "\n".join(found)
    assert not Undecided.objects.exists()


_TIMED = """async (tickets) => {
    const box = document.getElementById("door-result"), text = document.getElementById("door-scanner-text");
    const form = document.getElementById("door-scanner"), times = [];
    for (const ticket of tickets) {
        text.value = ticket;
        const shown = new Promise((tell) => new MutationObserver((_, watcher) => { watcher.disconnect(); tell(); })
            .observe(box, { childList: true }));
        const read = performance.now();
        form.requestSubmit();
        await shown;
        times.push(performance.now() - read);
    }
    return times;
}"""


def test_result_of_each_scan_is_shown_without_a_network(new_phone, workshop, admin, capsys):
    """DOOR_TIMES=1 prints from the read text to the words on the screen, in ms (bench/README.md)."""
    some_people(workshop, admin, *[f"{names.person(random.Random(seed))[1]} {seed}" for seed in range(116)])
    tickets = [ticket_of(one) for one in Registration.objects.filter(workshop=workshop)]
    phone = new_phone("ประตู 1")
    with without_network(phone):
        times = sorted(phone.evaluate(_TIMED, tickets))
        expect(phone.locator("#door-here")).to_have_text("121")
    assert len(times) == 121
    if os.environ.get("DOOR_TIMES"):
        told = {"median": times[60], "p95": times[114], "slowest": times[-1]}
        with capsys.disabled():
            sys.stdout.write("\n121 scans: " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in told.items()) + "\n")
