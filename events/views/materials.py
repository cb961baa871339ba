"""At the desk: what a workshop hands out before and after."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.actions.materials import add_material, remove_material
from events.forms.materials import MaterialForm
from events.models import Material
from events.queries.materials import materials_of
from events.views.found import shown, workshop_changed_by
from events.views.handing_out import file_response
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.spreadsheets.upload import takes_small_files


@takes_small_files
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def material_list(request: OfficerRequest, pk: int) -> HttpResponse:
    """All of them. POST: one more."""
    workshop = workshop_changed_by(request, pk)
    is_sent = request.method == "POST"
    form = MaterialForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        try:
            add_material(workshop, form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:material_list", pk=workshop.pk)
    context = {**shown(request, workshop), "form": form, "materials": materials_of(workshop)}
    return render(request, "events/desk_material_list.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def material_file(request: OfficerRequest, pk: int, material: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    return file_response(get_object_or_404(Material, workshop=workshop, pk=material))


@require_POST
@login_required
def material_remove(request: OfficerRequest, pk: int, material: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    found = get_object_or_404(materials_of(workshop).select_related("workshop"), pk=material)
    try:
        remove_material(found, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("It is no longer handed out."))
    return redirect("events:material_list", pk=workshop.pk)
