"""One-time links into the desk: once, in time, for whom they were made."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from pacc.accounts import staff
from pacc.accounts.invitations import invitation_of, take_invitation
from pacc.accounts.models import Invitation, User
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from tests.factories.accounts import StaffFactory
from tests.people import new_client, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]

PASSWORD = "three words in a row"


@pytest.fixture
def admin():
    admin = StaffFactory(is_portal_admin=True)
    admin.set_password(PASSWORD)
    admin.save()
    return admin


def link_of(mail):
    return re.search(r"http://desk.localhost:8001(/(?:en/)?accounts/invitation/\S+)", mail.body)[1]


@pytest.fixture
def invited(admin, letters):
    """An invited workshop admin and her link."""
    user = staff.invite_staff(by=admin, email="w@people.example", name="จัด งาน", is_workshop_admin=True)
    return user, link_of(letters()[-1])


def first_admin(*arguments):
    out, err = StringIO(), StringIO()
    call_command("first_admin", *arguments, stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue()


def test_invited_person_chooses_a_password_and_is_led_to_the_second_factor(invited):
    user, link = invited
    browser = new_client()
    page = browser.get(link)
    assert page["Location"] == "/accounts/invitation/"
    assert browser.get(page["Location"]).status_code == 200
    response = browser.post("/accounts/invitation/", {"password1": PASSWORD})
    assert response["Location"] == "/"
    assert browser.get("/")["Location"] == "/accounts/2fa/"
    assert browser.get("/accounts/2fa/app/").status_code == 200  # without the password again
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert user.emailaddress_set.get().verified
    assert Entry.objects.filter(what="accounts.invitation_taken", by=user).count() == 1


def test_looking_at_the_link_uses_nothing_up(invited):
    _user, link = invited
    for _n in range(3):
        assert new_client().get(link, follow=True).status_code == 200
    assert Invitation.objects.get().used_at is None


def test_weak_password_is_refused_and_the_link_stays(invited):
    browser = new_client()
    browser.get(invited[1])
    assert browser.post("/accounts/invitation/", {"password1": "w@people.example"}).status_code == 422
    assert browser.post("/accounts/invitation/", {}).status_code == 422
    assert browser.post("/accounts/invitation/", {"password1": PASSWORD}).status_code == 302


def test_link_works_once(invited):
    first, second = new_client(), new_client()
    first.get(invited[1])
    second.get(invited[1])
    assert first.post("/accounts/invitation/", {"password1": PASSWORD}).status_code == 302
    assert second.post("/accounts/invitation/", {"password1": "somebody else's words"}).status_code == 404
    assert new_client().get(invited[1], follow=True).status_code == 404
    assert User.objects.get(pk=invited[0].pk).check_password(PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_link_works_once_for_two_at_once(invited):
    found = invitation_of(invited[1].split("/")[-2])

    def take(n):
        try:
            take_invitation(found, password=f"three words in a row {n}")
            return 1
        except DomainError:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(take, range(4))) == 1


def test_old_link_is_over(invited):
    Invitation.objects.update(valid_until=timezone.now() - timedelta(seconds=1))
    assert new_client().get(invited[1], follow=True).status_code == 404


@pytest.mark.parametrize("token", ["x", "ก" * 50, "a" * 5000, "..", "%00"])
def test_invented_links_are_over(token):
    assert new_client().get(f"/accounts/invitation/{token}/", follow=True).status_code in {400, 404}
    assert new_client().get("/accounts/invitation/").status_code == 404


def test_new_link_voids_the_old_one_password_sessions_and_second_factor(invited, admin, letters):
    user, old = invited
    browser = new_client()
    browser.get(old)
    browser.post("/accounts/invitation/", {"password1": PASSWORD})
    user.authenticator_set.create(type="totp", data={"secret": "x"})
    user.refresh_from_db()
    staff.send_new_link(user, by=admin)
    assert browser.get("/")["Location"].startswith("/accounts/login/")
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert not user.authenticator_set.exists()
    new = link_of(letters()[-1])
    assert new != old
    assert new_client().get(new, follow=True).status_code == 200
    staff.send_new_link(user, by=admin)
    assert new_client().get(new, follow=True).status_code == 404


def test_closing_voids_the_link(invited, admin):
    user, link = invited
    staff.close_account(user, by=admin)
    assert new_client().get(link, follow=True).status_code == 404
    staff.open_account_again(user, by=admin)
    assert new_client().get(link, follow=True).status_code == 404


def test_link_signs_somebody_else_out_first(invited, admin):
    browser = sign_in(new_client(), admin)
    assert browser.get(invited[1], follow=True).status_code == 200
    assert "_auth_user_id" not in browser.session


def test_database_holds_no_link(invited):
    token = invited[1].split("/")[-2]
    with connection.cursor() as cursor:
        for table in ("accounts_invitation", "notify_message", "outbox_job", "ledger_entry", "accounts_desksession"):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
            assert token not in cursor.fetchone()[0], table


def test_english_reader_gets_an_english_link(admin, letters):
    staff.invite_staff(by=admin, email="e@people.example", name="E", language="en")
    mail = letters()[-1]
    assert link_of(mail).startswith("/en/accounts/invitation/")
    assert mail.subject == "PACC Connect: your way into the desk"


# The first portal admin

FACTS = {"email": "First@people.example", "name": "คนแรก", "title": "", "password1": PASSWORD}


def test_first_admin_comes_in_by_the_printed_link():
    link, _said = first_admin()
    browser = new_client()
    browser.get(link.removeprefix("http://desk.localhost:8001"))
    assert browser.post("/accounts/invitation/", {**FACTS, "email": "x"}).status_code == 422
    assert browser.post("/accounts/invitation/", FACTS).status_code == 302
    user = User.objects.get()
    assert (user.email, user.is_staff, user.is_portal_admin) == ("first@people.example", True, True)
    assert browser.get("/")["Location"] == "/accounts/2fa/"


def test_each_printed_link_voids_the_one_before():
    old, new = first_admin()[0], first_admin()[0]
    assert new_client().get(old.removeprefix("http://desk.localhost:8001"), follow=True).status_code == 404
    assert new_client().get(new.removeprefix("http://desk.localhost:8001"), follow=True).status_code == 200
    assert Invitation.objects.count() == 1


def test_no_link_is_printed_where_there_is_an_admin(admin):
    assert first_admin()[0] == ""
    assert first_admin("--another")[0].startswith("http://desk.localhost:8001/accounts/invitation/")


def test_first_admins_address_must_be_new(admin):
    link = first_admin("--another")[0]
    browser = new_client()
    browser.get(link.removeprefix("http://desk.localhost:8001"))
    assert browser.post("/accounts/invitation/", {**FACTS, "email": admin.email.upper()}).status_code == 422
