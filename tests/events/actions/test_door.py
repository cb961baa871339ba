"""What phones at the door bring, merged: nothing lost, nothing doubled, whatever the order."""

import random
import uuid
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.actions.door import NotAtTheDoor, merge_events
from events.actions.door_passes import issue_pass, link_of, pass_of_link, revoke_pass, take_pass
from events.actions.registering import cancel_registration
from events.models import CheckIn, CheckInEvent, DoorPass, Registration, Undecided
from events.rules.door_events import arrival_key
from events.workflow import State
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from tests.factories.door import MORNING, a_phone, arrival, arrival_of_walk_in, bring, undo, walk_in
from tests.factories.events import a_workshop, some_people
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    return a_workshop(admin, state=State.OPEN)


@pytest.fixture
def someone(workshop, admin):
    return some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี", "บุญเลิศ ขุนแก้ว")


@pytest.fixture
def morning(workshop):
    return workshop.half_days.first()


@pytest.fixture
def phone(workshop, admin):
    return a_phone(workshop, admin)


@pytest.fixture
def other_phone(workshop, admin):
    return a_phone(workshop, admin, "ประตู 2")


def present():
    return set(CheckIn.objects.values_list("half_day_id", "registration_id"))


def test_arrival_counts_once_however_often_it_is_sent(phone, morning, someone):
    event = arrival(morning, someone[0])
    assert bring(phone, event, event) == ["ok", "ok"]
    assert bring(phone, event) == ["known"]
    assert present() == {(morning.pk, someone[0].pk)}
    assert CheckInEvent.objects.count() == 1


def test_single_arrival_costs_seven_queries(phone, morning, someone, django_assert_num_queries):
    event = arrival(morning, someone[0])
    with django_assert_num_queries(7 + 2):  # and the transaction's own two
        bring(phone, event)


def test_batch_costs_what_one_costs(phone, morning, workshop, admin, django_assert_num_queries):
    events = [arrival(morning, person) for person in some_people(workshop, admin)]
    with django_assert_num_queries(7 + 2):
        assert bring(phone, *events) == ["ok"] * 10
    assert len(present()) == 10
    assert Entry.objects.get(what="door.events_merged").detail["events"] == 10


def test_ledger_says_no_name_and_no_second(phone, morning, someone):
    bring(phone, arrival(morning, someone[0]), walk_in("นางคำพอง ไหมงาม", phone="0812345678"))
    entry = Entry.objects.get(what="door.events_merged")
    assert entry.at is None
    assert "คำพอง" not in str(entry.detail)


def test_second_phone_is_told_and_both_sightings_are_kept(phone, other_phone, morning, someone):
    assert bring(phone, arrival(morning, someone[0])) == ["ok"]
    assert bring(other_phone, arrival(morning, someone[0])) == ["second"]
    assert CheckInEvent.objects.count() == 2
    assert present() == {(morning.pk, someone[0].pk)}


def test_undo_takes_back_what_its_phone_knew_and_nothing_else(phone, other_phone, morning, someone):
    first, second = arrival(morning, someone[0]), arrival(morning, someone[0])
    bring(phone, first)
    bring(other_phone, second)
    bring(phone, undo(morning, someone[0], first))
    assert present() == {(morning.pk, someone[0].pk)}
    bring(other_phone, undo(morning, someone[0], keys=[arrival_key(uuid.UUID(second["id"]))]))
    assert present() == set()


def test_undo_that_comes_before_its_arrival_takes_it_back(phone, morning, someone):
    event = arrival(morning, someone[0])
    assert bring(phone, undo(morning, someone[0], event)) == ["ok"]
    assert bring(phone, event) == ["ok"]
    assert present() == set()


def test_clock_of_the_phone_is_set_right_and_kept(phone, morning, someone):
    wrong = MORNING - timedelta(days=900)
    event = arrival(morning, someone[0], at=wrong)
    bring(phone, event, sent=wrong + timedelta(minutes=5), received=MORNING + timedelta(minutes=5))
    stored = CheckInEvent.objects.get()
    assert (stored.happened_at, stored.claimed_at) == (MORNING, wrong)


