"""What every answer of the running portal carries: strict headers, cookies of its zone, caching."""

import http.client
import re
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.line

PAGES = {
    "site": ["/", "/en/", "/report/", "/track/", "/accounts/login/", "/demo/", "/health/ready", "/nowhere/"],
    "desk": ["/", "/accounts/login/", "/demo/", "/demo/mail/", "/health/live", "/nowhere/"],
}


def ask(stack, zone, path, *, host=None, **headers):
    """(status, headers by lower-case name, set cookies, body), past no proxy."""
    parts = urlsplit(stack.site_url if zone == "site" else stack.desk_url)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=20)
    try:
        connection.request("GET", path, headers={"Host": host or parts.netloc} | headers)
        response = connection.getresponse()
        cookies = [value.strip() for name, value in response.getheaders() if name.lower() == "set-cookie"]
        found = {name.lower(): value for name, value in response.getheaders()}
        return response.status, found, cookies, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize(("zone", "path"), [(zone, path) for zone, paths in PAGES.items() for path in paths])
def test_page_is_kept_nowhere_and_loads_nothing_foreign(running_stack, zone, path):
    status, headers, _cookies, _body = ask(running_stack, zone, path)
    assert status in {200, 302, 404, 503}
    assert "no-store" in headers["cache-control"]
    policy = {part.split()[0]: set(part.split()[1:]) for part in headers["content-security-policy"].split(";")}
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == {"'none'"}
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == {"'self'"}
    assert set().union(*policy.values()) <= {"'none'", "'self'", "data:"}
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(headers["permissions-policy"].split(", "))
    assert re.fullmatch("[0-9a-f]{12}", headers["x-request-id"])


@pytest.mark.parametrize("zone", PAGES)
def test_static_files_are_hashed_and_kept_for_ever(running_stack, zone):
    _status, _headers, _cookies, page = ask(running_stack, zone, "/accounts/login/")
    files = set(re.findall(rb'(?:href|src)="(/static/[^"]+)"', page))
    assert any(name.endswith(b".css") for name in files)
    for name in files:
        assert re.search(rb"\.[0-9a-f]{12}\.\w+$", name)
        status, headers, cookies, _body = ask(running_stack, zone, name.decode(), **{"Accept-Encoding": "br"})
        assert (status, cookies) == (200, [])
        assert headers["cache-control"] == "max-age=315360000, public, immutable"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("zone", PAGES)
def test_cookies_belong_to_their_zone_and_to_https(running_stack, zone):
    _status, _headers, cookies, _body = ask(running_stack, zone, "/accounts/login/")
    assert cookies
    for cookie in cookies:
        name, *attributes = (part.strip() for part in cookie.split(";"))
        assert name.startswith(f"__Host-{zone}-")
        assert {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"} <= set(attributes)


@pytest.mark.parametrize("zone", PAGES)
def test_other_host_names_are_refused(running_stack, zone):
    assert ask(running_stack, zone, "/", host="elsewhere.example")[0] == 400


def test_name_of_a_request_is_not_taken_from_the_visitor(running_stack):
    _status, headers, _cookies, _body = ask(running_stack, "site", "/", **{"X-Request-ID": "planted"})
    assert headers["x-request-id"] != "planted"
