"""A member's whole account under the site's database role, to which staff do not exist."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings as now
from django.core.signing import dumps
from django.db import connection

from pacc.accounts.models import User
from pacc.database_roles import apply_grants
from tests.factories.networks import PostingFactory
from tests.fixtures.people import enter_zone
from tests.pacc.accounts.test_second_factor import code_now, secret_of
from tests.pacc.test_database_roles import as_role
from tests.people import new_client, sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("keys")]

PASSWORD = "three words in a row"


@pytest.fixture
def officer():
    user = PostingFactory().user
    user.set_password(PASSWORD)
    user.save()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    return user


@pytest.fixture
def granted(officer):
    apply_grants()


def link_in(mail, pattern):
    return re.search(rf"http://localhost:8000({pattern}\S+)", mail.body)[1]


def test_member_signs_up_sets_up_a_second_factor_and_leaves(granted, site, letters):
    with as_role(now.SITE_ROLE):
        typed = {"email": "new@people.example", "password1": PASSWORD}
        assert site.post("/accounts/signup/", typed).status_code == 302
    link = link_in(letters()[-1], "/accounts/confirm-email/")
    with as_role(now.SITE_ROLE):
        assert new_client().post(link).status_code == 302
        browser = new_client()
        login = {"login": "new@people.example", "password": PASSWORD}
        assert browser.post("/accounts/login/", login)["Location"] == "/"
        page = browser.get("/accounts/2fa/app/")
        set_up = browser.post("/accounts/2fa/app/", {"code": code_now(page.context["form"].secret)})
        assert set_up["Location"] == "/accounts/2fa/codes/"
        assert browser.get("/accounts/2fa/codes/").status_code == 200
        assert browser.get("/accounts/sessions/").status_code == 200
        assert browser.get("/accounts/").status_code == 200
        changed = {"oldpassword": PASSWORD, "password1": "another good password"}
        assert browser.post("/accounts/password/change/", changed)["Location"] == "/accounts/"
        assert browser.post("/accounts/logout/").status_code == 302
        assert browser.post("/accounts/password/reset/", {"email": "new@people.example"}).status_code == 302
        secret = secret_of(User.objects.get())
    link = link_in(letters()[-1], "/accounts/password/reset/key/")
    with as_role(now.SITE_ROLE):
        again = new_client()
        assert again.post(again.get(link)["Location"], {"password1": PASSWORD}).status_code == 302
        assert again.post("/accounts/login/", login)["Location"] == "/accounts/2fa/authenticate/"
        assert again.post("/accounts/2fa/authenticate/", {"code": code_now(secret)}).status_code in {302, 422}


def test_sign_up_with_an_officers_address_looks_like_any_other(granted, site, officer, letters):
    with as_role(now.SITE_ROLE):
        typed = {"email": officer.email, "password1": PASSWORD}
        answer = site.post("/accounts/signup/", typed)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
        wrong = new_client().post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
        assert wrong.status_code == 422
        assert new_client().post("/accounts/password/reset/", {"email": officer.email}).status_code == 302
    assert [mail.to for mail in letters()] == [[officer.email]]
    assert EmailAddress.objects.get(user=officer).email == officer.email
    assert User.objects.count() == 1


def test_a_confirmation_forged_for_an_officer_confirms_nothing(granted, site, officer):
    """Whoever took over the site can sign what it signs, and reaches only what its role reaches."""
    key = dumps(EmailAddress.objects.get(user=officer).pk, salt="account")
    with as_role(now.SITE_ROLE):
        assert site.post(f"/accounts/confirm-email/{key}/").status_code == 404


def test_an_officers_sessions_are_out_of_the_sites_reach(granted, officer, settings):
    enter_zone(settings, "desk")
    sign_in(new_client(), officer)
    UserSession.objects.create(user=officer, session_key="k" * 32, ip="0.0.0.0", user_agent="x")
    with as_role(now.SITE_ROLE):
        assert not UserSession.objects.exists()
        assert not Authenticator.objects.exists()
        assert not EmailAddress.objects.exists()
        assert not User.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE accounts_user SET password = 'x'")
            assert cursor.rowcount == 0
