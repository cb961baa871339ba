"""Workshops: one with the founding workshop's 121 people, one with many more; the door, the lists, the papers."""

import gzip
import io
import json
import time
import uuid
from datetime import UTC, datetime
from itertools import islice
from random import Random
from typing import Any
from urllib.parse import quote

from openpyxl import Workbook

from bench.figures import Figure, Reference, Sheet, p95
from bench.load import Answer, Phone, at_once
from bench.portal import cookies_of
from tests.fixtures.stack import RunningStack

FOUNDING = 121
PHONES = 8
SECONDS = 8  # of each measured load

# What the references were on the quiet machine of two cores for which the bars are meant.
QUIET_BARE_VIEW_RATE = 1490.0  # answers a second, 8 clients
QUIET_BARE_VIEW_MS = 13.8  # p95 of those
QUIET_LOOP_MS = 59.0  # of a plain loop


def measure(portal: RunningStack, sheet: Sheet, *, rows: int) -> None:
    world = World(rows)
    bare = bare_view(portal)
    lists(world, sheet, rows)
    pages(world, portal, sheet, rows, bare["latency"])
    door(world, portal, sheet, rows, bare)
    papers(world, sheet)


class World:
    """The people who work, and the two workshops."""

    def __init__(self, rows: int) -> None:
        from django.utils.timezone import localdate

        from events.actions.workshops import WorkshopFacts, make_workshop, move_workshop
        from events.workflow import Move
        from networks.actions.demo_people import make_people
        from networks.models import Office, Province

        self.admin = make_people()["workshop_admin"]

        today = localdate()  # the door opens on the day only

        def made(title: str, capacity: int) -> Any:
            facts = WorkshopFacts(
                title=title, host_office=Office.objects.get(number=3), venue="หอประชุมผ้าไหม",
                province=Province.objects.get(code="32"), starts_on=today, ends_on=today, capacity=capacity,
            )  # fmt: skip
            return move_workshop(make_workshop(facts, by=self.admin), Move.OPEN, by=self.admin)

        self.founding = made("ประชุมเชิงปฏิบัติการเครือข่ายภาคประชาสังคม จังหวัดสุรินทร์", 140)
        self.large = made("สมัชชาเครือข่ายภาคประชาสังคม", 2 * rows)


def bare_view(portal: RunningStack) -> dict[str, Reference]:
    """The smallest page of the site under the same eight clients."""

    def ask() -> list[float]:
        phone, until, took = Phone(portal.site_url), time.monotonic() + SECONDS, []
        while time.monotonic() < until:
            took.append(phone.ask("GET", "/health/live").milliseconds)
        return took

    run = at_once([ask] * PHONES)
    return {
        "rate": Reference("bare view, answers a second", QUIET_BARE_VIEW_RATE, run.rate),
        "latency": Reference("bare view, p95 ms", QUIET_BARE_VIEW_MS, p95(run.milliseconds)),
    }


def plain_loop() -> Reference:
    """What the processor alone does at the moment."""
    began = time.perf_counter()
    total = 0
    for number in range(1_000_000):
        total += number & 7
    return Reference("plain loop, ms", QUIET_LOOP_MS, (time.perf_counter() - began) * 1000)


def people_in_excel(number: int, seed: int) -> bytes:
    """A list as an office keeps it; telephone numbers are numbers, so they lost their leading zero."""
    from pacc.demo import names

    rng = Random(seed)
    book = Workbook(write_only=True)
    page = book.create_sheet("รายชื่อ")
    page.append(["บัญชีรายชื่อผู้เข้าร่วมประชุมเชิงปฏิบัติการ"])
    page.append(["ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง", "โทรศัพท์", "จังหวัด"])
    for row in range(number):
        title, name = names.person(rng)
        page.append([row + 1, f"{title}{name}", "กรรมการ", 810000000 + seed * 100_000 + row, "สุรินทร์"])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def lists(world: World, sheet: Sheet, rows: int) -> None:
    """A list from a file: read, judged, shown, saved; then the same file again."""
    for workshop, number, bar in ((world.founding, FOUNDING, 1.0), (world.large, rows, 20.0)):
        content = people_in_excel(number, seed=number % 97)
        loop = plain_loop()
        began = time.perf_counter()
        added = imported(workshop, content, by=world.admin)
        took = time.perf_counter() - began
        again = imported(workshop, content, by=world.admin)
        sheet.note(
            Figure(f"import of {number:,} rows", took, "s", bar, reference=loop),
            Figure(f"import of {number:,} rows: people left out", number - added, "people", 0),
            Figure(f"the same file of {number:,} again: people added", again, "people", 0),
        )


