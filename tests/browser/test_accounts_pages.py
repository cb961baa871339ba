"""Signing in, the second factor and one's own account in a real browser: pages without a fault, app and passkey."""

import re
import time
from contextlib import contextmanager

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from pacc.accounts import staff
from pacc.accounts.sealing import open_secret
from tests.browser import kit
from tests.browser.looking import LANGUAGES, Looker
from tests.pacc.accounts.test_invitations import link_of

pytestmark = pytest.mark.browser

languages = pytest.mark.parametrize("language", LANGUAGES)
PASSWORD = "three words in a row"
SEND = "main form .acts .btn"


@pytest.fixture
def officer(transactional_db, keys, people):
    people.officer.set_password(PASSWORD)
    people.officer.save()
    return people.officer


def enter_code(page, secret):
    """What the app shows; once more when the thirty seconds ended on the way."""
    for _try in range(2):
        page.fill("#id_code", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
        press(page, SEND)
        if not page.locator(".errsum").count():
            return


def shown_key(page):
    """The secret as the page spells it for whoever cannot scan."""
    return page.text_content(".code-line").replace(" ", "")


def give_password(page, address, user):
    page.goto(address + "/accounts/login/")
    page.fill("#id_login", user.email)
    page.fill("#id_password", PASSWORD)
    press(page, SEND)


def press(page, selector):
    with page.expect_navigation():
        page.click(selector)


def path_of(page):
    return re.sub(r"^https?://[^/]+", "", page.url)


@languages
def test_doors_of_the_site(chromium, site_address, people, keys, language):
    with kit.visit(chromium) as page:
        looker = Looker(page, site_address, language)
        looker.open("/accounts/login/").refused(SEND, "login", "password")
        page.fill("#id_login", "nobody@people.example")
        page.fill("#id_password", PASSWORD)
        looker.press(SEND)
        assert page.locator(".errsum li").count() == 1
        looker.open("/accounts/signup/").refused(SEND, "email", "password1")
        page.fill("#id_email", "new@people.example")
        page.fill("#id_password1", "short")
        looker.refused(SEND, "password1")
        assert page.input_value("#id_email") == "new@people.example"
        page.fill("#id_password1", PASSWORD)
        looker.press(SEND)
        assert path_of(page).endswith("/accounts/confirm-email/"), page.url
        looker.open("/accounts/password/reset/").refused(SEND, "email")
        page.fill("#id_email", "nobody@people.example")
        looker.press(SEND)
        looker.open("/accounts/confirm-email/no-such-key/").open("/accounts/password/reset/key/1-no-such-key/")


@languages
def test_own_account_on_the_site(chromium, site_address, keys, signed_in_at, language):
    with kit.visit(chromium, **signed_in_at("member")) as page:
        looker = Looker(page, site_address, language)
        for path in ("", "sessions/", "2fa/", "2fa/passkeys/", "logout/"):
            looker.open(f"/accounts/{path}")


@languages
def test_way_into_the_desk(chromium, desk_address, people, letters, language):
    """The link of the invitation, the password, setting up the app: nothing else opens before."""
    staff.invite_staff(by=people.portal_admin, email="w@people.example", name="จัด งาน", is_workshop_admin=True)
    with kit.visit(chromium) as page:
        looker = Looker(page, desk_address, language)
        looker.open("/accounts/login/").refused(SEND, "login", "password")
        looker.open("/accounts/invitation/no-such-token/")
        looker.open(link_of(letters()[-1])).refused(SEND, "password1")
        page.fill("#id_password1", PASSWORD)
        looker.press(SEND)
        assert path_of(page).endswith("/accounts/2fa/")
        for path in ("/", "/networks/", "/people/", "/admin/", "/accounts/"):
            page.goto(desk_address + LANGUAGES[language] + path)
            assert path_of(page).endswith("/accounts/2fa/"), path
        looker.open("/accounts/2fa/passkeys/add/")
        looker.open("/accounts/2fa/app/").refused(SEND, "code")
        page.fill("#id_code", "000000")
        looker.refused(SEND, "code")
        enter_code(page, shown_key(page))
        looker.look("codes")
        assert page.locator("ul.code li").count() == 10
        looker.press("main .acts a.btn")
        assert path_of(page) in {"/", "/en/"}
        looker.open("/accounts/2fa/").open("/accounts/2fa/codes/").open("/accounts/2fa/app/remove/")


@pytest.mark.parametrize("script", [True, False])
def test_officer_signs_in_with_password_and_app(chromium, desk_address, officer, script):
    with kit.visit(chromium, script=script) as page:
        give_password(page, desk_address, officer)
        assert path_of(page) == "/accounts/2fa/"
        press(page, 'main a[href$="/2fa/app/"]')
        enter_code(page, shown_key(page))
        page.context.clear_cookies()
        give_password(page, desk_address, officer)
        assert path_of(page).startswith("/accounts/2fa/authenticate/")
        page.goto(desk_address + "/networks/")
        assert path_of(page) == "/accounts/2fa/authenticate/", "the password alone opens nothing"
        page.fill("#id_code", "000000")
        press(page, SEND)
        assert page.locator(".errsum").count() == 1
        cache.clear()  # the code that set it up signs nobody in; this is the next one
        enter_code(page, open_secret(officer.authenticator_set.get(type="totp").data["secret"]))
        assert path_of(page) == "/"


@contextmanager
def authenticator_of(page):
    """A security key of Chromium's own, which its owner touches and opens with her finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    options |= {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield
    session.detach()


def test_officer_sets_up_a_passkey_and_signs_in_with_it(chromium, desk_address, settings, officer):
    settings.DESK_URL = desk_address
    with kit.visit(chromium) as page, authenticator_of(page):
        give_password(page, desk_address, officer)
        press(page, 'main a[href$="/2fa/passkeys/add/"]')
        page.fill("#id_name", "เครื่องที่สำนักงาน")
        press(page, "[data-passkey-start]")
        assert officer.authenticator_set.filter(type="webauthn").count() == 1
        page.goto(desk_address + "/networks/")
        assert path_of(page) == "/networks/", "it proved her, so the desk is open"
        page.goto(desk_address + "/accounts/2fa/passkeys/")
        assert page.get_by_text("เครื่องที่สำนักงาน").first.is_visible()
        page.context.clear_cookies()
        give_password(page, desk_address, officer)
        assert path_of(page).startswith("/accounts/2fa/authenticate/")
        press(page, "[data-passkey-start]")
        assert path_of(page) == "/"


def test_passkey_of_another_officer_opens_nothing(chromium, desk_address, settings, officer, people):
    settings.DESK_URL = desk_address
    people.director.set_password(PASSWORD)
    people.director.save()
    for user in (officer, people.director):
        with kit.visit(chromium) as page, authenticator_of(page):
            give_password(page, desk_address, user)
            page.goto(desk_address + "/accounts/2fa/passkeys/add/")
            press(page, "[data-passkey-start]")
    with kit.visit(chromium) as page, authenticator_of(page):
        # This key knows nobody: the browser finds nothing to sign with, and the page says so.
        give_password(page, desk_address, officer)
        page.click("[data-passkey-start]")
        page.wait_for_selector("[data-passkey-failed]:not([hidden])")
        page.goto(desk_address + "/")
        assert path_of(page) == "/accounts/2fa/authenticate/"
