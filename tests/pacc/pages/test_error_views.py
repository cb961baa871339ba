"""The pages of what went wrong: own words, both languages, no database."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.test import Client, RequestFactory

from pacc.pages import error_views

PAGES = {
    400: lambda request: error_views.bad_request(request, SuspiciousOperation()),
    403: error_views.permission_denied,
    404: error_views.not_found,
    413: lambda request: error_views.bad_request(request, RequestDataTooBig()),
    429: lambda request: error_views.too_many(request, wait_seconds=30),
    500: error_views.server_error,
    503: error_views.unavailable,
}


@pytest.mark.parametrize("status", PAGES)
@pytest.mark.parametrize(("path", "language"), [("/x/", "th"), ("/en/x/", "en")])
def test_error_page_speaks_the_language_of_its_address(site, status, path, language):
    response = PAGES[status](RequestFactory().get(path))
    page = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}"' in page
    assert page.count("<h1>") == 1
    assert "1206" in page and "191" in page
    assert "style=" not in page and "<style" not in page


def test_slowed_down_reader_learns_how_long(site):
    response = error_views.too_many(RequestFactory().get("/en/track/"), wait_seconds=30)
    assert response.headers["Retry-After"] == "30"
    assert "Try again in 30 seconds." in response.content.decode().replace("\xa0", " ")


def test_refused_form_says_that_nothing_was_stored(site):
    response = Client(enforce_csrf_checks=True, SERVER_NAME="localhost").post("/en/privacy/")
    assert response.status_code == 403
    assert "The form was not sent" in response.content.decode()


def test_silent_database_is_503_not_500(site):
    try:
        raise OperationalError("gone")
    except OperationalError:
        response = error_views.server_error(RequestFactory().get("/"))
    assert response.status_code == 503
    assert response.headers["Retry-After"]


def test_unknown_address_is_our_own_404(site):
    response = Client(SERVER_NAME="localhost").get("/en/nowhere/")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()
