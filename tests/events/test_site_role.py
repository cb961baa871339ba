"""What the site's database role can do with registrations, and what it cannot, on a real connection."""

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from events.actions.answers import Given
from events.actions.own_registration import OwnChange, change_own
from events.actions.registering import PersonFacts
from events.actions.signing_up import GroupSignUp, SignUp, sign_up, sign_up_group
from events.models import Question, Registration, Seat, Workshop
from events.models.registrant_scope import enter_member, enter_registration
from events.queries.own_registrations import held_by, link_to, registrations_of
from events.queries.workshops import with_numbers
from events.workflow import State
from pacc.database_roles import apply_grants
from tests.factories.events import a_workshop, some_people

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def as_site():
    with connection.cursor() as cursor:
        cursor.execute(f'SET ROLE "{settings.SITE_ROLE}"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture
def workshop(people):
    apply_grants()
    return a_workshop(people.workshop_admin, state=State.OPEN)


def refused(statement, *, scope=None):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if scope:
                enter_registration(scope)
            cursor.execute(statement)
    except DatabaseError as error:
        return "permission denied" in str(error) or "row-level security" in str(error)
    return False


def a_sign_up(**more):
    return SignUp(uuid4(), PersonFacts(name="สมชาย ใจดี", phone="0812345678"), **more)


def test_site_counts_seats_and_sees_nobody(people, workshop):
    person = some_people(workshop, people.workshop_admin, "สมชาย ใจดี")[0]
    with as_site():
        assert Registration.objects.count() == 0 and Seat.objects.count() == 1
        assert with_numbers(Workshop.objects.all()).get().registered == 1
        with transaction.atomic():
            enter_registration(person.uid)
            assert Registration.objects.get().name == "สมชาย ใจดี"
        assert Registration.objects.count() == 0


def test_site_writes_answers_files_and_a_citizen_id_and_reads_none_that_is_sealed(workshop):
    asked = [
        Question.objects.create(workshop=workshop, position=1, kind="text", label="แพ้อะไร"),
        Question.objects.create(workshop=workshop, position=2, kind="file", label="หนังสือ"),
    ]
    Workshop.objects.update(asks_citizen_id=True)
    given = [Given(asked[0], text="กุ้ง"), Given(asked[1], file=("a.pdf", b"%PDF"))]
    with as_site():
        person = sign_up(workshop, a_sign_up(citizen_id="1101700230708", answers=given, asked=asked))
        held = held_by(link_to([person]).token)
        assert [answer.text for answer in held.people[0].answers.all()] == ["กุ้ง", ""]
        again = [Given(asked[0], text="ปู"), Given(asked[1], file=("b.pdf", b"%PDF-2"))]
        change_own(held, held.people[0], OwnChange(PersonFacts(name="สมชาย ใจงาม"), True, False, again, asked))
        now = held_by(link_to([person]).token).people[0].answers.all()
        assert sorted(answer.text for answer in now) == ["", "ปู"]
        assert refused("SELECT sealed FROM events_citizenid", scope=person.uid)
        assert refused("SELECT sealed FROM events_answerfile", scope=person.uid)
    assert Registration.objects.get().name == "สมชาย ใจงาม"


def test_a_member_sees_her_own(people, workshop):
    with as_site():
        sign_up(workshop, a_sign_up(), by=people.member)
        assert [held.workshop for held in registrations_of(people.member)] == [workshop]
        assert registrations_of(people.coordinator) == []
        with transaction.atomic():
            enter_member(people.coordinator.pk)
            assert not Registration.objects.exists()


def test_a_members_page_asks_the_same_for_more(people, workshop, django_assert_num_queries):
    for number in range(2):
        both = [PersonFacts(f"คน {number}{letter}") for letter in "กข"]
        said = GroupSignUp(uuid4(), f"กลุ่ม {number}", "ผู้ประสาน", "0812345678", "", both)
        sign_up_group(workshop, said, by=people.member)
        sign_up(workshop, SignUp(uuid4(), PersonFacts(f"เดี่ยว {number}")), by=people.member)
    with as_site(), django_assert_num_queries(6):  # begin, scope, alone, parties, their tickets, commit
        held = registrations_of(people.member)
    assert [len(one.people) for one in held] == [1, 1, 2, 2]
    with as_site():
        assert all(held_by(one.token) for one in held)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events_registration SET ticket = 2", "UPDATE events_registration SET told = 'x'",
        "UPDATE events_registration SET state = 'declined'", "UPDATE events_registration SET offered_until = now()",
        "DELETE FROM events_registration", "UPDATE events_workshop SET capacity = 1000",
        "UPDATE events_quota SET seats = 1000", "DELETE FROM events_party",
        "UPDATE events_seat SET state = 'registered'",
    ],
)  # fmt: skip
def test_site_cannot_do_the_organisers_deeds(workshop, statement):
    person = sign_up(workshop, a_sign_up())
    with as_site():
        assert refused(statement, scope=person.uid)


@pytest.mark.parametrize(
    "facts",
    [{"state": "offered"}, {"kind": "staff"}, {"source": "hand"}, {"told": "registered"}, {"privacy_notice": ""}],
)
def test_site_cannot_make_a_registration_of_the_organisers(workshop, facts):
    person = sign_up(workshop, a_sign_up())
    copy = Registration.objects.get(pk=person.pk)
    Registration.objects.all().delete()
    copy.pk, copy.uid = None, uuid4()
    for name, value in facts.items():
        setattr(copy, name, value)
    with as_site(), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        enter_registration(copy.uid)
        copy.save(force_insert=True)


def test_site_cannot_let_somebody_in_where_the_organiser_approves(workshop):
    person = sign_up(workshop, a_sign_up())
    Workshop.objects.update(admission="approval")
    Registration.objects.all().delete()
    person.pk, person._state.adding = None, True
    with as_site(), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        enter_registration(person.uid)
        person.save(force_insert=True)
