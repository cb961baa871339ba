"""The desk's door: nobody sees a page of it without signing in, serving today and having passed the second factor."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.logout import logout
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from pacc.accounts.door import is_admitted
from pacc.accounts.models import User
from pacc.accounts.second_factor import has_second_factor, passed_second_factor

# What anybody may ask of the desk: signing in, coming by a link, health. All else is closed unless opened here.
OPEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "accounts:invitation",
    "accounts:take_invitation",
    "health_live",
    "health_ready",
}
OPEN_NAMESPACES = {"demo"}
# For staff who have no second factor yet: setting one up.
SET_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "account_logout"}
# For staff whose session did not pass the second factor that they have: passing it.
PASS = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"}


class DeskDoor:
    """In the site zone it does nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: Any) -> HttpResponseBase | None:
        if settings.ZONE != "desk" or request.resolver_match is None:
            return None
        name = request.resolver_match.view_name
        is_open = name in OPEN or not OPEN_NAMESPACES.isdisjoint(request.resolver_match.namespaces)
        user = request.user
        if not isinstance(user, User):
            return None if is_open else _led(request, redirect_to_login(_wanted(request)).url)
        if not is_admitted(user):
            return None if name == "account_logout" else _ended(request)
        if passed_second_factor(request) or is_open:
            return None
        if has_second_factor(user):
            return None if name in PASS else _led(request, _with_next(request, "mfa_reauthenticate"))
        return None if name in SET_UP else _led(request, reverse("mfa_index"))


def _ended(request: HttpRequest) -> HttpResponse:
    """The posting ended while the session lived: the session ends too, on a page that says so."""
    logout(request, show_message=False)
    return render(request, "account/account_inactive.html", status=403)


def _led(request: HttpRequest, url: str) -> HttpResponseBase:
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)


def _wanted(request: HttpRequest) -> str:
    """Where to go on after signing in; a form that was sent starts again at its own page."""
    return request.get_full_path() if request.method == "GET" else request.path


def _with_next(request: HttpRequest, name: str) -> str:
    return f"{reverse(name)}?{urlencode({'next': _wanted(request)})}"
