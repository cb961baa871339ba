"""The door without an app, and what the app asks for."""

import gzip
import json
from datetime import UTC, datetime, timedelta

import brotli
import pytest
from django.db import connection
from django.utils import timezone

from events.actions.door_passes import issue_pass, link_of, revoke_pass
from events.actions.registering import cancel_registration
from events.models import CheckIn, CheckInEvent, DoorPass, Registration
from events.rules.tickets import Ticket, ticket_text
from events.workflow import State
from pacc.demo import names
from pacc.thai.collation import search_key
from pacc.vault.tickets import from_text, is_signed
from tests.factories.door import arrival
from tests.factories.events import a_workshop, some_people
from tests.fixtures.people import enter_zone
from tests.fixtures.stack import eventually

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    return a_workshop(admin, state=State.OPEN, starts_on=timezone.localdate())


@pytest.fixture
def someone(workshop, admin):
    return some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี", "บุญเลิศ ขุนแก้ว")


@pytest.fixture
def morning(workshop):
    return workshop.half_days.first()


@pytest.fixture
def door_pass(workshop, admin):
    return issue_pass(workshop, label="ประตู 1", by=admin)


@pytest.fixture
def phone(settings, door_pass):
    """A browser at the site that took the pass."""
    browser = enter_zone(settings, "site")
    assert browser.post(f"/door/enter/{link_of(door_pass)}/").status_code == 302
    return browser


def said(response):
    return response.content.decode().replace("\u2060", "").replace("\u00a0", " ")


def ticket_of(person, *, workshop=None, number=None):
    return ticket_text(Ticket(workshop or person.workshop_id, person.pk, number or person.ticket))


def test_opening_the_link_takes_no_pass(site, door_pass):
    for _turn in range(2):
        assert site.get(f"/door/enter/{link_of(door_pass)}/").status_code == 200
    door_pass.refresh_from_db()
    assert door_pass.phone_hash is None


def test_second_phone_does_not_get_the_pass(thai, phone, settings, door_pass):
    other = enter_zone(settings, "site")
    response = other.post(f"/door/enter/{link_of(door_pass)}/")
    assert response.status_code == 422
    assert "เครื่องอื่นใช้บัตรผ่านนี้แล้ว" in said(response)
    assert other.get("/door/").status_code == 403


def test_revoked_phone_is_refused_in_words(thai, phone, door_pass, admin):
    revoke_pass(door_pass, by=admin)
    response = phone.get("/door/")
    assert response.status_code == 403
    assert "ถูกยกเลิก" in said(response)


@pytest.mark.parametrize("days", [-1, 1])
def test_pass_works_on_the_day_only(phone, workshop, days):
    day = timezone.localdate() + timedelta(days=days)
    type(workshop).objects.filter(pk=workshop.pk).update(starts_on=day, ends_on=day)
    assert phone.get("/door/").status_code == 403


@pytest.mark.parametrize("item_count", [1, 3])
def test_door_asks_the_database_the_same_number_of_times(phone, workshop, admin, item_count, django_assert_num_queries):
    some_people(workshop, admin, *["ก", "ข", "ค"][:item_count])
    with django_assert_num_queries(6 + 2):
        assert phone.get("/door/").status_code == 200


