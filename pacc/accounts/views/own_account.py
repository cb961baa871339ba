"""One's own account: address, password, second factor, devices, and what the apps show of oneself."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacc.accounts.second_factor import has_second_factor
from pacc.http import PersonRequest
from pacc.panels import panels_of


@require_safe
@login_required
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
