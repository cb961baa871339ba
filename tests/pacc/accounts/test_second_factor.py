"""The second factor: required at the desk in every session, sealed in the tables, used once."""

import base64
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.db import connection

from pacc.accounts.sealing import open_secret
from pacc.vault.errors import CannotOpen
from tests.factories.accounts import MemberFactory
from tests.factories.networks import PostingFactory
from tests.people import new_client
from tests.people import sign_in as enter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]

PASSWORD = "three words in a row"
APP = "/accounts/2fa/app/"


@pytest.fixture(autouse=True)
def _one_code():
    """The clock stands: no code ends between being read and being typed."""
    with time_machine.travel(time.time() // 30 * 30 + 1, tick=False):
        yield


def with_password(user):
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def officer():
    return with_password(PostingFactory().user)


@pytest.fixture
def member():
    return with_password(MemberFactory())


def code_now(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def secret_of(user):
    return open_secret(user.authenticator_set.get(type="totp").data["secret"])


def sign_in(client, user):
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def set_up(client):
    page = client.get(APP)
    return client.post(APP, {"code": code_now(page.context["form"].secret)})


def with_app(user):
    from_secret = base64.b32encode(b"twenty bytes of test").decode()
    TOTP.activate(user, from_secret)
    return user


# Without one


def test_officer_without_one_gets_no_further_than_setting_it_up(desk, officer):
    sign_in(desk, officer)
    for address in ("/", "/accounts/sessions/", "/accounts/", "/admin/", "/accounts/password/change/"):
        assert desk.get(address)["Location"] == "/accounts/2fa/", address
    assert desk.get("/accounts/2fa/").status_code == 200


def test_member_needs_none(site, member):
    sign_in(site, member)
    assert site.get("/accounts/").status_code == 200


def test_setting_up_an_app_opens_the_desk_and_shows_codes_once(
    desk, officer, letters, django_capture_on_commit_callbacks
):
    sign_in(desk, officer)
    with django_capture_on_commit_callbacks(execute=True):
        done = set_up(desk)
    assert done["Location"] == "/accounts/2fa/codes/"
    page = desk.get("/accounts/2fa/codes/")
    assert len(page.context["unused_codes"]) == 10
    assert page.context["can_view_codes"]
    assert not desk.get("/accounts/2fa/codes/").context["can_view_codes"]
    assert desk.get("/").status_code == 200
    assert letters()[-1].to == [officer.email]


def test_setting_up_needs_the_right_code(desk, officer):
    sign_in(desk, officer)
    page = desk.get(APP)
    refused = desk.post(APP, {"code": "000000"})
    assert refused.status_code == 422
    assert refused.context["form"].secret == page.context["form"].secret
    assert desk.get("/")["Location"] == "/accounts/2fa/"


def test_setting_up_long_after_signing_in_asks_for_the_password(desk, officer):
    sign_in(desk, officer)
    with time_machine.travel(time.time() + 600):
        assert desk.get(APP)["Location"].startswith("/accounts/reauthenticate/")


# In the tables


def test_secrets_are_sealed_everywhere(desk, officer):
    sign_in(desk, officer)
    secret = desk.get(APP).context["form"].secret
    assert secret not in str(dict(desk.session.items()))
    desk.post(APP, {"code": code_now(secret)})
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        told = cursor.fetchone()[0]
    assert secret not in told
    assert secret_of(officer) == secret
    assert "seed" in told
    seed = officer.authenticator_set.get(type="recovery_codes").data["seed"]
    assert len(open_secret(seed)) == 80


def test_the_other_zones_key_opens_nothing(desk, officer, settings):
    with_app(officer)
    settings.ZONE = "site"
    with pytest.raises(CannotOpen):
        secret_of(officer)


# With one


def test_officer_signs_in_with_password_and_code(desk, officer):
    with_app(officer)
    assert sign_in(desk, officer)["Location"] == "/accounts/2fa/authenticate/"
    assert desk.get("/")["Location"].startswith("/accounts/login/")
    assert desk.post("/accounts/2fa/authenticate/", {"code": code_now(secret_of(officer))}).status_code == 302
    assert desk.get("/").status_code == 200


def test_wrong_code_is_refused(desk, officer):
    with_app(officer)
    sign_in(desk, officer)
    assert desk.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 422
    assert desk.get("/").status_code == 302


def test_code_may_be_typed_in_thai_digits_with_a_space(desk, officer):
    with_app(officer)
    sign_in(desk, officer)
    code = code_now(secret_of(officer)).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    typed = f"{code[:3]} {code[3:]}"
    assert desk.post("/accounts/2fa/authenticate/", {"code": typed}).status_code == 302


def test_code_signs_in_once(desk, officer):
    with_app(officer)
    with time_machine.travel(1_800_000_000, tick=False):
        code = code_now(secret_of(officer))
        sign_in(desk, officer)
        assert desk.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
        thief = new_client()
        sign_in(thief, officer)
        assert thief.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 422


def test_code_that_set_it_up_signs_nobody_in(desk, officer):
    with time_machine.travel(1_800_000_000, tick=False):
        sign_in(desk, officer)
        set_up(desk)
        thief = new_client()
        sign_in(thief, officer)
        code = code_now(secret_of(officer))
        assert thief.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 422


def test_code_of_the_window_before_is_too_old(desk, officer):
    with_app(officer)
    with time_machine.travel(1_800_000_000, tick=False):
        old = code_now(secret_of(officer))
    with time_machine.travel(1_800_000_030, tick=False):
        sign_in(desk, officer)
        assert desk.post("/accounts/2fa/authenticate/", {"code": old}).status_code == 422


def test_ten_wrong_codes_close_the_way_for_a_while(desk, officer):
    with_app(officer)
    sign_in(desk, officer)
    for _n in range(10):
        desk.post("/accounts/2fa/authenticate/", {"code": "000000"})
    right = desk.post("/accounts/2fa/authenticate/", {"code": code_now(secret_of(officer))})
    assert right.status_code == 422


def test_emergency_code_signs_in_once(desk, officer):
    sign_in(desk, officer)
    set_up(desk)
    code = desk.get("/accounts/2fa/codes/").context["unused_codes"][0]
    for expected in (302, 422):
        client = new_client()
        sign_in(client, officer)
        assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == expected


def test_session_from_before_the_second_factor_has_to_pass_it(desk, officer):
    other = new_client()
    sign_in(other, officer)
    sign_in(desk, officer)
    set_up(desk)
    led = other.get("/accounts/sessions/?from=here")["Location"]
    assert led == "/accounts/2fa/reauthenticate/?next=%2Faccounts%2Fsessions%2F%3Ffrom%3Dhere"
    for address in (APP, "/accounts/2fa/", "/accounts/2fa/codes/new/", "/accounts/2fa/passkeys/add/", "/admin/"):
        assert other.get(address)["Location"].startswith("/accounts/2fa/reauthenticate/")


def test_password_does_not_stand_in_for_the_second_factor(desk, officer):
    with_app(officer)
    enter(desk, officer)
    response = desk.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert response["Location"] == "/accounts/2fa/reauthenticate/"
    assert desk.get("/accounts/2fa/codes/new/")["Location"].startswith("/accounts/2fa/reauthenticate/")


def test_passing_it_again_leads_on(desk, officer):
    with_app(officer)
    enter(desk, officer, second_factor=False)
    page = desk.get("/accounts/sessions/")["Location"]
    response = desk.post(page, {"code": code_now(secret_of(officer)), "next": "/accounts/sessions/"})
    assert response["Location"] == "/accounts/sessions/"
    assert desk.get("/accounts/sessions/").status_code == 200


def test_last_one_stays_at_the_desk(desk, officer):
    with_app(officer)
    enter(desk, officer, second_factor=False)
    desk.post("/accounts/2fa/reauthenticate/", {"code": code_now(secret_of(officer))})
    assert desk.post("/accounts/2fa/app/remove/").status_code == 422
    assert officer.authenticator_set.filter(type="totp").exists()


def test_last_passkey_stays_at_the_desk(desk, officer, monkeypatch):
    key = Authenticator.objects.create(user=officer, type="webauthn", data={"name": "key"})
    enter(desk, officer)
    asked = "allauth.account.decorators.reauthentication.is_reauthentication_required"
    monkeypatch.setattr(asked, lambda *a, **k: False)
    assert desk.post(f"/accounts/2fa/passkeys/{key.pk}/remove/")["Location"] == "/accounts/2fa/"
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_member_may_do_without_again(site, member):
    sign_in(site, member)
    set_up(site)
    assert site.post("/accounts/2fa/app/remove/")["Location"] == "/accounts/2fa/"
    assert not member.authenticator_set.exists()


def test_nobody_elses_passkey_can_be_touched(desk, officer):
    other = PostingFactory().user
    key = Authenticator.objects.create(user=other, type="webauthn", data={"name": "key"})
    sign_in(desk, officer)
    set_up(desk)
    for what in ("remove", "edit"):
        assert desk.get(f"/accounts/2fa/passkeys/{key.pk}/{what}/").status_code == 404


@pytest.mark.parametrize("credential", ["", "x", "{}", "[]", '{"id": 1}', "null", '"\\u0000"', "{" * 5000])
def test_broken_passkeys_are_refused(desk, officer, credential):
    with_app(officer)
    sign_in(desk, officer)
    response = desk.post("/accounts/2fa/authenticate/", {"credential": credential})
    assert response.status_code == 422


@pytest.mark.parametrize("credential", ["", "x", "{}", "[]", '{"id": 1}', "null"])
def test_broken_new_passkeys_are_refused(desk, officer, credential):
    sign_in(desk, officer)
    desk.get("/accounts/2fa/passkeys/add/")
    assert desk.post("/accounts/2fa/passkeys/add/", {"credential": credential}).status_code == 422


def test_passkeys_belong_to_the_zones_own_host_whatever_the_header(desk, officer):
    sign_in(desk, officer)
    page = new_client(HTTP_HOST="desk.localhost:9")
    page.cookies = desk.cookies
    told = page.get("/accounts/2fa/passkeys/add/").context["js_data"]
    assert told["creation_options"]["publicKey"]["rp"]["id"] == "desk.localhost"
