"""Every form of signing in: null bytes, too long, ten thousand emoji and wrong codes are refused at the field."""

import re
import time
from base64 import b32encode
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command

from pacc.accounts.models import User
from tests.bad_input import BAD_TEXTS, assert_refused
from tests.factories.accounts import MemberFactory, StaffFactory
from tests.factories.networks import PostingFactory
from tests.people import new_client
from tests.people import sign_in as enter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

PASSWORD = "three words in a row"
bad = pytest.mark.parametrize("text", BAD_TEXTS.values(), ids=BAD_TEXTS)
# Wrong as a code, each in its own way.
WRONG_CODES = [
    "",
    "000000",
    "12345",
    "1234567",
    "abcdef",
    "-1",
    "\uff11\uff12\uff13\uff14\uff15\uff16",
    "๑๒๓๔๕๖",
    "123456\x00",
    "9" * 41,
    "😀" * 10_000,
]
wrong = pytest.mark.parametrize("code", WRONG_CODES, ids=[repr(code[:12]) for code in WRONG_CODES])


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


def just_entered(user):
    """A browser that need not prove itself again."""
    browser = enter(new_client(), user)
    session = browser.session
    session["account_authentication_methods"] = [
        {**record, "at": time.time()} for record in session["account_authentication_methods"]
    ]
    session.save()
    return browser


@pytest.mark.parametrize("zone", ["site", "desk"])
@pytest.mark.parametrize("field", ["login", "password"])
@bad
def test_signing_in(request, zone, field, text):
    client = request.getfixturevalue(zone)
    typed = {"login": "a@people.example", "password": PASSWORD, field: text}
    response = client.post("/accounts/login/", typed)
    assert_refused(response, field, kept=typed["login"])
    assert PASSWORD not in response.content.decode()


@pytest.mark.parametrize("field", ["email", "password1"])
@bad
def test_signing_up(site, field, text):
    typed = {"email": "a@people.example", "password1": PASSWORD, field: text}
    assert_refused(site.post("/accounts/signup/", typed), field, kept=typed["email"])
    assert not User.objects.exists()


@bad
def test_asking_for_a_new_password(site, text):
    assert_refused(site.post("/accounts/password/reset/", {"email": text}), "email", kept=text)


@bad
def test_setting_a_new_password(site, letters, text):
    member = with_password(MemberFactory())
    site.post("/accounts/password/reset/", {"email": member.email})
    at = site.get(re.search(r"http://localhost:8000(/accounts/password/reset/key/\S+)", letters()[-1].body)[1])[
        "Location"
    ]
    assert_refused(site.post(at, {"password1": text}), "password1")
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


@pytest.mark.parametrize("field", ["oldpassword", "password1"])
@bad
def test_changing_the_password(site, field, text):
    member = with_password(MemberFactory())
    site.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
    typed = {"oldpassword": PASSWORD, "password1": "another good password", field: text}
    assert_refused(site.post("/accounts/password/change/", typed), field)
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


@wrong
def test_setting_up_an_app(desk, code):
    officer = with_password(PostingFactory().user)
    desk.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
    secret = desk.get("/accounts/2fa/app/").context["form"].secret
    response = desk.post("/accounts/2fa/app/", {"code": code})
    assert_refused(response, "code")
    assert response.context["form"].secret == secret  # the app scanned it already: it stays
    assert not Authenticator.objects.exists()


@wrong
def test_second_factor_at_the_door(desk, code):
    officer = with_password(PostingFactory().user)
    TOTP.activate(officer, b32encode(b"twenty bytes of test").decode())
    desk.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
    assert_refused(desk.post("/accounts/2fa/authenticate/", {"code": code}), "code")
    assert desk.get("/")["Location"].startswith("/accounts/login/")


@bad
def test_name_of_a_passkey(desk, text):
    officer = PostingFactory().user
    passkey = Authenticator.objects.create(user=officer, type="webauthn", data={"name": "key"})
    address = f"/accounts/2fa/passkeys/{passkey.pk}/edit/"
    assert_refused(just_entered(officer).post(address, {"name": text}), "name", kept=text)
    passkey.refresh_from_db()
    assert passkey.data == {"name": "key"}


@bad
def test_password_of_somebody_invited(desk, letters, text):
    from_admin = enter(new_client(), StaffFactory(is_portal_admin=True))
    from_admin.post("/people/invite/", {"email": "w@people.example", "name": "จัด งาน", "language": "th"})
    link = re.search(r"http://desk.localhost:8001(/accounts/invitation/\S+)", letters()[-1].body)[1]
    desk.get(link)
    assert_refused(desk.post("/accounts/invitation/", {"password1": text}), "password1")
    assert not User.objects.get(email="w@people.example").has_usable_password()


@pytest.mark.parametrize("field", ["email", "title", "name", "password1"])
@bad
def test_first_portal_admin(desk, field, text):
    link = StringIO()
    call_command("first_admin", stdout=link)
    desk.get(link.getvalue().strip().removeprefix("http://desk.localhost:8001"))
    typed = {"email": "first@people.example", "title": "นาง", "name": "คนแรก", "password1": PASSWORD, field: text}
    assert_refused(desk.post("/accounts/invitation/", typed), field, kept=typed["name"])
    assert not User.objects.exists()


@pytest.mark.parametrize("token", ["\x00", "ก" * 3_000, "😀" * 100, "..", "%2e%2e", "a b"])
def test_link_of_an_invitation(desk, token):
    assert desk.get("/accounts/invitation/" + token + "/", follow=True).status_code == 404
