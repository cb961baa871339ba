"""At the desk: who is registered for a workshop, by hand and one by one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.actions.registering import cancel_registration, change_registration, register_person
from events.filters import PeopleFilter, kept
from events.forms.people import PersonForm, facts_of
from events.models import CitizenId
from events.models.registration import LIVE
from events.queries.people import events_of, people_of, who_asks, with_marks
from events.queries.workshops import half_days_of
from events.views.found import page_size, shown, workshop_changed_by, workshop_seen_by
from events.workflow import DEEDS
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.paging import keyset_page
from pacc.people_fields import TITLES


@require_safe
@login_required
def person_list(request: OfficerRequest, pk: int) -> HttpResponse:
    """In Thai order, with the half-days in which each was present."""
    workshop = workshop_seen_by(request, pk)
    half_days = half_days_of(workshop)
    filtering = PeopleFilter(request.GET, queryset=people_of(workshop), half_days=half_days)
    page = keyset_page(filtering.qs, by="sort_key", cursor=request.GET.get("page", ""), size=page_size(workshop))
    context = {
        **shown(request, workshop),
        "half_days": half_days,
        "asking": who_asks(workshop),
        "filtering": filtering,
        "page": page,
        "kept": kept(filtering),
        "rows": with_marks(page.rows, half_days),
    }
    return render(request, "events/desk_person_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person_new(request: OfficerRequest, pk: int) -> HttpResponse:
    """One person; "and the next" shows the empty form again, for a queue at the table."""
    workshop = workshop_changed_by(request, pk)
    form = PersonForm(request.POST if request.method == "POST" else None, initial={"province": workshop.province_id})
    if request.method == "POST" and form.is_valid():
        try:
            registration = register_person(workshop, form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("%(name)s is registered.") % {"name": registration.full_name})
            return redirect("events:person_new" if "next" in request.POST else "events:person_list", pk=workshop.pk)
    context = {**shown(request, workshop), "form": form, "titles": TITLES}
    return render(request, "events/desk_person_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person_edit(request: OfficerRequest, pk: int, person: int) -> HttpResponse:
    """Correct what is written; below it what was noted of the person's attendance, and the way out."""
    workshop = workshop_changed_by(request, pk)
    registration = get_object_or_404(people_of(workshop), pk=person)
    form = PersonForm(request.POST if request.method == "POST" else None, initial=facts_of(registration))
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_registration(registration, form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("%(name)s: saved.") % {"name": changed.full_name})
            return redirect("events:person_list", pk=workshop.pk)
    context = {
        **shown(request, workshop), "form": form, "titles": TITLES, "person": registration,
        "is_live": registration.state in LIVE, "noted": events_of(registration),
        "answers": registration.answers.select_related("question"), "deeds": DEEDS.get(registration.state, ()),
        "has_citizen_id": CitizenId.objects.filter(registration=registration).exists(),
    }  # fmt: skip
    return render(request, "events/desk_person_form.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def person_cancel(request: OfficerRequest, pk: int, person: int) -> HttpResponse:
    """The place is free for somebody else."""
    workshop = workshop_changed_by(request, pk)
    registration = get_object_or_404(people_of(workshop), pk=person)
    try:
        cancel_registration(registration, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("events:person_edit", pk=workshop.pk, person=registration.pk)
    messages.success(request, _("%(name)s no longer has a place.") % {"name": registration.full_name})
    return redirect("events:person_list", pk=workshop.pk)
