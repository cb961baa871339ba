"""The pages on which people register and look after their registration."""

from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from events.models import Answer, CitizenId, Party, Question, Quota, Registration, Workshop
from events.queries.own_registrations import link_to
from events.rules.links import invitation_token
from events.workflow import State
from networks.models import Membership
from tests.bad_input import BAD_TEXTS, assert_refused
from tests.factories.events import a_workshop, some_people
from tests.factories.offices import a_province
from tests.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(people):
    return a_workshop(people.workshop_admin, state=State.OPEN)


def address(workshop, tail=""):
    return f"/workshops/{workshop.pk}/register/{tail}"


def typed(**changed):
    return {"uid": str(uuid4()), "name": "นายสมชาย ใจดี", "phone": "๐๘๑-234-5678", "agrees_to_photos": "on", **changed}


def test_somebody_registers_and_sees_the_qr_on_the_page_of_her_own(site, workshop):
    response = site.post(address(workshop), typed(email="somchai@example.org"), follow=True)
    person = Registration.objects.get()
    assert (person.title, person.name, person.phone, person.agrees_to_photos) == (
        "นาย",
        "สมชาย ใจดี",
        "0812345678",
        True,
    )
    assert person.privacy_notice
    assert response.redirect_chain[-1][0] == f"/workshops/mine/{link_to([person]).token}/"
    assert "data:image/png;base64," in response.content.decode() and "นายสมชาย ใจดี" in said(response)


def test_a_member_finds_her_facts_written_and_sends_them(site, browser_of, people, workshop):
    client = browser_of("member")
    form = client.get(address(workshop)).context["form"]
    membership = Membership.objects.filter(user=people.member).first()
    shown = {
        name: form[name].value() or "" for name in ("uid", "title", "name", "phone", "email", "province", "network")
    }
    assert (shown["name"], shown["network"]) == (membership.name, membership.network_id)
    client.post(address(workshop), shown)
    person = Registration.objects.get()
    assert (person.user, person.network_id, person.agrees_to_photos) == (people.member, membership.network_id, False)
    assert workshop.title in said(client.get("/me/"))


@pytest.mark.parametrize("bad", BAD_TEXTS.values(), ids=BAD_TEXTS)
@pytest.mark.parametrize("field", ["name", "title", "phone", "email", "organisation", "citizen_id"])
def test_bad_texts_are_refused_beside_their_field(site, workshop, field, bad):
    Workshop.objects.update(asks_citizen_id=True)
    assert_refused(site.post(address(workshop), typed(**{field: bad})), field)
    assert not Registration.objects.exists()


def test_neither_telephone_nor_mail_is_refused_and_what_was_typed_stays(site, workshop):
    assert_refused(site.post(address(workshop), typed(phone="", organisation="ชมรมคนรักป่า")), "phone", kept="ชมรมคนรักป่า")


@pytest.mark.parametrize("bad", ["", "no-uuid", "\x00", "ก" * 500])
def test_a_uid_that_is_none_makes_no_registration_and_no_error_of_ours(site, workshop, bad):
    assert site.post(address(workshop), typed(uid=bad)).status_code == 422
    assert not Registration.objects.exists()


def test_a_citizen_id_is_sealed_once_its_last_digit_is_right(site, workshop):
    Workshop.objects.update(asks_citizen_id=True)
    assert_refused(site.post(address(workshop), typed(citizen_id="1 1017 00230 70 5")), "citizen_id")
    assert site.post(address(workshop), typed(citizen_id="๑ 1017 00230 70 8")).status_code == 302
    kept = CitizenId.objects.get()
    assert b"1101700230708" not in bytes(kept.sealed)
    assert kept.erase_on.year == workshop.fiscal_year - 543 + 2


