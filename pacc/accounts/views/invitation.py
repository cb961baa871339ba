"""Coming into the desk by a one-time link."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pacc.accounts.forms import FirstAdminForm, TakeInvitationForm
from pacc.accounts.invitations import invitation_of, take_first_admin, take_invitation
from pacc.accounts.models import Invitation, User
from pacc.errors import DomainError

_IN_SESSION = "invitation"


@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail. The token moves into the session, so that no address holds it; nothing is used up."""
    if request.user.is_authenticated:
        logout(request, show_message=False)
    request.session[_IN_SESSION] = token
    return HttpResponseRedirect(reverse("accounts:take_invitation"))


@sensitive_post_parameters("password1")
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponseBase:
    """A password of one's own, then on to the second factor."""
    found = invitation_of(request.session.get(_IN_SESSION, ""))
    if found is None:
        return render(request, "account/invitation_over.html", status=404)
    form = _form_of(found)(request.POST if request.method == "POST" else None, user=found.user or User(is_staff=True))
    if request.method != "POST" or not form.is_valid():
        return render(
            request,
            "account/invitation.html",
            {"form": form, "invited": found.user},
            status=422 if form.errors else 200,
        )
    try:
        user = _take(found, form)
    except DomainError:
        return render(request, "account/invitation_over.html", status=404)
    del request.session[_IN_SESSION]
    record_authentication(request, user, method="invitation")
    response: HttpResponseBase = perform_login(request, Login(user=user, email=user.email))
    return response


def _form_of(found: Invitation) -> type[TakeInvitationForm]:
    return TakeInvitationForm if found.user else FirstAdminForm


def _take(found: Invitation, form: TakeInvitationForm) -> User:
    told = form.cleaned_data
    if found.user:
        return take_invitation(found, password=told["password1"])
    return take_first_admin(
        found, email=told["email"], title=told["title"], name=told["name"], password=told["password1"]
    )