@pytest.mark.parametrize(("typed", "queries"), [("ใจดี", 5 + 2), ("ใจดำ", 7 + 2), ("ไม่มีใคร", 6 + 2)])
def test_search_asks_the_database_a_few_times(phone, someone, typed, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        assert phone.get("/door/", {"q": typed}).status_code == 200


def test_person_is_marked_by_a_button_and_taken_back_with_a_reason(thai, phone, morning, someone):
    address = {"person": someone[0].pk, "half_day": morning.pk, "via": "name"}
    page = said(phone.post("/door/mark/", address, follow=True))
    assert "ลงชื่อ สมชาย ใจดี แล้ว" in page
    assert "1</b>" in page
    page = said(phone.post("/door/mark/", address, follow=True))
    assert "ลงชื่อไว้ก่อนแล้ว" in page
    assert CheckInEvent.objects.get().via == "name"
    undo = f"/door/undo/{morning.pk}/{someone[0].pk}/"
    assert phone.post(undo, {"reason": ""}).status_code == 422
    assert phone.post(undo, {"reason": "คนละคน"}).status_code == 302
    assert not CheckIn.objects.exists()
    assert CheckInEvent.objects.get(kind="undo").reason == "คนละคน"


@pytest.mark.parametrize("typed", ["สมชาย", "นายสมชาย", "ชาย ใจ", "สมฉาย", "สมชายใจดี"])
def test_name_is_found_however_it_is_typed(phone, someone, typed):
    assert "สมชาย ใจดี" in said(phone.get("/door/", {"q": typed}))


def test_walk_in_is_added_once_however_often_it_is_sent(thai, phone, morning):
    form = {"uid": "6c0ee2f2-9f43-4d1a-8a55-9a6a8f0f8c11", "name": "นางคำพอง ไหมงาม", "province": "32",
            "phone": "081 234 5678", "half_day": morning.pk}  # fmt: skip
    for _turn in range(2):
        assert "ลงทะเบียนและลงชื่อ" in said(phone.post("/door/walk-in/", form, follow=True))
    person = Registration.objects.get()
    assert (person.title, person.name, person.source) == ("นาง", "คำพอง ไหมงาม", "walk_in")
    assert CheckIn.objects.count() == 1


def test_bad_walk_in_keeps_what_was_typed(thai, phone, morning):
    form = {"uid": "x", "name": "นางคำพอง", "phone": "12", "half_day": morning.pk}
    response = phone.post("/door/walk-in/", form)
    assert response.status_code == 422
    assert "นางคำพอง" in said(response)


def test_ticket_shows_the_person_to_a_phone_with_a_pass_and_marks_nothing(thai, phone, someone):
    response = phone.get(f"/door/t/{ticket_of(someone[0])}")
    assert response.status_code == 200
    assert "สมชาย ใจดี" in said(response)
    assert not CheckInEvent.objects.exists()


def test_ticket_says_nothing_of_the_person_to_anybody_else(thai, site, workshop, someone):
    response = site.get(f"/door/t/{ticket_of(someone[0])}")
    assert response.status_code == 200
    assert "สมชาย" not in said(response)
    assert workshop.title in said(response)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"workshop": 999}, "QR ของการประชุมอื่น"),
        ({"number": 2}, "QR นี้ถูกแทนด้วยใบใหม่แล้ว"),
    ],
)
def test_wrong_ticket_is_said_in_words(thai, phone, someone, change, words):
    response = phone.get(f"/door/t/{ticket_of(someone[0], **change)}")
    assert response.status_code == 422
    assert words in said(response)


def test_ticket_of_somebody_who_cancelled_is_said_in_words(thai, phone, someone, admin):
    cancel_registration(someone[0], by=admin)
    assert "ไม่มีที่นั่ง" in said(phone.get(f"/door/t/{ticket_of(someone[0])}"))


@pytest.mark.parametrize("typed", ["", "x", "https://example.org/", "ๆ" * 500, "\x00"])
def test_what_no_scanner_should_type_is_no_ticket(thai, phone, typed):
    response = phone.get("/door/scanned/", {"ticket": typed})
    assert response.status_code == 422
    assert "ไม่ใช่ QR ของระบบนี้" in said(response)


def test_scanner_types_the_whole_address(phone, someone):
    typed = f"http://localhost:8000/door/t/{ticket_of(someone[0])}"
    assert "สมชาย ใจดี" in said(phone.get("/door/scanned/", {"ticket": typed}))


def listed(response):
    """What the list says, its signature checked."""
    assert is_signed(response.content, from_text(response["Door-Signature"]))
    return json.loads(response.content)


def bring(phone, *events, **more):
    body = {"sent": timezone.now().isoformat(), "events": list(events), **more}
    return phone.post("/door/events", json.dumps(body), content_type="application/json", headers={"Door-App": "1"})


def test_list_is_signed_and_holds_no_telephone(phone, workshop, admin):
    some_people(workshop, admin, "สมชาย ใจดี", phone="0812345678", email="somchai@example.org")
    response = phone.get("/door/list")
    told = listed(response)
    assert told["p"][0][2] == "สมชาย ใจดี"
    assert "0812345678" not in response.content.decode()
    assert "example.org" not in response.content.decode()


def test_altered_list_is_not_signed(phone, someone):
    response = phone.get("/door/list")
    altered = response.content.replace("สมชาย".encode(), "สมศรี".encode())
    assert not is_signed(altered, from_text(response["Door-Signature"]))


