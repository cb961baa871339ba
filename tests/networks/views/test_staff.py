"""/people/: the portal admin invites, posts and closes; nobody else finds it."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from networks.models import Posting
from pacc.accounts.models import User
from pacc.ledger.models import Entry
from tests.factories.accounts import MemberFactory
from tests.factories.networks import PostingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

TODAY = localdate()
FIRST = {"starts_day": "1", "starts_month": "12", "starts_year": "2569"}


@pytest.fixture
def admin(desk, browser_of):
    return browser_of("portal_admin")


def last_entry():
    return Entry.objects.latest("id")


def test_list_shows_everybody_of_the_desk_in_thai_order(admin, people):
    page = admin.get("/people/")
    assert [row.user for row in page.context["page"]] == [
        people.intake_officer,
        people.other_officer,
        people.portal_admin,
        people.conflict_officer,
        people.officer,
        people.director,
        people.workshop_admin,
    ]
    assert people.member.name not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_questions(admin, count, django_assert_max_num_queries):
    for _n in range(count):
        PostingFactory()
    with django_assert_max_num_queries(8):
        admin.get("/people/")


def test_list_is_searched_by_name_address_and_office(admin, people):
    def found(query):
        return {row.user for row in admin.get(f"/people/?{query}").context["page"]}

    assert found("text=ละเอียดกิจ") == {people.officer}
    assert found("text=PORTAL.admin") == {people.portal_admin}
    assert found("office=4") == {people.other_officer}
    assert found("text=nobody") == set()
    assert admin.get("/people/?office=99&page=x").status_code == 200


def test_invitation_goes_out_by_mail(admin, people, letters):
    typed = {"email": "New.Officer@people.example", "name": "ใหม่ มาแล้ว", "title": "นาย", "language": "th"}
    response = admin.post("/people/invite/", typed)
    user = User.objects.get(email="new.officer@people.example")
    assert response["Location"] == f"/people/{user.pk}/"
    assert (user.is_staff, user.has_usable_password(), user.is_portal_admin) == (True, False, False)
    assert "http://desk.localhost:8001/accounts/invitation/" in letters()[-1].body
    assert Entry.objects.filter(what="accounts.staff_invited", by=people.portal_admin).count() == 1
    assert admin.get(response["Location"]).context["row"].state == "invited"


def test_address_in_use_is_refused_with_all_typed_kept(admin):
    other = MemberFactory()
    typed = {"email": other.email.upper(), "name": "ใหม่ มาแล้ว", "language": "th"}
    response = admin.post("/people/invite/", typed)
    assert response.status_code == 422
    assert "ใหม่ มาแล้ว" in response.content.decode()


@pytest.mark.parametrize(
    "typed",
    [{}, {"email": "x"}, {"email": "a@b.example", "name": "\x00"}, {"email": "a@b.example", "name": "ก" * 121},
     {"email": "a@b.example", "name": "x", "language": "xx"}],
)  # fmt: skip
def test_bad_input_is_said_at_the_field(admin, typed):
    response = admin.post("/people/invite/", typed)
    assert response.status_code == 422
    assert "errsum" in response.content.decode()


def test_posting_is_given(admin, people):
    response = admin.post(f"/people/{people.officer.pk}/postings/", {"role": "officer", "office": "5", **FIRST})
    assert response.status_code == 302
    posting = people.officer.postings.get(office=5)
    assert (posting.role, posting.starts, posting.ends) == ("officer", date(2026, 12, 1), None)
    assert last_entry().detail["role"] == "officer"


def test_conflict_posting_needs_no_office(admin, people):
    assert admin.post(f"/people/{people.officer.pk}/postings/", {"role": "conflict", **FIRST}).status_code == 302
    assert people.officer.postings.filter(role="conflict", office=0).exists()


def test_central_intake_and_conflict_cases_stay_apart(admin, people):
    for person, role in ((people.intake_officer, "conflict"), (people.conflict_officer, "intake")):
        response = admin.post(f"/people/{person.pk}/postings/", {"role": role, **FIRST})
        assert response.status_code == 422
    assert Posting.objects.count() == 5


def test_same_posting_twice_is_refused(admin, people):
    typed = {"role": "officer", "office": "3", **FIRST}
    assert admin.post(f"/people/{people.officer.pk}/postings/", typed).status_code == 422


def test_officer_without_office_is_refused(admin, people):
    assert admin.post(f"/people/{people.officer.pk}/postings/", {"role": "officer", **FIRST}).status_code == 422


def test_last_day_before_the_first_is_refused(admin, people):
    typed = {"role": "officer", "office": "5", **FIRST, "ends_day": "30", "ends_month": "11", "ends_year": "2569"}
    assert admin.post(f"/people/{people.officer.pk}/postings/", typed).status_code == 422


def test_posting_ends_on_its_last_day(admin, people):
    posting = people.officer.postings.get()
    day = TODAY - timedelta(days=1)
    typed = {"ends_day": str(day.day), "ends_month": str(day.month), "ends_year": str(day.year + 543)}
    assert admin.post(f"/people/postings/{posting.pk}/end/", typed).status_code == 302
    posting.refresh_from_db()
    assert posting.ends == day
    assert last_entry().what == "networks.posting_ended"
    assert admin.get(f"/people/{people.officer.pk}/").context["row"].state in {"out", "invited"}


def test_ended_posting_is_not_prolonged(admin, people):
    posting = people.officer.postings.get()
    Posting.objects.filter(pk=posting.pk).update(ends=TODAY - timedelta(days=3))
    typed = {"ends_day": "1", "ends_month": "1", "ends_year": "2575"}
    assert admin.post(f"/people/postings/{posting.pk}/end/", typed).status_code == 422


def test_roles_are_set(admin, people):
    assert admin.post(f"/people/{people.officer.pk}/roles/", {"is_workshop_admin": "on"}).status_code == 302
    people.officer.refresh_from_db()
    assert people.officer.is_workshop_admin
    assert last_entry().detail == {"user": people.officer.pk, "roles": ["workshop_admin"]}


def test_last_portal_admin_stays(admin, people):
    for deed in (f"/people/{people.portal_admin.pk}/roles/", f"/people/{people.portal_admin.pk}/close/"):
        assert admin.post(deed).status_code == 422
    people.portal_admin.refresh_from_db()
    assert people.portal_admin.is_portal_admin
    assert people.portal_admin.is_active


def test_account_is_closed_and_opened_again(admin, people, browser_of):
    officer = browser_of("officer")
    assert officer.get("/").status_code == 200
    assert admin.post(f"/people/{people.officer.pk}/close/").status_code == 302
    assert officer.get("/").status_code == 302
    assert admin.get(f"/people/{people.officer.pk}/").context["row"].state == "closed"
    assert admin.post(f"/people/{people.officer.pk}/reopen/").status_code == 302
    people.officer.refresh_from_db()
    assert people.officer.is_active


def test_members_are_not_people_of_the_desk(admin, people):
    for address in ("", "roles/", "link/", "close/", "reopen/", "postings/"):
        assert admin.post(f"/people/{people.member.pk}/{address}").status_code in {404, 405}
    assert admin.get(f"/people/{people.member.pk}/").status_code == 404


def test_numbers_beyond_the_database_are_nobody(admin):
    assert admin.get(f"/people/{10**30}/").status_code == 404


@pytest.mark.parametrize("name", ["officer", "director", "intake_officer", "workshop_admin", "conflict_officer"])
def test_others_find_nothing(desk, browser_of, people, name):
    browser = browser_of(name)
    assert browser.get("/people/").status_code == 404
    assert browser.post("/people/invite/", {}).status_code == 404
    assert browser.post(f"/people/{people.officer.pk}/roles/", {"is_portal_admin": "on"}).status_code == 404
    people.officer.refresh_from_db()
    assert not people.officer.is_portal_admin
