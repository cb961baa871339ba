"""For everybody: registering for a workshop, alone or for a group."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from events import access
from events.actions.signing_up import MOST_IN_PARTY, sign_up, sign_up_group, why_closed
from events.forms.group import GroupForm
from events.forms.signing_up import SignUpForm
from events.models import Workshop
from events.queries.own_registrations import link_to, token_of
from events.queries.questions import questions_of
from events.queries.workshops import with_numbers, with_places
from events.rules.links import is_invited
from events.views.invited import handed_on, invitation_of
from networks.access import memberships_of
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.people_fields import TITLES
from pacc.spreadsheets.upload import takes_small_files


def _announced(request: HttpRequest, pk: int) -> tuple[Workshop, bool]:
    """The workshop, and whether the reader came by the organiser's link."""
    invitation = invitation_of(request)
    workshop = get_object_or_404(with_numbers(with_places(access.workshops_readable(invitation, pk))), pk=pk)
    return workshop, is_invited(invitation, workshop.pk)


def _closed(request: HttpRequest, workshop: Workshop, why: str) -> HttpResponse:
    # A form that was open meanwhile is answered, too: nothing of it was stored.
    status = 409 if request.method == "POST" else 200
    context = {"workshop": workshop, "why": why, "invitation": handed_on(request)}
    return render(request, "events/registration_closed.html", context, status=status)


@takes_small_files
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """One person. A member finds her facts written already."""
    workshop, invited = _announced(request, pk)
    if why := why_closed(workshop, invited=invited):
        return _closed(request, workshop, why)
    member = request.user if isinstance(request.user, User) else None
    is_sent = request.method == "POST"
    form = SignUpForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        workshop=workshop,
        questions=questions_of(workshop),
        initial=_facts_of_member(member) if member else {},
    )
    if is_sent and form.is_valid():
        try:
            person = sign_up(workshop, form.sign_up(), by=member, invited=invited)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            if person is None:
                context = {"workshop": workshop, "invitation": handed_on(request)}
                return render(request, "events/registration_known.html", context)
            return redirect("events:own_registration", token=link_to([person]).token)
    context = {
        "workshop": workshop, "form": form, "titles": TITLES, "is_full": _is_full(workshop),
        "invitation": handed_on(request),
    }  # fmt: skip
    return render(request, "events/registration_form.html", context, status=422 if form.errors else 200)


def _is_full(workshop: Workshop) -> bool:
    return workshop.registered >= workshop.capacity  # type: ignore[attr-defined, no-any-return]


def _facts_of_member(member: User) -> dict[str, Any]:
    """What her membership says; where she is in several networks, the first by its name."""
    membership = memberships_of(member).select_related("network").order_by("network__sort_key", "pk").first()
    facts: dict[str, Any] = {"title": member.title, "name": member.name, "email": member.email}
    if membership is not None:
        facts |= {
            "title": membership.title, "name": membership.name, "phone": membership.phone,
            "network": membership.network_id, "province": membership.network.province_id,
        }  # fmt: skip
    return facts


@require_http_methods(["GET", "HEAD", "POST"])
def register_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Several people by their coordinator; "one more" gives another line and stores nothing."""
    workshop, invited = _announced(request, pk)
    if why := why_closed(workshop, invited=invited):
        return _closed(request, workshop, why)
    member = request.user if isinstance(request.user, User) else None
    form = GroupForm(
        request.POST if request.method == "POST" else None,
        workshop=workshop,
        initial=_facts_of_coordinator(member) if member else {},
    )
    if "add" in request.POST:
        form.shown_quietly()
    elif request.method == "POST" and form.is_valid():
        try:
            party = sign_up_group(workshop, form.sign_up(), by=member, invited=invited)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return redirect("events:own_registration", token=token_of(party))
    context = {
        "workshop": workshop, "form": form, "is_full": _is_full(workshop),
        "may_add": form.lines < MOST_IN_PARTY,
    }  # fmt: skip
    return render(request, "events/registration_group_form.html", context, status=422 if form.errors else 200)


def _facts_of_coordinator(member: User) -> dict[str, Any]:
    facts = _facts_of_member(member)
    return {
        "contact_name": facts["name"], "contact_email": facts["email"], "contact_phone": facts.get("phone", ""),
        "network": facts.get("network"), "province": facts.get("province"),
    }  # fmt: skip
