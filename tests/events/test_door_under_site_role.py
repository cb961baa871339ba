"""The door works under the site's own database role, which sees one workshop's people and no other's."""

import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from events.actions.door_passes import issue_pass, take_pass
from events.models import CheckIn, CheckInEvent, DoorPass, Registration, Undecided
from events.queries.door import door_list, enter_door
from events.queries.door_people import found_by_name, guests, numbers
from events.workflow import State
from pacc.database_roles import apply_grants
from tests.events.test_site_role import as_site
from tests.factories.door import arrival, arrival_of_walk_in, bring, undo, walk_in
from tests.factories.events import a_workshop, some_people

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def admin(people):
    apply_grants()
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    return a_workshop(admin, state=State.OPEN, starts_on=timezone.localdate(), capacity=4)


@pytest.fixture
def someone(workshop, admin):
    return some_people(workshop, admin, "สมชาย ใจดี", "สมหญิง ใจดี")


@pytest.fixture
def phone(workshop, admin):
    door_pass = issue_pass(workshop, label="ประตู 1", by=admin)
    with as_site():
        return take_pass(door_pass)


@pytest.fixture
def morning(workshop):
    return workshop.half_days.first()


def brought(phone, *events):
    now = timezone.now()
    return bring(phone, *events, sent=now, received=now)


def now():
    return timezone.now() - timedelta(seconds=1)


def refused(statement, *values, door=None):
    """Whether PostgreSQL refuses it to a phone at that workshop's door."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if door is not None:
                cursor.execute("SELECT set_config('app.door', %s, true)", [str(door)])
            cursor.execute(statement, values)
    except DatabaseError as error:
        return "permission denied" in str(error) or "row-level security" in str(error)
    return False


def test_marks_undos_and_walk_ins_are_stored(phone, morning, someone):
    first, person = arrival(morning, someone[0], at=now()), walk_in("นางคำพอง ไหมงาม", at=now(), phone="0812345678")
    with as_site():
        assert brought(phone, first, person, arrival_of_walk_in(morning, person, at=now())) == ["ok"] * 3
        assert brought(phone, first) == ["known"]
        assert brought(phone, undo(morning, someone[0], first, at=now())) == ["ok"]
    assert [check_in.registration.name for check_in in CheckIn.objects.all()] == ["คำพอง ไหมงาม"]
    assert CheckInEvent.objects.count() == 3


def test_what_cannot_be_settled_is_kept_and_settles_itself(phone, morning, someone):
    late = walk_in("นางคำพอง ไหมงาม", at=now())
    with as_site():
        assert brought(phone, walk_in("สมชาย ใจดี", at=now())) == ["waits"]
        assert brought(phone, {"id": str(uuid.uuid4()), "k": "x"}) == ["waits"]
        assert brought(phone, arrival_of_walk_in(morning, late, at=now())) == ["waits"]
        assert brought(phone, late) == ["ok"]
    assert CheckIn.objects.count() == 1
    assert set(Undecided.objects.filter(decision="").values_list("why", flat=True)) == {"alike", "malformed"}


def test_walk_in_without_a_place_waits(phone, workshop, someone):
    with as_site():
        words = [brought(phone, walk_in(f"คนที่ {number}", at=now())) for number in range(3)]
    assert words == [["ok"], ["ok"], ["waits"]]
    assert Registration.objects.filter(workshop=workshop).count() == workshop.capacity


def test_phone_sees_its_workshop_and_no_other(phone, workshop, morning, someone, admin):
    some_people(a_workshop(admin, state=State.OPEN), admin, "คนอื่น ใจดี")
    with as_site(), transaction.atomic():
        door = enter_door(phone)
        told = door_list(door, since=None, now=timezone.now())
        assert [row[2] for row in told.people] == ["สมชาย ใจดี", "สมหญิง ใจดี"]
        assert [one.name for one in found_by_name(workshop, "สมฉาย")] == ["สมชาย ใจดี"]
        assert [guest.arrived_at for guest in guests(someone, morning)] == [None, None]
        assert numbers(workshop, morning, unknown="-").expected == 2
        assert Registration.objects.count() == 2
    with as_site():
        assert not Registration.objects.exists()
        assert not CheckInEvent.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events_checkinevent",
        "UPDATE events_checkinevent SET reason = 'x'",
        "DELETE FROM events_undecided",
        "UPDATE events_undecided SET raw = '{}'",
        "UPDATE events_doorpass SET revoked_at = NULL",
        "UPDATE events_doorpass SET workshop_id = workshop_id",
        "INSERT INTO events_doorpass (label) VALUES ('x')",
        "SELECT sealed FROM events_citizenid",
    ],
)
def test_phone_changes_nothing_that_is_on_record(phone, workshop, morning, someone, statement):
    with as_site():
        brought(phone, arrival(morning, someone[0], at=now()), walk_in("สมหญิง ใจดี", at=now()))
        assert refused(statement, door=workshop.pk)


def test_phone_marks_nobody_in_an_officers_name_nor_at_another_door(phone, workshop, morning, someone, admin):
    other = a_workshop(admin, state=State.OPEN)
    values = (
        "INSERT INTO events_checkinevent (registration_id, half_day_id, by_id, door_pass_id, id, kind, via, reason,"
        " happened_at, received_at, tx)"
        " VALUES (%s, %s, %s, %s, gen_random_uuid(), 'arrival', 'qr', '', now(), now(), 0)"
    )
    own = DoorPass.objects.get().pk
    with as_site():
        assert not refused(values, someone[0].pk, morning.pk, None, own, door=workshop.pk)
        assert refused(values, someone[0].pk, morning.pk, admin.pk, own, door=workshop.pk)
        assert refused(values, someone[0].pk, morning.pk, None, None, door=workshop.pk)
        assert refused(values, someone[0].pk, other.half_days.first().pk, None, own, door=workshop.pk)
        assert refused(values, someone[0].pk, morning.pk, None, own, door=other.pk)


def test_role_is_the_sites():
    with as_site(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.SITE_ROLE,)
