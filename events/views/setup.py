"""At the desk: what is decided about registering for a workshop, its quotas, and a copy of an earlier workshop."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events import access
from events.actions.copying import copy_workshop
from events.actions.quotas import remove_quota, set_quota, taken_of
from events.actions.workshops import write_registration_rules
from events.forms.setup import CopyForm, QuotaForm, RegistrationRulesForm, rules_of
from events.models import Quota, Registration, Workshop
from events.rules.links import invitation_token
from events.rules.pictures import address_png, inside_a_page
from events.views.beside import beside
from events.views.found import shown, workshop_changed_by, workshop_seen_by
from networks.access import networks_announced
from pacc.errors import DomainError
from pacc.http import OfficerRequest

# The address in the site zone: the desk has no route to name it by.
_INVITED = "/workshops/%s/?invitation=%s"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rules_edit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Who may register, when, and what is asked; with the invitation's link where only invited people may."""
    workshop = workshop_changed_by(request, pk)
    form = RegistrationRulesForm(request.POST if request.method == "POST" else None, initial=rules_of(workshop))
    rows: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        try:
            write_registration_rules(workshop, form.rules(), seen_version=seen, by=request.user)
        except DomainError as refusal:
            workshop = workshop_changed_by(request, pk)
            form.add_error(None, str(refusal.message))
            if workshop.version != seen:
                rows = beside(form, workshop)
                form.answer_to(workshop.version)
        else:
            messages.success(request, _("Saved."))
            return redirect("events:rules_edit", pk=workshop.pk)
    address = _invitation(workshop)
    context = {
        **shown(request, workshop), "form": form, "theirs": rows, "address": address,
        "qr": inside_a_page(address_png(address)) if address else "",
    }  # fmt: skip
    return render(request, "events/desk_rules_form.html", context, status=422 if form.errors else 200)


def _invitation(workshop: Workshop) -> str:
    """ "" where everybody may register, or nobody may yet."""
    if workshop.audience != Workshop.Audience.INVITED or not workshop.is_public:
        return ""
    return settings.SITE_URL + _INVITED % (workshop.pk, invitation_token(workshop.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def quota_list(request: OfficerRequest, pk: int) -> HttpResponse:
    """The quotas with what is taken of each. POST: one is set; one that is there already gets the new number."""
    workshop = workshop_changed_by(request, pk)
    networks = networks_announced().order_by("sort_key", "pk")
    form = QuotaForm(request.POST if request.method == "POST" else None, networks=networks)
    if request.method == "POST" and form.is_valid():
        try:
            set_quota(workshop, form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error("seats", str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:quota_list", pk=workshop.pk)
    quotas = list(
        workshop.quotas.select_related("network", "province").order_by("kind", "province", "network__sort_key")
    )
    rows = [(quota, _whom(quota), taken) for quota, taken in zip(quotas, taken_of(workshop, quotas), strict=True)]
    context = {**shown(request, workshop), "form": form, "rows": rows}
    return render(request, "events/desk_quota_list.html", context, status=422 if form.errors else 200)


def _whom(quota: Quota) -> str:
    return str(quota.network or quota.province or Registration.Kind(quota.kind).label)


@require_POST
@login_required
def quota_remove(request: OfficerRequest, pk: int, quota: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    found = get_object_or_404(workshop.quotas.select_related("workshop"), pk=quota)
    try:
        remove_quota(found, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The quota was removed."))
    return redirect("events:quota_list", pk=workshop.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def workshop_copy(request: OfficerRequest, pk: int) -> HttpResponse:
    """A new draft after this workshop's example, also after one that was cancelled."""
    example = workshop_seen_by(request, pk)
    if not access.may_make_workshops(request.user):
        raise PermissionDenied
    form = CopyForm(request.POST if request.method == "POST" else None, initial={"title": example.title})
    if request.method == "POST" and form.is_valid():
        try:
            workshop = copy_workshop(example, **form.cleaned_data, by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The workshop was made. Nobody sees it before registration is opened."))
            return redirect("events:workshop_detail", pk=workshop.pk)
    context = {**shown(request, example), "form": form}
    return render(request, "events/desk_workshop_copy.html", context, status=422 if form.errors else 200)
