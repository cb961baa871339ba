"""At the desk: the lines of the agenda, and the half-days that count."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.actions.workshops import add_session, change_session, choose_half_days, remove_session
from events.forms.agenda import SessionForm, facts_of
from events.forms.workshop import HalfDaysForm
from events.views.found import shown, workshop_changed_by
from pacc.errors import DomainError
from pacc.http import OfficerRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def session_new(request: OfficerRequest, pk: int) -> HttpResponse:
    """One line; "and the next" keeps the day and begins where this one ended."""
    workshop = workshop_changed_by(request, pk)
    form = SessionForm(
        request.POST if request.method == "POST" else None,
        workshop=workshop,
        initial={"on": request.GET.get("on"), "starts": request.GET.get("from")},
    )
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        try:
            add_session(workshop, facts, by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("“%(title)s” is on the agenda.") % {"title": facts.title})
            if "next" in request.POST:
                return redirect(f"{request.path}?on={facts.on.isoformat()}&from={facts.ends:%H.%M}")
            return redirect("events:workshop_detail", pk=workshop.pk)
    context = {**shown(request, workshop), "form": form, "session": None}
    return render(request, "events/desk_session_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def session_edit(request: OfficerRequest, pk: int, session: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    line = get_object_or_404(workshop.sessions, pk=session)
    form = SessionForm(request.POST if request.method == "POST" else None, workshop=workshop, initial=facts_of(line))
    if request.method == "POST" and form.is_valid():
        try:
            change_session(line, form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:workshop_detail", pk=workshop.pk)
    context = {**shown(request, workshop), "form": form, "session": line}
    return render(request, "events/desk_session_form.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def session_remove(request: OfficerRequest, pk: int, session: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    line = get_object_or_404(workshop.sessions, pk=session)
    try:
        remove_session(line, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("“%(title)s” is no longer on the agenda.") % {"title": line.title})
    return redirect("events:workshop_detail", pk=workshop.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def half_days_choose(request: OfficerRequest, pk: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    chosen = [f"{half_day.on.isoformat()} {half_day.part}" for half_day in workshop.half_days.all()]
    form = HalfDaysForm(
        request.POST if request.method == "POST" else None, workshop=workshop, initial={"half_days": chosen}
    )
    if request.method == "POST" and form.is_valid():
        try:
            choose_half_days(workshop, form.chosen(), by=request.user)
        except DomainError as refusal:
            form.add_error("half_days", str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:workshop_detail", pk=workshop.pk)
    context = {**shown(request, workshop), "form": form}
    return render(request, "events/desk_half_days_form.html", context, status=422 if form.errors else 200)
