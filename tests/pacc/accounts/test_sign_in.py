"""Signing in, up and out, by zone: the same answer to whoever does not belong."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from pacc.accounts.forms import SignupForm
from pacc.accounts.models import SiteSession, User
from pacc.notify.models import Message
from tests.factories.accounts import MemberFactory, StaffFactory
from tests.factories.networks import PostingFactory
from tests.fixtures.people import CheapHasher, enter_zone
from tests.people import new_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

PASSWORD = "กาแฟ เก้าอี้ สะพาน ตะวัน"
LONG = "a sentence of four hundred letters " * 12


def with_password(user, password=PASSWORD):
    user.set_password(password)
    user.save()
    return user


@pytest.fixture
def member():
    return with_password(MemberFactory())


@pytest.fixture
def officer():
    return with_password(PostingFactory().user)


def sign_in(client, user, password=PASSWORD, **extra):
    return client.post("/accounts/login/", {"login": user.email, "password": password, **extra})


def is_signed_in(client):
    return "_auth_user_id" in client.session


# Where who signs in


def test_member_signs_in_on_the_site(site, member):
    response = sign_in(site, member)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_signed_in(site)


def test_address_may_be_typed_in_capitals(site, member):
    response = site.post("/accounts/login/", {"login": f" {member.email.upper()} ", "password": PASSWORD})
    assert response.status_code == 302


def test_officer_signs_in_at_the_desk(desk, officer):
    assert sign_in(desk, officer).status_code == 302
    assert is_signed_in(desk)


def _body(response):
    """The page without what differs from request to request."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"|value="[^"]*@[^"]*"', b"", response.content)


def test_staff_on_the_site_meet_the_answer_of_a_wrong_password(site, officer, member):
    staff = sign_in(site, officer)
    wrong = sign_in(new_client(), member, "not the password at all")
    nobody = new_client().post("/accounts/login/", {"login": "nobody@people.example", "password": PASSWORD})
    assert {staff.status_code, wrong.status_code, nobody.status_code} == {422}
    assert _body(staff) == _body(wrong) == _body(nobody)
    assert not is_signed_in(site)


def test_members_at_the_desk_meet_the_answer_of_a_wrong_password(desk, member, officer):
    assert _body(sign_in(desk, member)) == _body(sign_in(new_client(), officer, "not the password at all"))


def test_closed_account_of_the_other_zone_is_not_told_apart(site, officer):
    User.objects.update(is_active=False)
    assert sign_in(site, officer).status_code == 422


def test_closed_account_is_told_so_after_the_right_password(site, member):
    User.objects.update(is_active=False)
    assert sign_in(site, member)["Location"] == "/accounts/inactive/"
    assert sign_in(new_client(), member, "not the password at all").status_code == 422


def test_a_session_of_the_other_zone_is_nobodys(site, officer):
    site.force_login(officer, backend="pacc.accounts.backend.ZoneBackend")
    assert site.get("/accounts/").status_code == 302


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"login": "x", "password": "y"},
        {"login": "a@b.example\x00", "password": "\x00"},
        {"login": "a@b.example", "password": "😀" * 10_000},
        {"login": "ก" * 10_000},
    ],
)
def test_bad_input_is_said_at_the_field(site, typed):
    response = site.post("/accounts/login/", typed)
    assert response.status_code == 422
    assert b"errsum" in response.content


# Signing up


def sign_up(client, email="new@people.example", password=PASSWORD):
    return client.post("/accounts/signup/", {"email": email, "password1": password})


