"""Becoming a coordinator by the one-time link of a letter: with an account that is made now, or with one's own."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from networks.actions.invitations import accept_and_sign_up, accept_invitation, open_invitation
from networks.forms.membership import SignUpForm
from networks.models import Invitation
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.people_fields import TITLES

_IN_SESSION = "network_invitation"
_LONGEST = 100  # a real token has 43 letters


@require_safe
def accept_invitation_link(request: HttpRequest, token: str) -> HttpResponse:
    """The token moves into the session, so that no address holds it; nothing is used up."""
    request.session[_IN_SESSION] = token[:_LONGEST]
    return redirect("networks:invitation")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponseBase:
    """Says which network invites; takes the invitation."""
    token = request.session.get(_IN_SESSION, "")
    found = open_invitation(token)
    if found is None:
        return render(request, "networks/invitation_over.html", status=404)
    if isinstance(request.user, User):
        return _with_account(request, found, token, request.user)
    return _with_new_account(request, found, token)


def _with_account(request: HttpRequest, found: Invitation, token: str, user: User) -> HttpResponseBase:
    refusal = ""
    if request.method == "POST":
        try:
            membership = accept_invitation(token, by=user)
        except DomainError as refused:
            refusal = str(refused.message)
        else:
            return _welcomed(request, membership.network_id, found)
    context = {"invitation": found, "refusal": refusal}
    return render(request, "networks/invitation.html", context, status=422 if refusal else 200)


def _with_new_account(request: HttpRequest, found: Invitation, token: str) -> HttpResponseBase:
    form = SignUpForm(request.POST if request.method == "POST" else None, email=found.email)
    if request.method == "POST" and form.is_valid():
        try:
            membership = accept_and_sign_up(
                token, form.facts(), password=form.cleaned_data["password"], language=(get_language() or "th")[:2]
            )
        except DomainError as refused:
            form.add_error(None, str(refused.message))
        else:
            response = _welcomed(request, membership.network_id, found)
            record_authentication(request, membership.user, method="invitation")
            perform_login(request, Login(user=membership.user, email=found.email, redirect_url=response.url))
            return response
    context = {"invitation": found, "form": form, "titles": TITLES}
    return render(request, "networks/invitation.html", context, status=422 if form.errors else 200)


def _welcomed(request: HttpRequest, network_id: int, found: Invitation) -> HttpResponseRedirect:
    request.session.pop(_IN_SESSION, None)
    messages.success(request, _("You are now a coordinator of %(network)s.") % {"network": found.network.name})
    return redirect("networks:network_detail", pk=network_id)
