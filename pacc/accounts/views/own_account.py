"""One's own account: address, password, second factor, devices, and what the apps show of oneself."""

from typing import Any

from allauth.account.views import PasswordChangeView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pacc.accounts.models import User
from pacc.accounts.second_factor import has_second_factor
from pacc.http import PersonRequest
from pacc.panels import panels_of


@login_required
@require_safe
def own_account(request: PersonRequest) -> HttpResponse:
    return render(
        request,
        "account/own_account.html",
        {
            "has_second_factor": has_second_factor(request.user),
            "has_password": request.user.has_usable_password(),
            "panels": panels_of("member", request),
        },
    )


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """Who has no password (in the demonstration) changes none."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, User) and not request.user.has_usable_password():
            return HttpResponseRedirect(reverse("accounts:own_account"))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response