def test_clock_that_ran_ahead_never_marks_the_future(phone, morning, someone):
    bring(phone, arrival(morning, someone[0], at=MORNING + timedelta(hours=9)))
    assert CheckInEvent.objects.get().happened_at == MORNING


def test_cancelled_person_waits_for_a_decision(phone, morning, someone, admin):
    cancel_registration(someone[0], by=admin)
    assert bring(phone, arrival(morning, someone[0])) == ["waits"]
    assert present() == set()
    assert Undecided.objects.get().why == "cancelled"


def test_person_and_half_day_of_another_workshop_are_not_touched(phone, morning, someone, admin):
    other = a_workshop(admin, state=State.OPEN)
    [stranger] = some_people(other, admin, "คนอื่น")
    words = bring(phone, arrival(morning, stranger), arrival(other.half_days.first(), someone[0]))
    assert words == ["waits", "waits"]
    assert present() == set()
    assert set(Undecided.objects.values_list("why", flat=True)) == {"unknown", "malformed"}


@pytest.mark.parametrize(
    "event",
    [None, 7, "x", [], {}, {"id": "x"}, {"id": 5}, {"id": "0" * 36}],
)
def test_what_has_no_id_is_refused(phone, event):
    assert bring(phone, event) == ["refused"]


@pytest.mark.parametrize(
    "change",
    [
        {"k": "x"}, {"k": None}, {"hd": "1"}, {"hd": True}, {"hd": -1}, {"hd": 1 << 70}, {"p": "1"}, {"via": "x"},
        {"via": ["qr"]}, {"at": "x"}, {"at": 5}, {"at": "2027-05-24T08:00:00"}, {"at": "9999-12-31T23:59:59-12:00"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_kept_as_it_came(phone, morning, someone, change):
    event = arrival(morning, someone[0]) | change
    assert bring(phone, event) == ["waits"]
    kept = Undecided.objects.get()
    assert kept.why == "malformed"
    assert kept.raw == event
    assert bring(phone, event) == ["waits"]
    assert Undecided.objects.count() == 1


@pytest.mark.parametrize("bad", ["ก\x00ข", "\ud800", "x" * 9000, {"a": ["\x00"]}, [[["\udfff"]]], 1e308, None])
def test_letters_that_no_database_holds_lose_nothing_else(phone, bad):
    assert bring(phone, walk_in("นางคำพอง ไหมงาม") | {"name": bad, "\x00": bad}) == ["waits"]
    assert Undecided.objects.count() == 1


def test_walk_in_is_registered_and_present(phone, morning, workshop):
    person = walk_in("นางคำพอง ไหมงาม", phone="๐๘๑-๒๓๔ ๕๖๗๘")
    assert bring(phone, person, arrival_of_walk_in(morning, person)) == ["ok", "ok"]
    registered = Registration.objects.get()
    assert (registered.title, registered.name, registered.phone) == ("นาง", "คำพอง ไหมงาม", "0812345678")
    assert (registered.source, registered.province_id) == ("walk_in", "32")
    assert present() == {(morning.pk, registered.pk)}
    assert bring(phone, person, arrival_of_walk_in(morning, person)) == ["known", "ok"]
    assert Registration.objects.count() == 1


def test_arrival_of_a_walk_in_that_comes_first_counts_once_the_walk_in_is_here(phone, other_phone, morning):
    person = walk_in("นางคำพอง ไหมงาม")
    assert bring(other_phone, arrival_of_walk_in(morning, person)) == ["waits"]
    assert bring(phone, person) == ["ok"]
    assert len(present()) == 1
    assert not Undecided.objects.filter(decision="").exists()


def test_walk_in_without_a_place_waits_and_nothing_is_oversold(phone, morning, admin):
    workshop = a_workshop(admin, state=State.OPEN, capacity=1)
    some_people(workshop, admin, "สมชาย ใจดี")
    key, person = a_phone(workshop, admin), walk_in("นางคำพอง ไหมงาม")
    assert bring(key, person, arrival_of_walk_in(workshop.half_days.first(), person)) == ["waits", "waits"]
    assert Registration.objects.filter(workshop=workshop).count() == 1
    assert set(Undecided.objects.values_list("why", flat=True)) == {"no_place", "unknown"}


def test_walk_in_with_a_name_on_the_list_waits(phone, morning, someone):
    assert bring(phone, walk_in("นาย สมชาย  ใจดี")) == ["waits"]
    kept = Undecided.objects.get()
    assert (kept.why, kept.registration) == ("alike", someone[0])


@pytest.mark.parametrize("change", [{"name": ""}, {"name": "-"}, {"phone": "12"}, {"name": "ก" * 161}, {"uid": "x"}])
def test_walk_in_that_cannot_be_read_is_kept(phone, change):
    assert bring(phone, walk_in("นางคำพอง ไหมงาม") | change) == ["waits"]
    assert not Registration.objects.exists()


def test_pass_belongs_to_the_first_phone(workshop, admin):
    door_pass = pass_of_link(link_of(issue_pass(workshop, label="ประตู 1", by=admin)))
    take_pass(door_pass)
    with pytest.raises(DomainError):
        take_pass(door_pass)


def test_made_up_link_is_no_pass(workshop, admin):
    assert pass_of_link("x" * 40) is None
    link = link_of(issue_pass(workshop, label="ประตู 1", by=admin))
    assert pass_of_link(link) is not None
    assert pass_of_link(link[:-1] + ("A" if link[-1] != "A" else "B")) is None


def test_revoked_pass_still_brings_what_happened_before(workshop, phone, morning, someone, admin):
    revoke_pass(DoorPass.objects.get(), by=admin)
    revoked = DoorPass.objects.get().revoked_at
    DoorPass.objects.update(revoked_at=MORNING + timedelta(hours=1))
    late = {"sent": MORNING + timedelta(hours=2), "received": MORNING + timedelta(hours=2)}
    before = arrival(morning, someone[0], at=MORNING)
    after = arrival(morning, someone[1], at=MORNING + timedelta(minutes=90))
    assert revoked is not None
    assert bring(phone, before, after, **late) == ["ok", "waits"]
    assert Undecided.objects.get().why == "revoked"


@pytest.mark.parametrize(("days", "why"), [(-1, "early"), (8, "over")])
def test_phone_brings_nothing_before_the_day_or_a_week_after(phone, morning, someone, days, why):
    moment = MORNING + timedelta(days=days)
    with pytest.raises(NotAtTheDoor, match=why):
        merge_events(phone, [arrival(morning, someone[0])], sent_at=moment, received_at=moment)


def test_stranger_brings_nothing(workshop, phone, morning, someone):
    with pytest.raises(NotAtTheDoor, match="absent"):
        bring(None, arrival(morning, someone[0]))
    stolen = type(phone)(phone.pass_id, b"x" * 16)
    with pytest.raises(NotAtTheDoor, match="absent"):
        bring(stolen, arrival(morning, someone[0]))


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_once_mark_one_person_once(people):
    admin = people.workshop_admin
    workshop = a_workshop(admin, state=State.OPEN)
    [person], morning = some_people(workshop, admin, "สมชาย ใจดี"), workshop.half_days.first()
    phones = [a_phone(workshop, admin, f"ประตู {number}") for number in (1, 2)]
    words = at_once(*(lambda key=key: bring(key, arrival(morning, person)) for key in phones))
    assert sorted(word for [word] in words) == ["ok", "second"]
    assert CheckIn.objects.count() == 1
    assert CheckInEvent.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_once_do_not_oversell_the_last_seat(people):
    admin = people.workshop_admin
    workshop = a_workshop(admin, state=State.OPEN, capacity=1)
    phones = [a_phone(workshop, admin, f"ประตู {number}") for number in (1, 2)]
    words = at_once(*(lambda key=key, n=n: bring(key, walk_in(f"คนที่ {n}")) for n, key in enumerate(phones)))
    assert sorted(word for [word] in words) == ["ok", "waits"]
    assert Registration.objects.count() == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), deeds=st.integers(1, 14), phones=st.integers(1, 4))
def test_any_interleaving_ends_in_the_same_state(admin, seed, deeds, phones):
    """The same deeds, shuffled, repeated and brought one by one or together: attendance is the same."""
    rng = random.Random(seed)
    story = a_story(rng, deeds, phones)
    expected = told(admin, story, phones)
    for _turn in range(2):
        shuffled = story + rng.sample(story, rng.randrange(len(story) + 1))
        rng.shuffle(shuffled)
        assert told(admin, shuffled, phones) == expected


PEOPLE = ["สมชาย ใจดี", "สมหญิง ใจดี", "บุญเลิศ ขุนแก้ว"]


def a_story(rng, deeds, phones):
    """Deeds as (number, phone, kind, half-day, whom): whom is a person's place, a walk-in's deed, an arrival's deed."""
    story = []
    for number in range(deeds):
        arrivals = [deed for deed in story if deed[2] == "arrival"]
        walk_ins = [deed for deed in story if deed[2] == "walk_in"]
        kind = rng.choice(["arrival", "arrival", "undo", "walk_in", "arrival_of_walk_in"])
        if kind == "undo" and arrivals:
            done = rng.choice(arrivals)
            story.append((number, rng.randrange(phones), kind, done[3], done))
        elif kind == "arrival_of_walk_in" and walk_ins:
            story.append((number, rng.randrange(phones), kind, rng.randrange(2), rng.choice(walk_ins)))
        elif kind == "walk_in":
            story.append((number, rng.randrange(phones), kind, 0, None))
        else:
            story.append((number, rng.randrange(phones), "arrival", rng.randrange(2), rng.randrange(len(PEOPLE))))
    return story


def told(admin, story, phones):
    """Who is present when in a workshop of its own, once all was brought."""
    workshop = a_workshop(admin, state=State.OPEN)
    everybody, half_days = some_people(workshop, admin, *PEOPLE), list(workshop.half_days.all())
    keys = [a_phone(workshop, admin, f"ประตู {number}") for number in range(phones)]
    telling = uuid.uuid4()

    def id_of(deed):
        return str(uuid.uuid5(telling, str(deed[0])))

    def event_of(deed):
        number, _phone, kind, half_day, whom = deed
        half_day = half_days[half_day]
        if kind == "walk_in":
            return walk_in(f"หน้างาน {number}") | {"id": id_of(deed), "uid": str(uuid.uuid5(telling, f"w{number}"))}
        if kind == "arrival_of_walk_in":
            event = arrival_of_walk_in(half_day, {"uid": str(uuid.uuid5(telling, f"w{whom[0]}"))})
        elif kind == "undo":
            event = undo(half_day, everybody[whom[4]], {"id": id_of(whom)})
        else:
            event = arrival(half_day, everybody[whom])
        return event | {"id": id_of(deed)}

    waiting = {phone: [] for phone in range(phones)}
    for deed in story:
        waiting[deed[1]].append(event_of(deed))
        if deed[0] % 3 or deed is story[-1]:  # some phones are without a network for a while
            for phone, events in waiting.items():
                bring(keys[phone], *events)
                events.clear()
    for phone, events in waiting.items():
        bring(keys[phone], *events)
    assert not Undecided.objects.filter(workshop=workshop, decision="").exists()
    marks = CheckIn.objects.filter(half_day__workshop=workshop)
    return sorted(marks.values_list("half_day__part", "registration__name"))
