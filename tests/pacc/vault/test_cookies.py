import base64
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse

from pacc.vault.cookies import EncryptedCookie

DRAFT = EncryptedCookie("draft", timedelta(hours=2))
CASE = EncryptedCookie("case", timedelta(minutes=30))


def carried(response, cookie):
    request = HttpRequest()
    request.COOKIES[cookie.key] = response.cookies[cookie.key].value
    return request


def written(cookie=DRAFT, value="a secret", **kwargs):
    response = HttpResponse()
    cookie.write(response, value, **kwargs)
    return response


@pytest.mark.parametrize("value", ["text", 7, ["a", {"b": None}], "ภาษาไทย", ""])
def test_the_value_comes_back(value):
    assert DRAFT.read(carried(written(value=value), DRAFT)) == value


def test_no_cookie_is_none():
    assert DRAFT.read(HttpRequest()) is None


def test_the_browser_cannot_read_it():
    raw = base64.urlsafe_b64decode(written().cookies[DRAFT.key].value)
    assert b"secret" not in raw
    assert b"until" not in raw


def test_its_attributes_keep_it_to_this_host_and_from_scripts():
    morsel = written().cookies["__Host-desk-draft"]
    assert (morsel["secure"], morsel["httponly"], morsel["samesite"]) == (True, True, "Lax")
    assert (morsel["path"], morsel["domain"], morsel["max-age"]) == ("/", "", 7200)


def test_the_server_checks_the_age_itself():
    with time_machine.travel("2026-11-24 09:00", tick=False) as clock:
        request = carried(written(), DRAFT)
        clock.shift(timedelta(hours=2, seconds=-1))
        assert DRAFT.read(request) == "a secret"
        clock.shift(timedelta(seconds=1))
        assert DRAFT.read(request) is None


def test_a_longer_age_can_be_asked_for():
    with time_machine.travel("2026-11-24 09:00", tick=False) as clock:
        response = written(max_age=timedelta(hours=24))
        clock.shift(timedelta(hours=23))
        assert DRAFT.read(carried(response, DRAFT)) == "a secret"
        assert response.cookies[DRAFT.key]["max-age"] == 86_400


def test_no_byte_can_be_changed():
    request = carried(written(), DRAFT)
    raw = base64.urlsafe_b64decode(request.COOKIES[DRAFT.key])
    for position in range(len(raw)):
        changed = bytearray(raw)
        changed[position] ^= 0x01
        request.COOKIES[DRAFT.key] = base64.urlsafe_b64encode(bytes(changed)).decode()
        assert DRAFT.read(request) is None
        request.COOKIES[DRAFT.key] = base64.urlsafe_b64encode(raw[:position]).decode()
        assert DRAFT.read(request) is None


@pytest.mark.parametrize("junk", ["x", "====", "\x00", "ก", "AQ", "A" * 5000])
def test_junk_is_none(junk):
    request = HttpRequest()
    request.COOKIES[DRAFT.key] = junk
    assert DRAFT.read(request) is None


def test_one_cookie_is_not_taken_for_another():
    request = HttpRequest()
    request.COOKIES[CASE.key] = written().cookies[DRAFT.key].value
    assert CASE.read(request) is None


def test_one_zone_does_not_read_the_others(settings):
    value = written().cookies[DRAFT.key].value
    settings.ZONE = "site"
    request = HttpRequest()
    request.COOKIES["__Host-site-draft"] = value
    assert DRAFT.read(request) is None


def test_a_rotated_key_still_opens(keys):
    request = carried(written(), DRAFT)
    path = keys / "desk/zone_keys"
    path.write_text((keys / "site/zone_keys").read_text() + path.read_text())
    assert DRAFT.read(request) == "a secret"


def test_clearing_expires_it_under_the_same_attributes():
    response = HttpResponse()
    DRAFT.clear(response)
    morsel = response.cookies[DRAFT.key]
    assert (morsel.value, morsel["max-age"], morsel["path"], morsel["secure"]) == ("", 0, "/", True)


def test_what_a_browser_would_drop_is_refused():
    with pytest.raises(ValueError, match="too large"):
        written(value="x" * 4000)
