"""The desk's door: closed unless opened, and closed again when a posting ends."""

from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils.timezone import localdate

from pacc.accounts.door import is_admitted
from pacc.accounts.middleware import OPEN, PASS, SET_UP
from tests.factories.accounts import MemberFactory, StaffFactory
from tests.factories.networks import PostingFactory
from tests.people import new_client, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

TODAY = localdate()
DAY = timedelta(days=1)


def test_nobody_is_led_to_the_door_and_on(desk):
    assert desk.get("/accounts/sessions/?a=1")["Location"] == "/accounts/login/?next=/accounts/sessions/%3Fa%3D1"
    assert desk.post("/accounts/sessions/?a=1")["Location"] == "/accounts/login/?next=/accounts/sessions/"


def test_english_stays_english_at_the_door(desk):
    assert desk.get("/en/accounts/sessions/")["Location"].startswith("/en/accounts/login/")


def test_site_is_open(site):
    assert site.get("/").status_code == 200


@pytest.mark.parametrize(
    ("starts", "ends", "admitted"),
    [
        (TODAY, TODAY, True),
        (TODAY - DAY, None, True),
        (TODAY - DAY, TODAY, True),
        (TODAY - 2 * DAY, TODAY - DAY, False),
        (TODAY + DAY, None, False),
    ],
)
def test_posting_opens_the_door_from_its_first_to_its_last_day(starts, ends, admitted):
    assert is_admitted(PostingFactory(starts=starts, ends=ends).user) is admitted


@pytest.mark.parametrize("role", ["is_workshop_admin", "is_portal_admin"])
def test_staff_role_opens_the_door(role):
    assert is_admitted(StaffFactory(**{role: True}))
    assert not is_admitted(StaffFactory(**{role: True}, is_active=False))


def test_neither_staff_without_posting_nor_members_come_in():
    assert not is_admitted(StaffFactory())
    assert not is_admitted(MemberFactory())


def test_signing_in_after_the_posting_ended_says_so(desk):
    user = PostingFactory(starts=TODAY - 9 * DAY, ends=TODAY - DAY).user
    user.set_password("three words in a row")
    user.save()
    typed = {"login": user.email, "password": "three words in a row"}
    response = desk.post("/accounts/login/", typed, follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/inactive/"
    assert "_auth_user_id" not in desk.session
    assert desk.get("/")["Location"].startswith("/accounts/login/")


def test_session_ends_with_the_posting(desk):
    posting = PostingFactory()
    sign_in(desk, posting.user)
    assert desk.get("/").status_code == 200
    posting.ends = TODAY - DAY
    posting.save()
    assert desk.get("/").status_code == 403
    assert "_auth_user_id" not in desk.session
    posting.ends = None
    posting.save()
    assert desk.get("/")["Location"].startswith("/accounts/login/")


def test_closed_account_is_nobody_at_once(desk):
    posting = PostingFactory()
    sign_in(desk, posting.user)
    posting.user.is_active = False
    posting.user.save()
    assert desk.get("/")["Location"].startswith("/accounts/login/")


def test_htmx_is_led_as_a_whole_page(desk):
    response = desk.get("/accounts/sessions/", headers={"hx-request": "true"})
    assert response["HX-Redirect"].startswith("/accounts/login/")


def test_every_name_that_the_door_knows_exists(desk):
    names = {name for name in OPEN | SET_UP | PASS if ":" not in name}
    assert names <= set(get_resolver("pacc.urls.desk").reverse_dict)


def test_records_of_somebody_else_are_no_second_factor(desk):
    posting, other = PostingFactory(), PostingFactory()
    sign_in(desk, posting.user)
    session = desk.session
    session["account_authentication_methods_user"] = str(other.user.pk)
    session.save()
    assert desk.get("/")["Location"] == "/accounts/2fa/"


def test_other_browser_is_somebody_else(desk):
    sign_in(desk, PostingFactory().user)
    assert new_client().get("/").status_code == 302


@pytest.mark.parametrize("key", ['"abcdefgh\\000abcdefgh"', "abcdefgh%00", "'; --aaaaaaa"])
def test_session_cookie_that_cannot_be_a_key_is_no_session(desk, settings, key):
    cookie = f"{settings.SESSION_COOKIE_NAME}={key}"
    assert desk.get("/", HTTP_COOKIE=cookie).status_code == 302