def test_member_signs_up_confirms_and_signs_in(site, letters):
    assert sign_up(site)["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(site)
    user = User.objects.get()
    assert (user.email, user.is_staff, user.language) == ("new@people.example", False, "th")
    link = re.search(r"http://localhost:8000(/accounts/confirm-email/\S+)", letters()[-1].body)[1]
    elsewhere = new_client()
    assert elsewhere.get(link).status_code == 200
    assert elsewhere.post(link).status_code == 302
    assert sign_in(new_client(), user).status_code == 302


def test_unconfirmed_address_does_not_come_in(site, letters):
    sign_up(site)
    client = new_client()
    assert sign_in(client, User.objects.get())["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)


def test_english_reader_gets_english_mail(site, letters):
    site.post("/en/accounts/signup/", {"email": "new@people.example", "password1": PASSWORD})
    assert letters()[-1].subject == "PACC Connect: confirm your e-mail address"
    assert User.objects.get().language == "en"


def test_signing_up_again_looks_the_same(site, member, letters):
    first, again = sign_up(site), sign_up(new_client(), member.email)
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    mails = letters()
    assert [mail.to for mail in mails] == [["new@people.example"], [member.email]]
    assert "confirm-email" not in mails[-1].body
    assert "/accounts/login/" in mails[-1].body
    assert User.objects.count() == 2


def test_staff_who_sign_up_are_told_by_mail_where_their_account_is(site, officer, letters):
    assert sign_up(site, officer.email)["Location"] == "/accounts/confirm-email/"
    assert "http://desk.localhost:8001" in letters()[-1].body
    assert User.objects.get(email=officer.email).is_staff


def test_nobody_fills_a_mailbox_by_signing_up_with_its_address(site, member, letters):
    answers = [sign_up(new_client(), email) for email in (member.email, member.email.upper(), member.email)]
    assert {answer["Location"] for answer in answers} == {"/accounts/confirm-email/"}
    assert [mail.to for mail in letters()] == [[member.email]]


def test_address_that_the_database_hides_is_no_error(site, officer, letters, monkeypatch):
    """The site's role does not see staff: the constraint speaks first."""
    monkeypatch.setattr(SignupForm, "validate_unique_email", lambda self, value: value)
    assert sign_up(site, officer.email)["Location"] == "/accounts/confirm-email/"
    assert User.objects.count() == 1


def test_nobody_signs_up_at_the_desk(desk):
    assert desk.get("/accounts/signup/").status_code == 404


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "too_short"),
        ("aaaaaaaaaaaaaaa", "monotonous"),
        ("new@people.example", "similar"),
        ("qwertyuiop123", "common"),
    ],
)
def test_weak_passwords_are_refused_with_a_sentence(site, password, code):
    response = sign_up(site, password=password)
    assert response.status_code == 422
    assert code in str(response.context["form"].errors.as_data()["password1"][0].code)
    assert User.objects.count() == 0


def test_long_password_works(site, member):
    with_password(member, LONG)
    assert sign_in(site, member, LONG).status_code == 302


# Resetting


def ask_reset(client, email):
    return client.post("/accounts/password/reset/", {"email": email})


def test_password_is_reset_by_a_link_that_works_once(site, member, letters):
    assert ask_reset(site, member.email)["Location"] == "/accounts/password/reset/done/"
    link = re.search(r"http://localhost:8000(/accounts/password/reset/key/\S+)", letters()[-1].body)[1]
    client = new_client()
    at = client.get(link)["Location"]
    assert at.endswith("-set-password/")
    assert client.post(at, {"password1": "too short"}).status_code == 422
    assert client.post(at, {"password1": "another good password"}).status_code == 302
    assert sign_in(new_client(), member, "another good password").status_code == 302
    again = new_client()
    assert b"<form" not in again.get(link).content.split(b"<main")[1].split(b"</main")[0]
    assert letters()[-1].to == [member.email]


def test_reset_says_the_same_of_unknown_addresses_and_sends_nothing(site, member, officer, letters):
    known = ask_reset(site, member.email)
    for email in ("nobody@people.example", officer.email):
        unknown = ask_reset(new_client(), email)
        assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
    assert [mail.to for mail in letters()] == [[member.email]]


def test_reset_link_of_the_desk_does_not_open_on_the_site(desk, officer, letters, settings):
    ask_reset(desk, officer.email)
    link = re.search(r"http://desk.localhost:8001(/accounts/password/reset/key/\S+)", letters()[-1].body)[1]
    response = enter_zone(settings, "site").get(link)
    assert response.status_code == 200
    assert response.context["token_fail"]


def test_invitation_not_taken_cannot_be_passed_by_a_reset(desk, letters):
    ask_reset(desk, StaffFactory().email)
    assert letters() == []


def test_reset_ends_other_sessions(site, member, letters):
    sign_in(site, member)
    with_password(member, "another good password")
    assert site.get("/accounts/").status_code == 302


def test_links_in_mails_follow_settings_not_the_host_header(site, member, letters):
    Client(SERVER_NAME="localhost", SERVER_PORT="6666").post("/accounts/password/reset/", {"email": member.email})
    assert "http://localhost:8000/" in letters()[-1].body
    assert "6666" not in letters()[-1].body


# Changing


