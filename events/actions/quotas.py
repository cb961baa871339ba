"""Quotas are set and taken away: at most so many places for one network, province or kind of participant."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from events.actions.locking import locked_alive
from events.actions.seating import house_of, limit_of, seats_may_be_free
from events.models import Quota, Workshop
from networks.models import Network, Province
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record

MOST_QUOTAS = 100


@dataclass(frozen=True)
class QuotaFacts:
    """Exactly one of network, province and kind ("" for none)."""

    seats: int
    network: Network | None = None
    province: Province | None = None
    kind: str = ""


@transaction.atomic(durable=True)
def set_quota(workshop: Workshop, facts: QuotaFacts, *, by: User) -> Quota:
    """Set the quota of one thing, or change the one that it has.

    Raises DomainError for more seats than the workshop has, and for fewer than are taken.
    """
    workshop = locked_alive(workshop, by)
    if facts.seats > workshop.capacity:
        raise DomainError(_("The workshop has %(capacity)s places") % {"capacity": f"{workshop.capacity:,}"})
    of = {"network": facts.network, "province": facts.province, "kind": facts.kind}
    quota = workshop.quotas.filter(**of).first()
    if quota is None and workshop.quotas.count() >= MOST_QUOTAS:
        raise DomainError(_("A workshop holds at most %(most)s quotas") % {"most": MOST_QUOTAS})
    quota = quota or Quota(workshop=workshop, **of)
    quota.seats = facts.seats
    taken = taken_of(workshop, [quota])[0]
    if taken > facts.seats:
        raise DomainError(_("%(taken)s places of it are taken: the quota cannot be less") % {"taken": taken})
    quota.save()
    seats_may_be_free(workshop)
    record("workshop.quota_set", by=by, workshop_id=workshop.pk, quota_id=quota.pk, seats=facts.seats)
    return quota


@transaction.atomic(durable=True)
def remove_quota(quota: Quota, *, by: User) -> None:
    """A second time does nothing."""
    workshop = locked_alive(quota.workshop, by)
    gone, _each = Quota.objects.filter(pk=quota.pk).delete()
    if gone:
        seats_may_be_free(workshop)
        record("workshop.quota_removed", by=by, workshop_id=workshop.pk, quota_id=quota.pk)


def taken_of(workshop: Workshop, quotas: list[Quota]) -> list[int]:
    """How many seats of each quota are taken, in the order given. Two queries."""
    taken = list(house_of(workshop).taken)
    limits = [limit_of(quota) for quota in quotas]
    return [sum(limit.concerns(claim) for claim in taken) for limit in limits]
