"""At the desk: passes for the phones at the door, and what a person must decide."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.actions.door_passes import issue_pass, link_of, revoke_pass
from events.actions.undecided import count_undecided, drop_undecided
from events.forms.door import DecisionForm, PassForm
from events.models import DoorPass
from events.queries.door import undecided_of
from events.rules.pictures import address_png, inside_a_page
from events.views.found import shown, workshop_changed_by
from pacc.errors import DomainError
from pacc.http import OfficerRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def door_passes(request: OfficerRequest, pk: int) -> HttpResponse:
    """The phones that have one, and a form for the next."""
    workshop = workshop_changed_by(request, pk)
    form = PassForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            door_pass = issue_pass(workshop, label=form.cleaned_data["label"], by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return redirect("events:door_pass", pk=workshop.pk, door_pass=door_pass.pk)
    context = {
        **shown(request, workshop), "form": form, "passes": workshop.door_passes.select_related("issued_by"),
        "undecided": undecided_of(workshop).count(),
    }  # fmt: skip
    return render(request, "events/desk_door_passes.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def door_pass(request: OfficerRequest, pk: int, door_pass: int) -> HttpResponse:
    """The QR that the phone scans. Once a phone has taken the pass it opens nothing."""
    workshop = workshop_changed_by(request, pk)
    found = get_object_or_404(DoorPass, workshop=workshop, pk=door_pass)
    path = reverse("door:door_enter", args=[link_of(found)], urlconf="pacc.urls.site")
    link = settings.SITE_URL + path
    context = {**shown(request, workshop), "door_pass": found, "link": link, "qr": inside_a_page(address_png(link))}
    return render(request, "events/desk_door_pass.html", context)


@require_POST
@login_required
def door_pass_revoke(request: OfficerRequest, pk: int, door_pass: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    found = get_object_or_404(DoorPass, workshop=workshop, pk=door_pass)
    revoke_pass(found, by=request.user)
    messages.success(request, _("The pass of “%(label)s” was revoked.") % {"label": found.label})
    return redirect("events:door_passes", pk=workshop.pk)


@require_safe
@login_required
def undecided_list(request: OfficerRequest, pk: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    waiting = undecided_of(workshop).select_related("door_pass", "registration", "half_day")[:200]
    context = {**shown(request, workshop), "waiting": waiting}
    return render(request, "events/desk_undecided.html", context)


@require_POST
@login_required
def undecided_decide(request: OfficerRequest, pk: int, event: UUID) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    found = get_object_or_404(undecided_of(workshop), pk=event)
    form = DecisionForm(request.POST)
    try:
        match form.cleaned_data["decision"] if form.is_valid() else "":
            case "accepted":
                count_undecided(found, by=request.user)
            case "same":
                count_undecided(found, by=request.user, is_same=True)
            case "dropped":
                drop_undecided(found, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Decided."))
    return redirect("events:undecided_list", pk=workshop.pk)