def test_questions_under_a_condition_are_asked_of_those_it_concerns(site, workshop):
    meal = Question.objects.create(workshop=workshop, position=1, kind="choice", label="อาหาร", choices=["เจ", "ทั่วไป"])
    which = Question.objects.create(
        workshop=workshop, position=2, kind="text", label="แพ้อะไร", is_required=True, only_if=meal, only_if_choice="เจ"
    )
    first, second = f"question_{meal.pk}", f"question_{which.pk}"
    page = said(site.get(address(workshop)))
    assert "เฉพาะผู้ที่เลือก “เจ” ในข้อ “อาหาร”" in page
    assert_refused(site.post(address(workshop), typed(**{first: "เจ"})), second)
    assert site.post(address(workshop), typed(**{first: "ทั่วไป", second: "ไม่ควรเก็บ"})).status_code == 302
    assert list(Answer.objects.values_list("question", "chosen", "text")) == [(meal.pk, ["ทั่วไป"], "")]


def test_a_file_that_answers_is_sealed_and_a_large_one_refused(site, workshop):
    question = Question.objects.create(workshop=workshop, position=1, kind="file", label="หนังสือรับรอง", is_required=True)
    key = f"question_{question.pk}"
    assert_refused(site.post(address(workshop), typed()), key)
    big = SimpleUploadedFile("large.pdf", b"x" * 5_000_001)
    assert_refused(site.post(address(workshop), typed(**{key: big})), key)
    site.post(address(workshop), typed(**{key: SimpleUploadedFile("letter.pdf", b"%PDF-secret")}))
    assert b"secret" not in bytes(Answer.objects.get().file.sealed)


@pytest.mark.parametrize(
    ("facts", "words"),
    [({"state": "cancelled"}, "ยกเลิก"), ({"state": "closed"}, "ปิดรับลงทะเบียน")],
)
def test_a_closed_door_says_why_and_offers_no_button(site, workshop, facts, words):
    Workshop.objects.update(**facts)
    assert words in said(site.get(address(workshop)))
    response = site.post(address(workshop), typed())
    assert response.status_code == 409 and words in said(response)
    assert address(workshop) not in site.get(f"/workshops/{workshop.pk}/").content.decode()
    assert not Registration.objects.exists()


def test_the_organisers_link_opens_a_workshop_for_the_invited(site, workshop):
    Workshop.objects.update(audience="invited")
    way = f"?invitation={invitation_token(workshop.pk)}"
    assert address(workshop) + way in site.get(f"/workshops/{workshop.pk}/{way}").content.decode()
    assert site.post(address(workshop) + way, typed()).status_code == 302
    other = f"?invitation={invitation_token(workshop.pk + 1)}"
    for way in ("", other):
        assert site.get(f"/workshops/{workshop.pk}/{way}").status_code == 404
        assert site.post(address(workshop) + way, typed(phone="0810000000")).status_code == 404
    assert workshop.title not in said(site.get("/workshops/"))


def test_the_full_house_offers_the_waiting_list(site, people, workshop):
    Workshop.objects.update(capacity=10)
    some_people(workshop, people.workshop_admin)
    assert "รายชื่อสำรอง" in said(site.get(f"/workshops/{workshop.pk}/"))
    assert "รายชื่อสำรอง" in said(site.get(address(workshop)))
    response = site.post(address(workshop), typed(), follow=True)
    assert Registration.objects.get(name="สมชาย ใจดี").state == "waiting"
    assert "รายชื่อสำรอง" in said(response)


def test_the_same_person_again_is_told_nothing_but_to_look_into_her_mail(site, workshop):
    site.post(address(workshop), typed(email="somchai@example.org"))
    response = site.post(address(workshop), typed(name="สมชาย  ใจดี"))
    assert "หากเคยลงทะเบียน" in said(response)
    assert "somchai@example.org" not in response.content.decode()


def group(**changed):
    return {
        "uid": str(uuid4()), "group": "กลุ่มผ้าไหม", "contact_name": "ผู้ประสาน", "contact_phone": "0812345678",
        "name_0": "นายหนึ่ง ใจดี", "phone_0": "0810000001", "name_1": "นางสอง ใจดี", "phone_1": "", "name_2": "",
        "phone_2": "", "told_them": "on", **changed,
    }  # fmt: skip