def imported(workshop: Any, content: bytes, *, by: Any) -> int:
    """How many people were added."""
    from events.actions.imports import lines_of, prepare_import, save_import
    from events.rules.import_rows import Standing
    from pacc.spreadsheets.people import people_in
    from pacc.spreadsheets.read import read_spreadsheet

    preview = prepare_import(workshop, people_in(read_spreadsheet(content)), file_name="รายชื่อ.xlsx", by=by)
    alike = [place for place, line in enumerate(lines_of(preview)) if line.standing is Standing.ALIKE]
    return save_import(preview, alike_too=alike, by=by).added


def pages(world: World, portal: RunningStack, sheet: Sheet, rows: int, latency: Reference) -> None:
    """The list of people at the desk, and the search in it."""
    officer = Phone(portal.desk_url, {"Cookie": cookies_of(world.admin), "Accept-Encoding": "gzip"})
    founding = f"/workshops/{world.founding.pk}/people/"
    whole = officer.ask("GET", founding)
    shown = gzip.decompress(whole.body).count(b'id="person-row-')
    large = f"/workshops/{world.large.pk}/people/"
    took = []
    for _turn in range(100):
        answer = officer.ask("GET", large)
        took.append(answer.milliseconds)
    searches = [officer.ask("GET", f"{large}?q={word}").milliseconds for word in islice(words(), 60)]
    sheet.note(
        Figure("people on the founding workshop's first page", shown, "people", FOUNDING, at_least=True),
        Figure("that page, compressed", len(whole.body) / 1000, "kB", 40),
        Figure(f"a page of {rows:,} people, p95", p95(took), "ms", 60, reference=latency),
        Figure(f"search of a name among {rows:,} people, p95", p95(searches), "ms", 40, reference=latency),
    )


def words() -> Any:
    """Parts of names, in an address."""
    while True:
        for part in ("ทอง", "สมหมาย", "แก้วใจ", "ประยูร ศรี", "นาดี", "บุญเลิศ"):
            yield quote(part)


def door(world: World, portal: RunningStack, sheet: Sheet, rows: int, bare: dict[str, Reference]) -> None:
    """Phones at the door: one mark a request, a queue brought whole, the list, the search among many."""
    from events.models import CheckIn

    phones = [phone_at(world.large, portal, world.admin, f"ประตู {number}") for number in range(PHONES)]
    people = list(world.large.registrations.order_by("pk").values_list("pk", flat=True))
    half_day = world.large.half_days.first().pk
    began = time.monotonic()

    def mark(place: int) -> list[float]:
        took = []
        for person in people[place::PHONES]:
            if time.monotonic() - began > SECONDS:
                break
            answer = bring(phones[place], [arrival(half_day, person)])
            assert [row[1] for row in json.loads(answer.body)["r"]] == ["ok"], answer.body
            took.append(answer.milliseconds)
        return took

    run = at_once([lambda place=place: mark(place) for place in range(PHONES)])  # type: ignore[misc]
    assert CheckIn.objects.filter(half_day=half_day).count() == len(run.milliseconds)
    sheet.note(
        Figure("check-in over HTTP, 8 phones", run.rate, "/s", 200, at_least=True, reference=bare["rate"]),
        Figure("check-in over HTTP, 8 phones, p95", p95(run.milliseconds), "ms", 60, reference=bare["latency"]),
    )
    searches = [phones[0].ask("GET", f"/door/?q={word}").milliseconds for word in islice(words(), 60)]
    alike = [phones[0].ask("GET", f"/door/?q={quote(word)}").milliseconds for word in ["สมฉาย", "บุญเลิช", "ประยูล"] * 10]
    sheet.note(
        Figure(f"door's search among {rows:,}, p95", p95(searches), "ms", 40, reference=bare["latency"]),
        Figure(
            f"door's search with a wrong letter among {rows:,}, p95", p95(alike), "ms", 40, reference=bare["latency"]
        ),
    )
    founding(world, portal, sheet, bare["latency"])


