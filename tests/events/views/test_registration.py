"""At the desk: deciding about registrations, and what was sealed with them."""

from uuid import uuid4

import pytest

from events.actions.answers import Given
from events.actions.citizen_ids import erase_citizen_ids
from events.actions.registering import PersonFacts
from events.actions.seating import fill_seats
from events.actions.signing_up import GroupSignUp, SignUp, sign_up, sign_up_group
from events.models import Answer, CitizenId, Question, Registration, Workshop
from events.queries.own_registrations import held_by, link_to
from events.rules.consent import citizen_id_erased_on
from events.rules.tickets import Ticket
from events.workflow import State
from pacc.ledger.models import Entry
from tests.factories.events import a_workshop
from tests.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(people):
    workshop = a_workshop(people.workshop_admin, state=State.OPEN, capacity=2)
    Workshop.objects.update(admission="approval", asks_citizen_id=True)
    workshop.refresh_from_db()
    return workshop


@pytest.fixture
def admin(desk, browser_of):
    return browser_of("workshop_admin")


def applied(workshop, name="สมชาย ใจดี", **more):
    facts = PersonFacts(name=name, phone="0812345678", email="somchai@example.org")
    return sign_up(workshop, SignUp(uuid4(), facts, **more))


def page(person, tail=""):
    return f"/workshops/{person.workshop_id}/people/{person.pk}/{tail}"


def decided(admin, person, deed, **more):
    response = admin.post(page(person, "decide/"), {"deed": deed, **more})
    person.refresh_from_db()
    return response


def test_an_applicant_is_approved_and_written_to(admin, workshop, letters):
    person = applied(workshop)
    decided(admin, person, "approve")
    assert person.state == "registered"
    letters()
    assert "ลงทะเบียนแล้ว" in letters()[-1].subject
    assert Entry.objects.filter(what="registration.approve").exists()


def test_the_approved_queue_when_the_house_is_full(admin, workshop):
    people = [applied(workshop, f"คนที่ {number}") for number in range(3)]
    for person in people:
        decided(admin, person, "approve")
    assert [person.state for person in people] == ["registered", "registered", "waiting"]
    assert people[2].waits_since == people[2].registered_at


def test_turning_down_wants_a_reason_which_the_person_reads(admin, workshop, letters):
    person = applied(workshop)
    assert decided(admin, person, "decline").status_code == 422
    decided(admin, person, "decline", reason="เฉพาะเครือข่ายในจังหวัด")
    assert person.state == "declined"
    letters()
    assert "เฉพาะเครือข่ายในจังหวัด" in letters()[-1].body


def test_what_the_state_is_not_open_to_is_refused(admin, workshop):
    person = applied(workshop)
    assert decided(admin, person, "offer").status_code == 422
    assert decided(admin, person, "\x00").status_code == 422
    assert person.state == "applied"


def test_a_party_is_approved_together(admin, workshop):
    people = [PersonFacts(name=name) for name in ("ก ก", "ข ข")]
    party = sign_up_group(workshop, GroupSignUp(uuid4(), "กลุ่ม", "ผู้ประสาน", "0812345678", "", people))
    decided(admin, party.registrations.first(), "approve")
    assert set(party.registrations.values_list("state", flat=True)) == {"registered"}


def test_organisers_may_pass_the_queue_and_never_oversell(admin, workshop):
    people = [applied(workshop, f"คนที่ {number}") for number in range(4)]
    for person in people:
        decided(admin, person, "approve")
    assert decided(admin, people[3], "offer").status_code == 422
    Workshop.objects.update(capacity=3)
    decided(admin, people[3], "offer")
    assert people[3].state == "offered" and fill_seats(workshop.pk) == 0


def test_a_new_ticket_makes_the_old_one_and_its_link_worthless(admin, workshop, letters):
    person = applied(workshop)
    decided(admin, person, "approve")
    token = link_to([person]).token
    decided(admin, person, "reissue")
    assert (person.ticket, held_by(token)) == (2, None)
    letters()
    assert link_to([person]).token in letters()[-1].body
    assert Ticket(workshop.pk, person.pk, 2) != Ticket(workshop.pk, person.pk, 1)


def test_the_letter_goes_out_once_more_when_it_is_asked_for(admin, workshop, letters):
    person = applied(workshop)
    letters()
    before = len(letters())
    decided(admin, person, "resend")
    letters()
    assert len(letters()) == before + 1


def test_a_citizen_id_is_opened_for_a_reason_that_the_ledger_keeps(admin, workshop):
    person = applied(workshop, citizen_id="1101700230708")
    assert "1101700230708" not in said(admin.get(page(person)))
    assert admin.post(page(person, "citizen-id/"), {"why": ""}).status_code == 422
    assert "1101700230708" in said(admin.post(page(person, "citizen-id/"), {"why": "เบิกค่าเดินทาง"}))
    entry = Entry.objects.get(what="registration.citizen_id_opened")
    assert (entry.detail["reason"], entry.detail["registration_id"]) == ("เบิกค่าเดินทาง", person.pk)


def test_citizen_ids_are_erased_after_their_day(admin, workshop):
    applied(workshop, citizen_id="1101700230708")
    last = citizen_id_erased_on(workshop.fiscal_year)
    assert erase_citizen_ids(on=last) == 0 and CitizenId.objects.exists()
    assert erase_citizen_ids(on=last.replace(month=10, day=1)) == 1 and not CitizenId.objects.exists()


def test_answers_and_files_are_read_at_the_desk(admin, workshop):
    asked = [
        Question.objects.create(workshop=workshop, position=1, kind="text", label="แพ้อะไร"),
        Question.objects.create(workshop=workshop, position=2, kind="file", label="หนังสือ"),
    ]
    given = [Given(asked[0], text="กุ้ง"), Given(asked[1], file=("หนังสือ.pdf", b"%PDF-1"))]
    person = applied(workshop, answers=given, asked=asked)
    assert "กุ้ง" in said(admin.get(page(person)))
    response = admin.post(page(person, f"files/{Answer.objects.get(question=asked[1]).pk}/"))
    assert response.content == b"%PDF-1"
    assert response["Content-Type"] == "application/octet-stream" and "attachment" in response["Content-Disposition"]


def test_the_list_leads_to_those_who_wait(admin, workshop):
    applied(workshop)
    address = f"/workshops/{workshop.pk}/people/"
    assert "?state=applied" in admin.get(address).content.decode()
    assert "สมชาย ใจดี" in said(admin.get(address + "?state=applied"))


def test_the_host_office_reads_and_does_not_decide(desk, browser_of, workshop):
    person = applied(workshop)
    assert browser_of("officer").post(page(person, "decide/"), {"deed": "approve"}).status_code == 403
    assert Registration.objects.get().state == "applied"
