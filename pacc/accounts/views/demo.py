"""Demonstration: enter as one of the people with one click, which counts as the second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.signals import user_logged_in
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from pacc.accounts.demo import demo_user, people_here
from pacc.accounts.models import User
from pacc.accounts.second_factor import note_second_factor
from pacc.accounts.zones import first_page, own_url
from pacc.demo.mail import caught_mails
from pacc.loopback import is_loopback
from pacc.panels import panels_of

NEWEST_MAILS = 50


def demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 outside the demonstration, and on any address but the machine's own."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (settings.DEMO and is_loopback(own_url(""))):
            raise Http404
        return view(request, *args, **kwargs)

    return answer


@demo_only
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return render(request, "account/demo.html", {"people": people_here(), "panels": panels_of("demo", request)})


@demo_only
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """The newest mails; at the desk only, whose worker sends them."""
    if settings.ZONE != "desk":
        raise Http404
    mails = caught_mails(settings.MAIL_DIR, at_most=NEWEST_MAILS)
    return render(request, "account/demo_mail.html", {"mails": list(mails)})


@demo_only
@require_POST
def enter(request: HttpRequest, key: str) -> HttpResponse:
    user = demo_user(key)
    if user is None:
        raise Http404
    if request.user.is_authenticated:
        logout(request, show_message=False)
    get_adapter().login(request, user)
    record_authentication(request, user, "demo")
    note_second_factor(request, user, "demo")
    user_logged_in.send(sender=User, request=request, response=None, user=user)
    return HttpResponseRedirect(first_page())
