"""What is answered before Django's own handlers are reached."""

from wsgiref.util import setup_testing_defaults

import pytest
from django.core.wsgi import get_wsgi_application

from pacc.http import in_utf8

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "site")]

UTF8 = "application/x-www-form-urlencoded; charset=UTF-8"
OTHERS = ("text/html; charset=rot13", "text/html; charset=idna", "x" * 11_000)


def asked(content_type, query="a=%E0%B8%81"):
    """The status of the page about privacy, asked for with a letter that must be decoded."""
    environ = {"HTTP_HOST": "localhost", "PATH_INFO": "/privacy/", "QUERY_STRING": query, "SERVER_PORT": "8000"}
    setup_testing_defaults(environ)
    environ["CONTENT_TYPE"] = content_type
    statuses = []
    in_utf8(get_wsgi_application())(environ, lambda status, _headers: statuses.append(status))
    return statuses


@pytest.mark.parametrize("content_type", ["", UTF8, *OTHERS])
def test_content_type_that_cannot_be_read_is_none(content_type):
    assert asked(content_type) == ["200 OK"]


def test_more_fields_than_may_be_are_left_to_the_page_to_refuse():
    assert asked(UTF8, query="a=1&" * 2000) == ["200 OK"]
