"""At the desk: the workshops, each one's page, its facts and its state."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from events import access
from events.actions.workshops import change_workshop, make_workshop, move_workshop
from events.filters import WorkshopFilter, kept
from events.forms.workshop import CancelForm, WorkshopForm, facts_of
from events.models import Workshop
from events.queries.mailings import unreachable_count
from events.queries.workshops import agenda_of, half_days_of, with_numbers, with_places
from events.rules.readiness import Announcement, lacks
from events.views.beside import beside
from events.views.found import shown, workshop_changed_by, workshop_seen_by
from events.workflow import Move, State, moves_from
from networks.forms.places import asks_for_places
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.paging import keyset_page


@require_safe
@login_required
def workshop_list(request: OfficerRequest) -> HttpResponse:
    """The newest first; an admin sees all, an officer those that her office hosts."""
    workshops = with_numbers(with_places(access.workshops_visible_to(request.user)))
    filtering = WorkshopFilter(request.GET, queryset=workshops)
    page = keyset_page(filtering.qs, by="-starts_on", cursor=request.GET.get("page", ""))
    context = {
        "filtering": filtering, "page": page, "kept": kept(filtering),
        "may_make": access.may_make_workshops(request.user), "today": localdate(),
    }  # fmt: skip
    return render(request, "events/desk_workshop_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def workshop_new(request: OfficerRequest) -> HttpResponse:
    if not access.may_make_workshops(request.user):
        raise PermissionDenied
    form = WorkshopForm(request.POST if request.method == "POST" else None)
    if _is_sent(request, form):
        try:
            workshop = make_workshop(form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The workshop was made. Nobody sees it before registration is opened."))
            return redirect("events:workshop_detail", pk=workshop.pk)
    return _form_page(request, form, {})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def workshop_edit(request: OfficerRequest, pk: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    form = WorkshopForm(request.POST if request.method == "POST" else None, initial=facts_of(workshop))
    theirs = None
    if _is_sent(request, form):
        seen = form.cleaned_data["version"] or 0
        try:
            change_workshop(workshop, form.facts(), seen_version=seen, by=request.user, tell=form.cleaned_data["tell"])
        except DomainError as refusal:
            theirs = workshop_changed_by(request, pk)
            theirs = theirs if theirs.version != seen else None
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:workshop_detail", pk=workshop.pk)
    rows = beside(form, theirs)
    if theirs is not None:
        form.answer_to(theirs.version)
    return _form_page(request, form, {**shown(request, workshop), "theirs": rows})


def _is_sent(request: OfficerRequest, form: WorkshopForm) -> bool:
    """Ready to be saved; not where only the list of districts should follow."""
    if request.method == "POST" and asks_for_places(request):
        form.ask_again()
        return False
    return request.method == "POST" and form.is_valid()


def _form_page(request: OfficerRequest, form: WorkshopForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "events/desk_workshop_form.html", {**context, "form": form}, status=status)


@require_safe
@login_required
def workshop_detail(request: OfficerRequest, pk: int) -> HttpResponse:
    """Where the workshop stands: facts, seats, agenda, who came, and what it lacks before it is announced."""
    workshop = workshop_seen_by(request, pk)
    agenda = agenda_of(workshop)
    context = {
        **shown(request, workshop),
        "agenda": agenda,
        "half_days": half_days_of(workshop),
        "may_make": access.may_make_workshops(request.user),
        "left": workshop.capacity - workshop.registered,  # type: ignore[attr-defined]
        "moves": [move.value for move in moves_from(workshop.state)],
        "lacks": _lacks(workshop, [day for day, _lines in agenda]) if workshop.state == State.DRAFT else [],
    }
    return render(request, "events/desk_workshop_detail.html", context)


def _lacks(workshop: Workshop, agenda_days: list[Any]) -> list[Any]:
    announcement = Announcement(
        about=workshop.about,
        district_code=workshop.district_id,
        starts_on=workshop.starts_on,
        ends_on=workshop.ends_on,
        contact=workshop.contact,
        map_url=workshop.map_url,
        registers_until=workshop.registers_until,
    )
    return lacks(announcement, agenda_days=agenda_days, today=localdate())


_MOVED = {
    Move.OPEN: gettext_lazy("Registration is open. Everybody sees the workshop now."),
    Move.CLOSE: gettext_lazy("Registration is closed. You can still add people."),
    Move.CANCEL: gettext_lazy("The workshop was cancelled. Its page says so."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def workshop_move(request: OfficerRequest, pk: int, move: Move) -> HttpResponse:
    """Open, close or cancel; asked once more before it is done."""
    workshop = workshop_changed_by(request, pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            move_workshop(workshop, move, by=request.user, note=form.cleaned_data["note"])
        except DomainError as refused:
            refusal = str(refused.message)
        else:
            messages.success(request, str(_MOVED[move]))
            return redirect("events:workshop_detail", pk=workshop.pk)
    context = {
        **shown(request, workshop), "move": move, "refusal": refusal, "form": form,
        "possible": move in moves_from(workshop.state),
        "unreachable": unreachable_count(workshop) if move is Move.CANCEL else 0,
    }  # fmt: skip
    return render(request, "events/desk_workshop_move.html", context, status=422 if refusal or form.errors else 200)
