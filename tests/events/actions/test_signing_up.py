"""Registering, as the site's own database role does it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from events.actions.own_registration import accept_offer, leave
from events.actions.registering import PersonFacts
from events.actions.seating import fill_seats
from events.actions.signing_up import GroupSignUp, SignUp, sign_up, sign_up_group, why_closed
from events.models import Party, Quota, Registration, Workshop
from events.queries.own_registrations import held_by, link_to, token_of
from events.workflow import State
from pacc.database_roles import apply_grants
from pacc.errors import DomainError
from tests.factories.events import a_workshop
from tests.factories.offices import a_province
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def granted(db):
    apply_grants()


@pytest.fixture
def post(letters):
    """post(): every mail so far, also those that a job of the first round promised."""

    def deliver():
        letters()
        return letters()

    return deliver


def as_site(deed):
    """Done under the site's role on this connection."""

    def done():
        with connection.cursor() as cursor:
            cursor.execute(f'SET ROLE "{django_settings.SITE_ROLE}"')
        try:
            return deed()
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")

    return done


def said(name, uid=None, **facts):
    return SignUp(uid or uuid4(), PersonFacts(name=name, **{"phone": "0812345678", **facts}))


def group(*names, uid=None):
    people = [PersonFacts(name=name, phone=f"08100000{number:02}") for number, name in enumerate(names)]
    return GroupSignUp(uid or uuid4(), "กลุ่มผ้าไหม", "ผู้ประสาน", "0899999999", "group@example.org", people)


def open_workshop(people, **facts):
    return a_workshop(people.workshop_admin, state=State.OPEN, **facts)


def states(workshop):
    return list(Registration.objects.filter(workshop=workshop).order_by("pk").values_list("state", flat=True))


def test_somebody_registers_and_has_a_place(people, granted):
    workshop = open_workshop(people)
    person = as_site(lambda: sign_up(workshop, said("สมชาย ใจดี")))()
    assert (person.state, person.source) == ("registered", "self")
    assert as_site(lambda: held_by(link_to([person]).token))().people == [person]


def test_the_full_house_gives_a_place_in_the_queue_and_a_place_given_back_is_offered_to_the_first(people, granted):
    workshop = open_workshop(people, capacity=1)
    first = as_site(lambda: sign_up(workshop, said("คนแรก")))()
    second = as_site(lambda: sign_up(workshop, said("คนที่สอง")))()
    as_site(lambda: sign_up(workshop, said("คนที่สาม")))()
    assert states(workshop) == ["registered", "waiting", "waiting"]
    assert fill_seats(workshop.pk) == 0
    held = held_by(link_to([first]).token)
    assert as_site(lambda: leave(held, held.people))() == 1
    assert fill_seats(workshop.pk) == 1 and fill_seats(workshop.pk) == 0
    assert states(workshop) == ["cancelled", "offered", "waiting"]
    held = held_by(link_to([second]).token)
    assert as_site(lambda: accept_offer(held))() == 1 and as_site(lambda: accept_offer(held))() == 0
    assert states(workshop) == ["cancelled", "registered", "waiting"]


def test_an_offer_that_nobody_answers_goes_to_the_next(people, granted):
    workshop = open_workshop(people, capacity=1)
    first, second, _third = [sign_up(workshop, said(name)) for name in ("หนึ่ง", "สอง", "สาม")]
    held = held_by(link_to([first]).token)
    leave(held, held.people)
    fill_seats(workshop.pk)
    later = timezone.now() + timedelta(hours=workshop.answer_hours, minutes=1)
    held = held_by(link_to([second]).token)
    with pytest.raises(DomainError):
        accept_offer(held, now=later)
    assert fill_seats(workshop.pk, now=later) == 1
    assert states(workshop) == ["cancelled", "cancelled", "offered"]


def test_nobody_new_passes_those_who_wait(people, granted):
    workshop = open_workshop(people, capacity=1)
    first = sign_up(workshop, said("หนึ่ง"))
    sign_up(workshop, said("สอง"))
    held = held_by(link_to([first]).token)
    leave(held, held.people)
    assert as_site(lambda: sign_up(workshop, said("สาม")))().state == "waiting"


def test_a_party_waits_whole_and_is_seated_whole(people, granted):
    workshop = open_workshop(people, capacity=3)
    first = sign_up(workshop, said("หนึ่ง"))
    party = as_site(lambda: sign_up_group(workshop, group("ก ก", "ข ข", "ค ค")))()
    assert states(workshop) == ["registered", "waiting", "waiting", "waiting"]
    assert sign_up(workshop, said("สอง")).state == "waiting"
    held = held_by(link_to([first]).token)
    leave(held, held.people)
    assert fill_seats(workshop.pk) == 3
    held = as_site(lambda: held_by(token_of(party)))()
    assert len(held.people) == 3
    assert as_site(lambda: accept_offer(held))() == 3