def nothing_older_is_under_way():
    """A transaction of any database of the server that began before the people were written has them told again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint > (SELECT max(tx) FROM events_registration)"
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)  # what is newer than a look is told by transactions
def test_list_of_the_founding_workshop_weighs_5_kb_and_its_changes_1_kb(phone, workshop, admin, morning, story_rng):
    everybody = [names.person(story_rng) for _number in range(121)]
    people = some_people(workshop, admin, *[f"{name} {number}" for number, (_title, name) in enumerate(everybody)])
    Registration.objects.filter(workshop=workshop).update(province_id="32", title="นางสาว")
    eventually(nothing_older_is_under_way, seconds=180)
    whole = phone.get("/door/list", headers={"Accept-Encoding": "br"})
    assert whole["Content-Encoding"] == "br"
    assert len(whole.content) <= 5000
    cursor = json.loads(brotli.decompress(whole.content))["c"]
    bring(phone, *(arrival(morning, person, at=timezone.now()) for person in people[:8]))
    changes = phone.get("/door/list", {"since": cursor}, headers={"Accept-Encoding": "gzip"})
    told = json.loads(gzip.decompress(changes.content) if "Content-Encoding" in changes else changes.content)
    assert len(changes.content) <= 1000
    assert len(told["in"][str(morning.pk)]) == 8


@pytest.fixture
def story_rng():
    import random  # noqa: PLC0415

    return random.Random(2565)


def test_changes_tell_who_came_who_went_and_who_is_new(phone, workshop, someone, morning, admin):
    cursor = listed(phone.get("/door/list"))["c"]
    bring(phone, arrival(morning, someone[0], at=timezone.now()))
    cancel_registration(someone[1], by=admin)
    [new] = some_people(workshop, admin, "คนใหม่")
    told = listed(phone.get("/door/list", {"since": cursor}))
    assert [row[0] for row in told["in"][str(morning.pk)]] == [someone[0].pk]
    assert someone[1].pk in told["gone"]
    assert new.pk in [row[0] for row in told["p"]]
    phone.post(f"/door/undo/{morning.pk}/{someone[0].pk}/", {"reason": "คนละคน"})
    told = listed(phone.get("/door/list", {"since": told["c"]}))
    assert told["out"][str(morning.pk)] == [someone[0].pk]


def test_events_answer_with_what_is_new(phone, someone, morning):
    cursor = listed(phone.get("/door/list"))["c"]
    told = listed(bring(phone, arrival(morning, someone[0], at=timezone.now()), since=cursor))
    assert [row[1] for row in told["r"]] == ["ok"]
    assert list(told["list"]["in"]) == [str(morning.pk)]


def test_conflict_is_told_to_both_phones(phone, settings, someone, morning, workshop, admin):
    other = enter_zone(settings, "site")
    other.post(f"/door/enter/{link_of(issue_pass(workshop, label='ประตู 2', by=admin))}/")
    cursor = listed(phone.get("/door/list"))["c"]
    bring(phone, arrival(morning, someone[0], at=timezone.now()))
    told = listed(bring(other, arrival(morning, someone[0], at=timezone.now()), since=cursor))
    assert [row[1] for row in told["r"]] == ["second"]
    for conflicts in (told["list"]["open"], listed(phone.get("/door/list", {"since": cursor}))["open"]):
        assert [(each["what"], each["p"]) for each in conflicts] == [("second", someone[0].pk)]
        assert {label for label, _minute in conflicts[0]["who"]} == {"ประตู 1", "ประตู 2"}


@pytest.mark.parametrize(
    "body",
    ["x", "[]", "{}", '{"sent": 5, "events": []}', '{"sent": "2027-05-24T01:30:00Z", "events": 5}', "[" * 5000],
)
def test_body_that_cannot_be_read_is_refused(phone, body):
    response = phone.post("/door/events", body, content_type="application/json", headers={"Door-App": "1"})
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("headers", "content_type"),
    [
        ({}, "application/json"),
        ({"Door-App": "1"}, "text/plain"),
        ({"Door-App": "1", "Sec-Fetch-Site": "cross-site"}, "application/json"),
    ],
)
def test_another_site_brings_nothing(phone, someone, morning, headers, content_type):
    body = json.dumps({"sent": timezone.now().isoformat(), "events": [arrival(morning, someone[0])]})
    assert phone.post("/door/events", body, content_type=content_type, headers=headers).status_code == 403
    assert not CheckInEvent.objects.exists()


def test_late_phone_still_brings_what_it_noted(phone, workshop, someone, morning):
    day = timezone.localdate() - timedelta(days=3)
    type(workshop).objects.filter(pk=workshop.pk).update(starts_on=day, ends_on=day)
    noted = datetime.now(UTC) - timedelta(days=3)
    assert listed(bring(phone, arrival(morning, someone[0], at=noted)))["r"][0][1] == "ok"


def test_no_log_or_address_holds_the_secret_of_the_phone(phone, door_pass):
    kept = DoorPass.objects.get().phone_hash
    assert len(bytes(kept)) == 32
    assert search_key("ประตู") not in bytes(kept).hex()
