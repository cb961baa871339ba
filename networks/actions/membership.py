"""People become members of networks: written down by the coordinator, decided by the office."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks import access
from networks.models import Membership, Network
from networks.workflow import RULES, Move, target_of
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.thai.collation import search_key


@dataclass(frozen=True)
class MemberFacts:
    """What a coordinator writes about a person. `phone` is clean (pacc.thai.phone_numbers), `name` has no title."""

    name: str
    title: str = ""
    phone: str = ""
    role: str = Membership.Role.MEMBER


@transaction.atomic(durable=True)
def add_member(network: Network, facts: MemberFacts, *, by: User, on: date | None = None) -> Membership:
    """Write a person down; the office decides. Raises DomainError for somebody who is on the list already."""
    if not access.runs_network(by, network):
        raise PermissionDenied
    membership = Membership(network=network, since=on or timezone.localdate(), **vars(facts))
    if not search_key(facts.name):
        raise DomainError(_("Write the name and surname"))
    try:
        with transaction.atomic():
            membership.save(force_insert=True)
    except IntegrityError:  # the same name and telephone number, whoever was first
        raise _double(facts) from None
    record(
        "membership.added",
        by=by,
        office_number=network.office_id,
        network_id=network.pk,
        membership_id=membership.pk,
    )
    return membership


def _double(facts: MemberFacts) -> DomainError:
    if facts.phone:
        message = _("%(name)s is on the list already, with the same telephone number")
    else:
        message = _("%(name)s is on the list already. Is it another person? Add the telephone number")
    return DomainError(message % {"name": facts.name})


@transaction.atomic(durable=True)
def decide_membership(membership: Membership, move: Move, *, by: User, reason: str = "") -> Membership:
    """Approve, decline, suspend, end a suspension. Raises DomainError where the table of moves does not allow it."""
    membership = Membership.objects.select_for_update(of=("self",)).select_related("network").get(pk=membership.pk)
    if not access.may_look_after(by, membership.network):
        raise PermissionDenied
    membership.state = target_of(move, membership.state)
    if RULES[move].needs_reason and not reason.strip():
        raise DomainError(_("Write the reason"))
    membership.reason = reason.strip()
    membership.save(update_fields=["state", "reason"])
    record(
        "membership.decided",
        by=by,
        office_number=membership.network.office_id,
        network_id=membership.network_id,
        membership_id=membership.pk,
        state=membership.state,
    )
    return membership