def test_a_party_larger_than_the_house_is_told_so(people, granted):
    with pytest.raises(DomainError):
        sign_up_group(open_workshop(people, capacity=2), group("ก ก", "ข ข", "ค ค"))
    assert not Party.objects.exists()


def test_a_full_quota_makes_its_own_people_wait_only(people, granted):
    workshop = open_workshop(people)
    Quota.objects.create(workshop=workshop, province=a_province(), seats=1)
    surin = a_province()
    assert sign_up(workshop, said("หนึ่ง", province=surin)).state == "registered"
    assert as_site(lambda: sign_up(workshop, said("สอง", province=surin)))().state == "waiting"
    assert sign_up(workshop, said("สาม")).state == "registered"


@pytest.mark.parametrize("by_quota", [False, True])
def test_the_last_seat_taken_twice_at_once_goes_to_one(people, granted, by_quota):
    workshop = open_workshop(people, capacity=10 if by_quota else 1)
    surin = a_province()
    if by_quota:
        Quota.objects.create(workshop=workshop, province=surin, seats=1)
    deeds = [as_site(lambda name=name: sign_up(workshop, said(name, province=surin))) for name in ("ก ก", "ข ข", "ค ค")]
    got = sorted(person.state for person in at_once(*deeds))
    assert got == ["registered", "waiting", "waiting"]


def test_the_same_form_twice_at_once_is_one_registration(people, granted):
    workshop, uid = open_workshop(people), uuid4()
    deed = as_site(lambda: sign_up(workshop, said("สมชาย ใจดี", uid)))
    assert len({person.pk for person in at_once(deed, deed)}) == 1
    party = as_site(lambda: sign_up_group(workshop, group("ก ก", "ข ข", uid=uid)))
    assert len({one.pk for one in at_once(party, party)}) == 1
    assert Registration.objects.count() == 3


def test_who_is_known_already_is_written_to_and_whoever_asks_learns_nothing(people, granted, post):
    workshop = open_workshop(people)
    sign_up(workshop, said("นายสมชาย ใจดี", email="somchai@example.org"))
    assert len(post()) == 1
    assert as_site(lambda: sign_up(workshop, said("สมชาย  ใจดี", email="other@example.org")))() is None
    sent = post()
    assert [mail.to for mail in sent] == [["somchai@example.org"]] * 2
    assert Registration.objects.count() == 1


def test_the_organiser_approves_where_the_workshop_says_so(people, granted):
    workshop = open_workshop(people)
    Workshop.objects.update(admission="approval")
    assert as_site(lambda: sign_up(workshop, said("สมชาย ใจดี")))().state == "applied"


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "cancelled"}, {"state": "closed"}, {"audience": "invited"},
        {"registers_until": timezone.localdate() - timedelta(days=1)},
        {"registers_from": timezone.localdate() + timedelta(days=1)},
    ],
)  # fmt: skip
def test_a_closed_door_says_why(people, granted, facts):
    workshop = open_workshop(people)
    Workshop.objects.update(**facts)
    with pytest.raises(DomainError):
        as_site(lambda: sign_up(workshop, said("สมชาย ใจดี")))()
    workshop.refresh_from_db()
    assert why_closed(workshop)
    assert not Registration.objects.exists()


def test_the_confirmation_goes_out_once_with_the_link_and_the_qr(people, granted, post):
    workshop = open_workshop(people)
    person = as_site(lambda: sign_up(workshop, said("สมชาย ใจดี", email="somchai@example.org")))()
    (mail,) = post()
    assert link_to([person]).token in mail.body
    ((name, content, media_type),) = mail.attachments
    assert (name, media_type, content[:4]) == ("ticket.png", "image/png", b"\x89PNG")
    sign_up(workshop, said("คนอื่น", phone="0810000000"))
    assert len(post()) == 1


def test_a_party_gets_one_letter_with_everybodys_qr(people, granted, post):
    workshop = open_workshop(people)
    as_site(lambda: sign_up_group(workshop, group("ก ก", "ข ข")))()
    (mail,) = post()
    assert mail.to == ["group@example.org"] and len(mail.attachments) == 2


def test_a_ticket_issued_anew_closes_the_old_link(people, granted):
    person = sign_up(open_workshop(people), said("สมชาย ใจดี"))
    token = link_to([person]).token
    Registration.objects.update(ticket=2)
    assert held_by(token) is None