def test_a_coordinator_adds_lines_and_registers_her_group(site, workshop):
    way = address(workshop, "group/")
    page = unescape(site.post(way, group(add="1", name_2="สาม")).content.decode())
    assert 'name="name_3"' in page and 'value="สาม"' in page and "errsum" not in page
    response = site.post(way, group(), follow=True)
    assert Party.objects.get().registrations.count() == 2
    assert "นายหนึ่ง ใจดี" in said(response) and "นางสอง ใจดี" in said(response)


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("group", {"group": ""}), ("contact_phone", {"contact_phone": ""}),
        ("name_0", {"name_0": "", "name_1": "", "phone_0": ""}), ("name_2", {"phone_2": "0819999999"}),
        ("phone_1", {"phone_1": "12"}), ("told_them", {"told_them": ""}),
        ("name_0", {"name_0": "ก\x00ข"}), ("name_0", {"name_0": "ก" * 2600}),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_group_stands_beside_its_field(site, workshop, field, changed):
    assert_refused(site.post(address(workshop, "group/"), group(**changed)), field)
    assert not Registration.objects.exists()


def own(person, tail=""):
    return f"/workshops/mine/{link_to([person]).token}/{tail}"


@pytest.fixture
def person(site, workshop):
    site.post(address(workshop), typed(email="somchai@example.org"))
    return Registration.objects.get()


def test_she_corrects_her_facts_by_the_link(site, workshop, person):
    question = Question.objects.create(workshop=workshop, position=1, kind="text", label="แพ้อะไร")
    key = f"question_{question.pk}"
    site.post(own(person, f"{person.pk}/"), typed(name="สมชาย ใจงาม", phone="0812345678", **{key: "กุ้ง"}))
    person.refresh_from_db()
    assert (person.name, person.answers.get().text) == ("สมชาย ใจงาม", "กุ้ง")
    assert "กุ้ง" in said(site.get(own(person)))
    assert_refused(site.post(own(person, f"{person.pk}/"), typed(name="")), "name")


def test_who_moves_into_a_full_quota_is_refused(site, workshop, person):
    surin = a_province()
    Quota.objects.create(workshop=workshop, province=surin, seats=0)
    response = site.post(own(person, f"{person.pk}/"), typed(province=surin.pk))
    assert response.status_code == 422 and "โควตา" in said(response)


def test_to_look_changes_nothing_and_to_leave_asks_first(site, workshop, person):
    for tail in ("", "leave/", f"{person.pk}/", f"{person.pk}/leave/"):
        assert site.get(own(person, tail)).status_code == 200
    person.refresh_from_db()
    assert person.state == "registered"
    site.post(own(person, "leave/"))
    person.refresh_from_db()
    assert person.state == "cancelled"
    assert site.post(own(person, "leave/")).status_code == 302


def test_who_is_offered_a_place_takes_it_on_her_page(site, workshop, person):
    Registration.objects.update(state="offered", offered_until=timezone.now() + timedelta(hours=1))
    assert "รับที่นั่ง" in said(site.get(own(person)))
    site.post(own(person, "accept/"))
    person.refresh_from_db()
    assert person.state == "registered"


@pytest.mark.parametrize("token", ["x", "a" * 200, "ก", "AAAA"])
def test_a_link_that_was_made_up_opens_nothing(site, workshop, token):
    assert site.get(f"/workshops/mine/{token}/").status_code == 404


def test_another_persons_number_behind_ones_own_link_opens_nothing(site, people, workshop, person):
    other = some_people(workshop, people.workshop_admin, "คนอื่น")[0]
    assert site.get(own(person, f"{other.pk}/")).status_code == 404
    assert site.post(own(person, f"{other.pk}/leave/")).status_code == 404


def test_pages_ask_the_same_however_many_are_registered(site, people, workshop, person, django_assert_num_queries):
    some_people(workshop, people.workshop_admin)
    with django_assert_num_queries(4):
        site.get(address(workshop))
    # the last four: what is handed out, in a transaction of its own (here a savepoint)
    with django_assert_num_queries(10):
        site.get(own(person))
