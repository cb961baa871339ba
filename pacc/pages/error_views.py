"""What a reader sees when something went wrong; none of these pages needs the database or a signed-in reader."""

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import get_language_from_path, ngettext, override
from django.utils.translation import gettext as _
from psycopg_pool import PoolTimeout


def _page(request: HttpRequest, status: int, heading: str, what: str, way_on: str) -> HttpResponse:
    context = {"request": request, "heading": heading, "what": what, "way_on": way_on}
    return HttpResponse(loader.get_template("errors/error.html").render(context), status=status)


def _in_language_of(request: HttpRequest) -> override:
    """The language of the address; the locale middleware may not have run."""
    return override(get_language_from_path(request.path_info) or "th")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    with _in_language_of(request):
        return _page(
            request,
            400,
            _("This request cannot be read"),
            _("What the browser sent is incomplete or malformed."),
            _("Go back to the page before and try again."),
        )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    with _in_language_of(request):
        return _page(
            request,
            403,
            _("This is not open to you"),
            _("The account you are signed in with may not do this."),
            _("If you should be allowed to, ask the portal admin of your office."),
        )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    with _in_language_of(request):
        return _page(
            request,
            403,
            _("The form was not sent"),
            _("The page was open for too long, or the browser did not keep this site's cookie. Nothing was stored."),
            _("Go back, copy what you wrote, load the page again and send it once more."),
        )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    with _in_language_of(request):
        return _page(
            request,
            404,
            _("There is no such page"),
            _("The address may be mistyped, or the page has been moved or closed."),
            _("Check the address, or start from the first page."),
        )


def too_large(request: HttpRequest) -> HttpResponse:
    with _in_language_of(request):
        return _page(
            request,
            413,
            _("What was sent is too large"),
            _("The files or the text together are more than can be taken at once. Nothing was stored."),
            _("Go back and attach one file at a time, or a shorter text."),
        )


def too_many(request: HttpRequest, *, wait_seconds: int) -> HttpResponse:
    """For a view that slows somebody down: 429 with the seconds to wait."""
    with _in_language_of(request):
        way_on = ngettext("Try again in %(n)d second.", "Try again in %(n)d seconds.", wait_seconds)
        response = _page(
            request,
            429,
            _("Too many tries in a short time"),
            _("To protect what was told here, tries are slowed down."),
            way_on % {"n": wait_seconds},
        )
    response.headers["Retry-After"] = str(wait_seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours: 503 when the database does not answer, 500 for all else."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError | PoolTimeout):
        return unavailable(request)
    with _in_language_of(request):
        return _page(
            request,
            500,
            _("Something broke on our side"),
            _("It is not because of you. A report that has its reference number is safe."),
            _("Try again in a moment."),
        )


def unavailable(request: HttpRequest, *_args: Any) -> HttpResponse:
    with _in_language_of(request):
        response = _page(
            request,
            503,
            _("The portal cannot answer just now"),
            _("A report that has its reference number is safe."),
            _("Try again in a few minutes."),
        )
    response.headers["Retry-After"] = "60"
    return response