def test_password_is_changed_with_the_old_one(site, member, letters):
    sign_in(site, member)
    page = "/accounts/password/change/"
    wrong = site.post(page, {"oldpassword": "wrong", "password1": "another good password"})
    assert wrong.status_code == 422
    right = site.post(page, {"oldpassword": PASSWORD, "password1": "another good password"})
    assert right["Location"] == "/accounts/"
    assert is_signed_in(site)
    assert site.get("/accounts/").status_code == 200
    assert letters()[-1].to == [member.email]


# Attacks


@pytest.fixture
def hashes(monkeypatch):
    """How often a password was hashed: what an answer costs, whoever is asked about."""
    counted = []
    encode = CheapHasher.encode
    monkeypatch.setattr(CheapHasher, "encode", lambda *a, **k: counted.append("made") or encode(*a, **k))
    verify = CheapHasher.verify
    monkeypatch.setattr(CheapHasher, "verify", lambda *a, **k: counted.append("checked") or verify(*a, **k))
    return counted


def test_signing_in_costs_one_hash_for_anybody(site, member, officer, hashes):
    closed = with_password(MemberFactory(is_active=False))
    hashes.clear()
    for email in (member.email, officer.email, closed.email, "nobody@people.example"):
        new_client().post("/accounts/login/", {"login": email, "password": "not the password at all"})
        assert len(hashes) == 1, email
        hashes.clear()


def test_signing_up_costs_one_hash_and_one_letter_for_anybody(site, member, officer, hashes, monkeypatch):
    for hidden in (False, True):
        cache.clear()  # a second mail to the same address waits three minutes, whoever has it
        if hidden:
            monkeypatch.setattr(SignupForm, "validate_unique_email", lambda self, value: value)
        for email in (f"new{hidden}@people.example", member.email, officer.email):
            hashes.clear()
            letters_before = Message.objects.count()
            sign_up(new_client(), email)
            assert (len(hashes), Message.objects.count() - letters_before) == (1, 1), (email, hidden)


def test_resetting_costs_one_letter_for_anybody(site, member, officer):
    for email in (member.email, officer.email, "nobody@people.example"):
        before = Message.objects.count()
        ask_reset(new_client(), email)
        assert Message.objects.count() == before + 1, email


def test_session_key_changes_on_signing_in(site, member):
    site.get("/accounts/login/")
    session = site.session
    session["planted"] = "1"
    session.save()
    site.cookies["__Host-site-session"] = session.session_key
    planted = session.session_key
    sign_in(site, member)
    assert site.session.session_key != planted
    assert not SiteSession.objects.filter(session_key=planted).exists()


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "http://localhost:6666/",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "///evil.example",
    ],
)
def test_next_never_leads_away(site, member, target):
    assert sign_in(site, member, next=target)["Location"] == "/"


def test_next_leads_on_within_the_zone(site, member):
    assert sign_in(site, member, next="/accounts/sessions/")["Location"] == "/accounts/sessions/"


def test_signing_out_needs_a_form_of_ours(site, member):
    client = Client(SERVER_NAME="localhost", SERVER_PORT="8000", enforce_csrf_checks=True)
    client.force_login(member, backend="pacc.accounts.backend.ZoneBackend")
    assert client.get("/accounts/logout/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 403
    assert is_signed_in(client)


def test_signing_out_leads_home(site, member):
    sign_in(site, member)
    assert site.post("/accounts/logout/")["Location"] == "/"
    assert not is_signed_in(site)


def test_ten_wrong_passwords_close_the_account_for_a_while_whatever_the_host_header(site, member):
    for port in range(6000, 6010):
        client = Client(SERVER_NAME="localhost", SERVER_PORT=str(port))
        assert sign_in(client, member, "not the password at all").status_code == 422
    response = sign_in(Client(SERVER_NAME="localhost", SERVER_PORT="6011"), member)
    assert response.status_code == 422
    assert not is_signed_in(site)


def test_no_limit_counts_the_address_of_a_machine(site):
    for n in range(40):
        assert sign_up(new_client(REMOTE_ADDR="203.0.113.9"), f"person{n}@people.example").status_code == 302
        assert ask_reset(new_client(REMOTE_ADDR="203.0.113.9"), f"other{n}@people.example").status_code == 302


def test_no_address_of_a_machine_is_kept(site, member):
    sign_in(site, member)
    assert member.usersession_set.get().ip == "0.0.0.0"
