"""How allauth's views answer here: a refused form is 422, as everywhere in the portal; other methods are refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

View = Callable[..., HttpResponseBase]


METHODS = ("GET", "HEAD", "POST")


def as_here(view: View) -> View:
    """The view's answer, 422 instead of 200 where its form was sent and refused.

    SECURITY: Django's generic views take PUT for POST, and DELETE as an order to delete without the form's rules.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 200 and isinstance(response, TemplateResponse):
            told = response.context_data or {}
            if any(getattr(told.get(name), "errors", None) for name in ("form", "webauthn_form")):
                response.status_code = 422
        return response

    return answer
