"""At the desk: the networks of one's office, their members and coordinators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks import access
from networks.actions.invitations import invite_coordinator, withdraw_invitation
from networks.actions.membership import decide_membership
from networks.actions.networks import change_network, make_network
from networks.filters import MembershipFilter, NetworkFilter, kept
from networks.forms.membership import DecisionForm, InvitationForm
from networks.forms.network import NetworkForm
from networks.forms.places import asks_for_places
from networks.models import Network
from networks.queries.lists import count_in_states, open_invitations, people_of, with_counts, with_places
from networks.workflow import Move, moves_from
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.paging import keyset_page
from pacc.thai.fiscal_year import fiscal_year_of


def _offices_served(request: OfficerRequest) -> frozenset[int]:
    """Whoever serves at no office has no business among networks."""
    offices = access.service_of(request.user).offices
    if not offices:
        raise PermissionDenied
    return offices


@require_safe
@login_required
def network_list(request: OfficerRequest) -> HttpResponse:
    """The networks of the offices where the officer serves; how many members each has, and how many wait."""
    networks = with_counts(with_places(access.networks_of_offices(_offices_served(request))))
    filtering = NetworkFilter(request.GET, queryset=networks)
    page = keyset_page(filtering.qs, by="sort_key", cursor=request.GET.get("page", ""))
    context = {"filtering": filtering, "form": filtering.form, "page": page, "kept": kept(filtering)}
    return render(request, "networks/desk_network_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def network_new(request: OfficerRequest) -> HttpResponse:
    offices = _offices_served(request)
    this_year = fiscal_year_of(timezone.localdate())
    form = NetworkForm(
        request.POST if request.method == "POST" else None,
        offices=offices,
        initial={"founded_fiscal_year": this_year, "office": min(offices)},
    )
    if _is_sent(request, form):
        try:
            network = make_network(form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The network was made. Invite its coordinator."))
            return redirect("networks:network_detail", pk=network.pk)
    return _network_form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def network_edit(request: OfficerRequest, pk: int) -> HttpResponse:
    network = _network(request, pk)
    facts = {name: getattr(network, name) for name in NetworkForm.base_fields}
    form = NetworkForm(
        request.POST if request.method == "POST" else None,
        offices=access.service_of(request.user).offices,
        initial=facts,
    )
    if _is_sent(request, form):
        try:
            change_network(network, form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("networks:network_detail", pk=network.pk)
    return _network_form(request, form, network)


def _is_sent(request: OfficerRequest, form: NetworkForm) -> bool:
    """Ready to be saved; not where only the lists of places should follow."""
    if request.method == "POST" and asks_for_places(request):
        form.ask_again()
        return False
    return request.method == "POST" and form.is_valid()


def _network_form(request: OfficerRequest, form: NetworkForm, network: Network | None) -> HttpResponse:
    context = {"form": form, "network": network}
    return render(request, "networks/desk_network_form.html", context, status=422 if form.errors else 200)


def _network(request: OfficerRequest, pk: int) -> Network:
    return get_object_or_404(with_places(access.networks_looked_after_by(request.user)), pk=pk)


@require_safe
@login_required
def network_detail(request: OfficerRequest, pk: int) -> HttpResponse:
    return _detail(request, _network(request, pk), InvitationForm())


def _detail(request: OfficerRequest, network: Network, invite: InvitationForm) -> HttpResponse:
    """Facts, people by state, invitations. `invite` is the form as it was sent."""
    filtering = MembershipFilter(request.GET, queryset=people_of(network))
    page = keyset_page(filtering.qs, by="sort_key", cursor=request.GET.get("page", ""))
    context = {
        "network": network,
        "counts": count_in_states(network),
        "filtering": filtering,
        "page": page,
        "kept": kept(filtering),
        "people": [(membership, moves_from(membership.state)) for membership in page.rows],
        "invitations": open_invitations(network),
        "form": invite,
    }
    return render(request, "networks/desk_network_detail.html", context, status=422 if invite.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def membership_decide(request: OfficerRequest, pk: int, member: int) -> HttpResponse:
    """Approve at once; a move that wants a reason asks for it on a page of its own."""
    network = _network(request, pk)
    membership = get_object_or_404(people_of(network), pk=member)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"move": request.GET.get("move")})
    if request.method == "POST" and form.is_valid():
        try:
            decide_membership(
                membership, Move(form.cleaned_data["move"]), by=request.user, reason=form.cleaned_data["reason"]
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("%(name)s: saved.") % {"name": membership.full_name})
            return redirect("networks:network_detail", pk=network.pk)
    asked = str(form["move"].value() or "")
    context = {"network": network, "membership": membership, "form": form, "move": asked if asked in Move else ""}
    return render(request, "networks/desk_membership_decide.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def invitation_new(request: OfficerRequest, pk: int) -> HttpResponse:
    network = _network(request, pk)
    form = InvitationForm(request.POST)
    if form.is_valid():
        try:
            invitation = invite_coordinator(network, email=form.cleaned_data["email"], by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The letter to %(email)s is on its way.") % {"email": invitation.email})
            return redirect("networks:network_detail", pk=network.pk)
    return _detail(request, network, form)


@require_POST
@login_required
def invitation_withdraw(request: OfficerRequest, pk: int, invitation: str) -> HttpResponse:
    network = _network(request, pk)
    found = get_object_or_404(network.invitations, pk=invitation)
    try:
        withdraw_invitation(found, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The invitation was withdrawn; its link no longer works."))
    return redirect("networks:network_detail", pk=network.pk)
