"""At the desk: a list of people from a file, looked through before it is saved."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import access
from events.actions.headings import learn_headings
from events.actions.imports import drop_import, lines_of, prepare_import, save_import, undo_import
from events.forms.imports import ConfirmForm, FileForm, HeadingsForm
from events.models import ImportPreview, Workshop
from events.queries.people import lists_saved
from events.rules.import_rows import Line, Standing
from events.views.found import shown, workshop_changed_by
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.spreadsheets.upload import takes_small_files

# Of each kind of line the page shows so many; the numbers count all.
_SHOWN = 300
_NEW_SHOWN = 100


@takes_small_files
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_new(request: OfficerRequest, pk: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    is_sent = request.method == "POST"
    form = FileForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        try:
            preview = prepare_import(
                workshop, form.people, file_name=form.cleaned_data["file"].name or "", by=request.user
            )
        except DomainError as refusal:
            form.add_error("file", str(refusal.message))
        else:
            return redirect("events:import_detail", pk=workshop.pk, preview=preview.pk)
    context = {**shown(request, workshop), "form": form, "saved": lists_saved(workshop)}
    return render(request, "events/desk_import_new.html", context, status=422 if form.errors else 200)


def _preview(request: OfficerRequest, workshop: Workshop, preview: Any) -> ImportPreview:
    """Only the person who brought the file, and only while it is kept."""
    kept = access.import_previews_of(request.user, workshop).filter(
        ~Q(saved_at=None) | Q(expires_at__gt=timezone.now())
    )
    return get_object_or_404(kept.select_related("workshop"), pk=preview)


@require_safe
@login_required
def import_detail(request: OfficerRequest, pk: int, preview: Any) -> HttpResponse:
    """What the file brings: who is new, who is known, which lines cannot be added and why."""
    workshop = workshop_changed_by(request, pk)
    return _detail(request, workshop, _preview(request, workshop, preview))


def _detail(request: OfficerRequest, workshop: Workshop, preview: ImportPreview, refusal: str = "") -> HttpResponse:
    lines: dict[str, list[tuple[int, Line]]] = {standing.value: [] for standing in Standing}
    for place, line in enumerate(lines_of(preview)):
        lines[line.standing].append((place, line))
    left = workshop.capacity - workshop.registered  # type: ignore[attr-defined]
    context = {
        **shown(request, workshop),
        "preview": preview,
        "counts": {standing: len(found) for standing, found in lines.items()},
        "new": lines[Standing.NEW][:_NEW_SHOWN],
        "alike": lines[Standing.ALIKE][:_SHOWN],
        "known": [*lines[Standing.DOUBLE], *lines[Standing.REPEATED]][:_SHOWN],
        "wrong": lines[Standing.WRONG][:_SHOWN],
        "remarked": [entry for entry in lines[Standing.NEW] if entry[1].remarks][:_SHOWN],
        "too_many": len(lines[Standing.NEW]) > left,
        "left": left,
        "refusal": refusal,
        "chosen": request.POST.getlist("alike"),
        "headings": HeadingsForm(headings=_headings_of(preview)),
    }
    return render(request, "events/desk_import_detail.html", context, status=422 if refusal else 200)


@require_POST
@login_required
def import_save(request: OfficerRequest, pk: int, preview: Any) -> HttpResponse:
    """Adds them. A second press says the same as the first."""
    workshop = workshop_changed_by(request, pk)
    found = _preview(request, workshop, preview)
    places = [place for place, line in enumerate(lines_of(found)) if line.standing is Standing.ALIKE]
    form = ConfirmForm(request.POST, places=places)
    try:
        saved = save_import(found, alike_too=form.alike_too() if form.is_valid() else (), by=request.user)
    except DomainError as refusal:
        return _detail(request, workshop, found, str(refusal.message))
    added = ngettext(
        "%(people)s person of the list was registered.", "%(people)s people of the list were registered.", saved.added
    )
    messages.success(request, added % {"people": f"{saved.added:,}"})
    return redirect("events:person_list", pk=workshop.pk)


@require_POST
@login_required
def import_headings(request: OfficerRequest, pk: int, preview: Any) -> HttpResponse:
    """What stands below the headings is corrected and remembered; the file, which is kept nowhere, is brought again."""
    workshop = workshop_changed_by(request, pk)
    found = _preview(request, workshop, preview)
    form = HeadingsForm(request.POST, headings=_headings_of(found))
    if not form.is_valid():
        return _detail(request, workshop, found, str(_("Choose one of the answers shown")))
    corrected = form.corrected()
    if not corrected:
        return redirect("events:import_detail", pk=workshop.pk, preview=found.pk)
    learn_headings(found, corrected, by=request.user)
    messages.success(request, _("The headings are remembered. Bring the file once more: it is read anew."))
    return redirect("events:import_new", pk=workshop.pk)


def _headings_of(preview: ImportPreview) -> list[tuple[str, str]]:
    return [(heading, column) for heading, column in preview.notes.get("headings", [])]


@require_POST
@login_required
def import_drop(request: OfficerRequest, pk: int, preview: Any) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    drop_import(_preview(request, workshop, preview), by=request.user)
    messages.success(request, _("The list was forgotten. Nobody was registered."))
    return redirect("events:person_list", pk=workshop.pk)


@require_POST
@login_required
def import_undo(request: OfficerRequest, pk: int, preview: Any) -> HttpResponse:
    """Takes a list back that was saved, whoever brought it; who was marked as present stays."""
    workshop = workshop_changed_by(request, pk)
    saved = get_object_or_404(lists_saved(workshop).select_related("workshop"), pk=preview)
    try:
        cancelled, stayed = undo_import(saved, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("events:import_new", pk=workshop.pk)
    said = ngettext("%(people)s registration was cancelled.", "%(people)s registrations were cancelled.", cancelled) % {
        "people": f"{cancelled:,}"
    }
    if stayed:
        said += " " + ngettext(
            "%(people)s person was marked as present and stays.",
            "%(people)s people were marked as present and stay.",
            stayed,
        ) % {"people": f"{stayed:,}"}
    messages.success(request, said)
    return redirect("events:import_new", pk=workshop.pk)
