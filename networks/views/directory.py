"""For everybody: the directory of networks and each one's public page; its members see more on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from networks import access
from networks.filters import NetworkFilter, kept
from networks.queries.lists import count_in_states, members_of, with_places
from networks.rules.report_ticket import PARAMETER, ticket_for
from networks.workflow import State
from pacc.http import PersonRequest
from pacc.paging import keyset_page

# So many members stand on the network's own page; the rest on the list.
FIRST_MEMBERS = 10


@require_safe
def network_list(request: HttpRequest) -> HttpResponse:
    """By name in Thai order; by province, level and any part of the name."""
    filtering = NetworkFilter(request.GET, queryset=with_places(access.networks_announced()))
    page = keyset_page(filtering.qs, by="sort_key", cursor=request.GET.get("page", ""))
    context = {"filtering": filtering, "form": filtering.form, "page": page, "kept": kept(filtering)}
    return render(request, "networks/network_list.html", context)


@require_safe
def network_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Name, area and office for everybody; the members, and the way to report from this network, for its members."""
    network = get_object_or_404(with_places(access.networks_announced()), pk=pk)
    membership = access.membership_in(request.user, network)
    context: dict[str, Any] = {"network": network, "membership": membership}
    if access.sees_members(membership):
        context |= {
            "members": keyset_page(members_of(network), by="sort_key", cursor="", size=FIRST_MEMBERS),
            "count": count_in_states(network)[State.APPROVED],
            "ticket": f"{PARAMETER}={ticket_for(network.pk)}",
            "may_add": access.may_add_members(membership),
        }
    return render(request, "networks/network_detail.html", context)
