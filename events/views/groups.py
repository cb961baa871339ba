"""At the desk: break-out groups are made by rule or by hand, get their links, and show their plans."""

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.actions.groups import (
    form_groups,
    link_groups,
    made_by_rule,
    name_group,
    place_people,
    revoke_link,
)
from events.actions.registering import note_list_taken
from events.documents.group_lists import group_lists
from events.forms.groups import GroupNameForm, PlacesByHandForm, WishesForm
from events.models import Group, Workshop
from events.queries.groups import (
    address_of_group,
    groups_of,
    members_by_group,
    people_to_group,
    plans_of,
)
from events.rules.pictures import address_png, inside_a_page
from events.views.found import page_size, shown, workshop_changed_by, workshop_seen_by
from events.views.printing import pdf_response
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.paging import keyset_page

_SEEDS = 2_000_000_000


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group_list(request: OfficerRequest, pk: int) -> HttpResponse:
    """The groups as they are. POST shows what a rule would make; `use` saves what was shown."""
    workshop = workshop_changed_by(request, pk)
    groups = groups_of(workshop)
    form = WishesForm(request.POST if request.method == "POST" else None, initial={"groups": len(groups) or None})
    made: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        if "use" in request.POST:
            try:
                _use(workshop, form, request)
            except DomainError as refusal:
                form.add_error(None, str(refusal.message))
            else:
                messages.success(request, _("The groups were made."))
                return redirect("events:group_list", pk=workshop.pk)
        made = _made(workshop, form)
    people = list(people_to_group(workshop).order_by("sort_key", "pk")) if not made else []
    members = members_by_group(people)
    context = {
        **shown(request, workshop), "form": form, "made": made, "groups": groups,
        "rows": [(group, members[group.number]) for group in groups],
        "without": members[0] if groups else [], "count": len(people),
        "unlinked": any(not group.is_linked for group in groups),
    }  # fmt: skip
    return render(request, "events/desk_group_list.html", context, status=422 if form.errors else 200)


def _use(workshop: Workshop, form: WishesForm, request: OfficerRequest) -> None:
    typed = form.cleaned_data
    form_groups(workshop, form.wishes(), seed=typed["seed"] or 0, made_from=typed["made_from"] or "", by=request.user)


def _made(workshop: Workshop, form: WishesForm) -> dict[str, Any]:
    """Other groups each time, until one is used."""
    seed = secrets.randbelow(_SEEDS)
    made = made_by_rule(workshop, form.wishes(), seed=seed)
    form.carry(seed=seed, made_from=made.made_from)
    groups = [(number + 1, [one for one in made.people if made.places[one.pk] == number])
              for number in range(form.wishes().groups)]  # fmt: skip
    return {"groups": groups, "told": made.told, "count": len(made.people)}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group_places(request: OfficerRequest, pk: int) -> HttpResponse:
    """Each person's group, by hand."""
    workshop = workshop_changed_by(request, pk)
    groups = groups_of(workshop)
    page = keyset_page(
        people_to_group(workshop), by="sort_key", cursor=request.GET.get("page", ""), size=page_size(workshop)
    )
    form = PlacesByHandForm(request.POST if request.method == "POST" else None, people=page.rows, groups=groups)
    if request.method == "POST" and form.is_valid():
        try:
            changed = place_people(workshop, form.places(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(
                request, ngettext("%(count)s person was changed.", "%(count)s people were changed.", changed)
                % {"count": changed},
            )  # fmt: skip
            return redirect(request.get_full_path())
    context = {**shown(request, workshop), "form": form, "page": page, "groups": groups}
    return render(request, "events/desk_group_places.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group_detail(request: OfficerRequest, pk: int, number: int) -> HttpResponse:
    """Name and room, the link with its QR, and the plan so far."""
    workshop = workshop_changed_by(request, pk)
    group = _group(workshop, number)
    form = GroupNameForm(
        request.POST if request.method == "POST" else None, initial={"name": group.name, "room": group.room}
    )
    if request.method == "POST" and form.is_valid():
        try:
            name_group(group, **form.cleaned_data, by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:group_list", pk=workshop.pk)
    address = address_of_group(group)
    context = {
        **shown(request, workshop), "group": group, "form": form, "address": address,
        "qr": inside_a_page(address_png(address)) if address else "", "plan": plans_of([group])[0][1],
    }  # fmt: skip
    return render(request, "events/desk_group_detail.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def groups_link(request: OfficerRequest, pk: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    try:
        link_groups(workshop, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Each group has a link. It works on the days of the workshop."))
    return redirect("events:group_list", pk=workshop.pk)


@require_POST
@login_required
def group_revoke(request: OfficerRequest, pk: int, number: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    try:
        revoke_link(_group(workshop, number), by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The link works no more. What was written stays."))
    return redirect("events:group_detail", pk=workshop.pk, number=number)


@require_safe
@login_required
def group_present(request: OfficerRequest, pk: int) -> HttpResponse:
    """All plans in large type, one a page, for the screen of the hall or for paper."""
    workshop = workshop_seen_by(request, pk)
    context = {**shown(request, workshop), "plans": plans_of(groups_of(workshop))}
    return render(request, "events/group_present.html", context)


@require_safe
@login_required
def group_file(request: OfficerRequest, pk: int) -> HttpResponse:
    """Who is in which group, to put up at the door; with `qr` the link of each."""
    workshop = workshop_changed_by(request, pk)
    groups = groups_of(workshop)
    members = members_by_group(list(people_to_group(workshop).order_by("sort_key", "pk")))
    note_list_taken(workshop, by=request.user)
    made = group_lists(workshop, [(group, members[group.number]) for group in groups])
    return pdf_response(made, f"groups-{workshop.pk}.pdf", looks="look" in request.GET)


def _group(workshop: Workshop, number: int) -> Group:
    return get_object_or_404(Group.objects.select_related("workshop"), workshop=workshop, number=number)
