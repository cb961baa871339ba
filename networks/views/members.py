"""For members: their own page, and the people of their network."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks import access
from networks.actions.membership import add_member
from networks.filters import MembershipFilter, kept
from networks.forms.membership import MemberForm
from networks.models import Network
from networks.queries.lists import members_of, people_of, with_places
from networks.rules.report_ticket import PARAMETER, ticket_for
from pacc.errors import DomainError
from pacc.http import PersonRequest
from pacc.paging import keyset_page
from pacc.panels import panels_of
from pacc.people_fields import TITLES


@require_safe
@login_required
def member_home(request: PersonRequest) -> HttpResponse:
    """The member's networks, and what the apps have for her. No list of reports: no table knows who told what."""
    memberships = access.memberships_of(request.user).select_related(
        "network__office", "network__province", "network__district", "network__subdistrict"
    )
    networks = [
        {"membership": membership, "ticket": f"{PARAMETER}={ticket_for(membership.network_id)}"}
        for membership in memberships.order_by("network__sort_key", "pk")
    ]
    context = {"networks": networks, "panels": panels_of("member", request)}
    return render(request, "networks/member_home.html", context)


def _own_network(request: PersonRequest, pk: int) -> tuple[Network, bool]:
    """The network, and whether the person runs it. Who is no member finds nothing here."""
    network = get_object_or_404(with_places(access.networks_announced()), pk=pk)
    membership = access.membership_in(request.user, network)
    if not access.sees_members(membership):
        raise Http404
    return network, access.may_add_members(membership)


@require_safe
@login_required
def member_list(request: PersonRequest, pk: int) -> HttpResponse:
    """Members see names and roles; the coordinator also telephone numbers, and who waits or was suspended."""
    network, runs = _own_network(request, pk)
    filtering = MembershipFilter(request.GET, queryset=people_of(network) if runs else members_of(network))
    if not runs:
        del filtering.form.fields["state"]
    page = keyset_page(filtering.qs, by="sort_key", cursor=request.GET.get("page", ""))
    context = {
        "network": network, "runs": runs, "filtering": filtering, "form": filtering.form, "page": page,
        "kept": kept(filtering),
    }  # fmt: skip
    return render(request, "networks/member_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def member_new(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator writes a person down; the office decides."""
    network, runs = _own_network(request, pk)
    if not runs:
        raise PermissionDenied
    form = MemberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            membership = add_member(network, form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(
                request, _("%(name)s was added. The office decides about it.") % {"name": membership.full_name}
            )
            return redirect("networks:member_list", pk=network.pk)
    context = {"network": network, "form": form, "titles": TITLES}
    return render(request, "networks/member_new.html", context, status=422 if form.errors else 200)
