"""Requests as the views know them, and what every answer carries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.http import content_disposition_header

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from pacc.accounts.models import User


Answer = TypeVar("Answer", bound=HttpResponseBase)


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


class OfficerRequest(PersonRequest):
    """A request at the desk, of somebody who passed the second factor."""


def in_utf8(application: WSGIApplication) -> WSGIApplication:
    """The application, for which a content type that cannot be read, or names another charset, is none.

    Django would end before its own handlers: a traceback in the log, and no page.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            charset = WSGIRequest(environ).encoding or "utf-8"
        except (LookupError, ValueError, SuspiciousOperation):
            charset = ""
        if charset.lower() not in ("utf-8", "utf8"):
            environ["CONTENT_TYPE"] = ""
        return application(environ, start_response)

    return answer


def as_download(response: Answer, name: str, *, as_attachment: bool = True) -> Answer:
    """The file under that name; whatever it turns out to be: no script, no frame, no origin of its own."""
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return response


class NoStoreMiddleware:
    """No page stays in a browser's or a proxy's cache: the next person at a shared phone finds nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class CompressPages(GZipMiddleware):
    """Pages travel compressed; files do not, they are compressed already and may be large.

    SECURITY: a length that varies at random hides what a repeated guess would show (BREACH); Django adds it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page and not response.streaming else response


def zone(request: HttpRequest) -> dict[str, Any]:
    """What every template may ask: the zone, both addresses, whether the data are invented."""
    return {"zone": settings.ZONE, "site_url": settings.SITE_URL, "desk_url": settings.DESK_URL, "demo": settings.DEMO}
