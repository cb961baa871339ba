"""At the desk: deciding about one registration, and opening what was sealed with it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.actions.citizen_ids import open_citizen_id
from events.actions.deciding import decide
from events.actions.reading import open_answer_file
from events.forms.deciding import DecideForm, ReasonForm
from events.models import Answer
from events.queries.people import people_of
from events.views.found import shown, workshop_changed_by
from events.workflow import DEEDS, Deed
from pacc.errors import DomainError
from pacc.http import OfficerRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person_decide(request: OfficerRequest, pk: int, person: int) -> HttpResponse:
    """Let in, turn down, offer a place, write once more, a new ticket: what her state is open to."""
    workshop = workshop_changed_by(request, pk)
    registration = get_object_or_404(people_of(workshop).select_related("workshop", "party"), pk=person)
    deeds = DEEDS.get(registration.state, ())
    if not deeds:
        return redirect("events:person_edit", pk=pk, person=person)
    form = DecideForm(request.POST if request.method == "POST" else None, deeds=deeds)
    if request.method == "POST" and form.is_valid():
        try:
            people = decide(
                registration,
                Deed(form.cleaned_data["deed"]),
                by=request.user,
                reason=form.cleaned_data.get("reason", ""),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("%(name)s: done.") % {"name": people[0].full_name})
            return redirect("events:person_edit", pk=pk, person=person)
    together = list(registration.party.registrations.order_by("pk")) if registration.party else []
    context = {**shown(request, workshop), "form": form, "person": registration, "together": together}
    return render(request, "events/desk_person_decide.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def citizen_id_open(request: OfficerRequest, pk: int, person: int) -> HttpResponse:
    """Asks what it is needed for, notes it, and shows the 13 digits once."""
    workshop = workshop_changed_by(request, pk)
    registration = get_object_or_404(people_of(workshop).select_related("workshop"), pk=person)
    form, number = ReasonForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        try:
            number = open_citizen_id(registration, by=request.user, reason=form.cleaned_data["why"])
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
    context = {**shown(request, workshop), "form": form, "person": registration, "number": number}
    return render(request, "events/desk_citizen_id.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def answer_file(request: OfficerRequest, pk: int, person: int, answer: int) -> HttpResponse:
    """As a download only: what strangers sent is never shown inside the portal."""
    workshop = workshop_changed_by(request, pk)
    found = Answer.objects.select_related("registration__workshop", "file").filter(file__isnull=False)
    kept = get_object_or_404(found, pk=answer, registration=person, registration__workshop=workshop)
    name, content = open_answer_file(kept, by=request.user)
    saved_as = content_disposition_header(as_attachment=True, filename=name or "file") or "attachment"
    return HttpResponse(content, content_type="application/octet-stream", headers={"Content-Disposition": saved_as})
