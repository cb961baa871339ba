"""A random name for each request, so that a log line, an error page and a call to the help desk meet."""

import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

current: ContextVar[str] = ContextVar("request_id", default="")


class RequestIdMiddleware:
    """First of all middlewares. A name that a client sends is not taken: it could carry anything into the logs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = current.set(secrets.token_hex(6))
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = current.get()
            return response
        finally:
            current.reset(token)