def founding(world: World, portal: RunningStack, sheet: Sheet, latency: Reference) -> None:
    """The founding workshop's list, its changes, and a phone that comes back with everybody in its queue."""
    phone = phone_at(world.founding, portal, world.admin, "ประตู 1")
    whole = phone.ask("GET", "/door/list", Accept_Encoding="br")
    cursor = json.loads(phone.ask("GET", "/door/list").body)["c"]
    half_day = world.founding.half_days.first().pk
    people = list(world.founding.registrations.values_list("pk", flat=True))
    bring(phone, [arrival(half_day, person) for person in people[:8]])
    changes = phone.ask("GET", f"/door/list?since={cursor}", Accept_Encoding="br")
    back = bring(phone, [arrival(half_day, person) for person in people])
    assert len(json.loads(back.body)["r"]) == len(people)
    sheet.note(
        Figure(f"a phone's list of {len(people)}, one request", len(whole.body) / 1000, "kB", 5),
        Figure("what is new after eight marks", len(changes.body) / 1000, "kB", 1),
        Figure(f"a phone back with {len(people)} events, one request", back.milliseconds, "ms", 150, reference=latency),
    )


def phone_at(workshop: Any, portal: RunningStack, admin: Any, label: str) -> Phone:
    """A client that took a pass, as a browser does."""
    from events.actions.door_passes import issue_pass, link_of

    path = f"/door/enter/{link_of(issue_pass(workshop, label=label, by=admin))}/"
    phone = Phone(portal.site_url)
    page = phone.ask("GET", path)
    token = page.body.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    first = page.cookies
    headers = {"Cookie": first, "Content-Type": "application/x-www-form-urlencoded", "Origin": portal.site_url}
    taken = phone.ask("POST", path, f"csrfmiddlewaretoken={token}".encode(), **headers)
    assert taken.status == 302, taken.status
    phone.headers["Cookie"] = f"{first}; {taken.cookies}"
    return phone


def arrival(half_day: int, person: int) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "k": "arrival", "hd": half_day, "p": person, "via": "qr", "at": now()}


def now() -> str:
    return datetime.now(UTC).isoformat()


def bring(phone: Phone, events: list[dict[str, Any]]) -> Answer:
    body = json.dumps({"sent": now(), "events": events}).encode()
    return phone.ask("POST", "/door/events", body, Content_Type="application/json", Door_App="1")


THOUSAND = 1_000


def papers(world: World, sheet: Sheet) -> None:
    """Badges with their QR, and a certificate each for the founding workshop: as a worker makes them, queries too."""
    from events.actions.paper_orders import Wanted
    from events.documents.badges import badges
    from events.documents.ordered import on_paper, paper_file

    wanted = Wanted("badges", on_a_sheet=8)
    for workshop, number, bar in ((world.founding, FOUNDING, 1.0), (world.large, THOUSAND, 6.0)):
        loop = plain_loop()
        began = time.perf_counter()
        made = badges(with_its_places(workshop), list(on_paper(workshop, wanted)[:number]), on_a_sheet=8)  # type: ignore[arg-type]
        took = time.perf_counter() - began
        sheet.note(
            Figure(f"badges with QR of {number:,} people", took, "s", bar, reference=loop),
            Figure(f"that file of {number:,}", len(made) / 1_000_000, "MB", 2),
        )
    loop = plain_loop()
    earned(world)
    began = time.perf_counter()
    paper_file(with_its_places(world.founding), Wanted("certificates"))
    sheet.note(Figure(f"certificates of {FOUNDING}", time.perf_counter() - began, "s", 5, reference=loop))


def with_its_places(workshop: Any) -> Any:
    from events.models import Workshop
    from events.queries.workshops import with_places

    return with_places(Workshop.objects.all()).get(pk=workshop.pk)


def earned(world: World) -> None:
    """Everybody of the founding workshop was there all the time, and has a certificate."""
    from events.actions.attendance import mark_present
    from events.actions.certificates import issue_certificates

    people = list(world.founding.registrations.values_list("pk", flat=True))
    for half_day in world.founding.half_days.all():
        mark_present(half_day, people, by=world.admin)
    assert issue_certificates(world.founding, by=world.admin) == FOUNDING
