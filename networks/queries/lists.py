"""Lists of networks and members, with all that their rows show."""

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from networks.models import Invitation, Membership, Network
from networks.workflow import State


def with_places(networks: QuerySet[Network]) -> QuerySet[Network]:
    """The networks with what their `area` and office need: no further query a row."""
    return networks.select_related("office", "province", "district", "subdistrict")


def with_counts(networks: QuerySet[Network]) -> QuerySet[Network]:
    """Adds `members` (approved) and `waiting` (for the office's decision)."""
    return networks.annotate(
        members=Count("memberships", filter=Q(memberships__state=State.APPROVED)),
        waiting=Count("memberships", filter=Q(memberships__state=State.APPLIED)),
    )


def members_of(network: Network) -> QuerySet[Membership]:
    """Those who are members today; in Thai order when paged by `sort_key`."""
    return network.memberships.filter(state=State.APPROVED)


def people_of(network: Network) -> QuerySet[Membership]:
    """Everybody whom the office or the coordinator sees, also who waits, was suspended or declined."""
    return network.memberships.exclude(state=State.LEFT)


def count_in_states(network: Network) -> dict[str, int]:
    """How many people are in each state. One query."""
    counted = network.memberships.values_list("state").annotate(people=Count("pk")).order_by()
    return {state.value: dict(counted).get(state.value, 0) for state in State}


def open_invitations(network: Network) -> QuerySet[Invitation]:
    """Letters whose link still works, the newest first."""
    waiting = network.invitations.filter(accepted_on=None, withdrawn_on=None, expires_at__gt=timezone.now())
    return waiting.order_by("-expires_at")


def network_numbers() -> dict[str, int]:
    """Networks that exist and their approved members, in the whole country. Two queries."""
    return {
        "networks": Network.objects.filter(is_active=True).count(),
        "members": Membership.objects.filter(state=State.APPROVED, network__is_active=True).count(),
    }


def waiting_in_offices(offices: frozenset[int]) -> list[Network]:
    """Networks of the offices in which somebody waits for a decision, with `waiting`. At most one query."""
    if not offices:
        return []
    networks = Network.objects.filter(office__in=offices, memberships__state=State.APPLIED)
    return list(networks.annotate(waiting=Count("memberships")).order_by("-waiting", "sort_key", "pk")[:5])
