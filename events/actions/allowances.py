"""What people are paid for coming is written, before it is printed for their signatures."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from events.actions.locking import locked_alive
from events.models import AllowanceRates, TravelCost, Workshop
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record


@dataclass(frozen=True)
class Rates:
    """Baht."""

    a_day: Decimal
    travel: Decimal
    payer: str = ""
    payer_position: str = ""


@transaction.atomic(durable=True)
def write_rates(workshop: Workshop, rates: Rates, *, seen_version: int, by: User) -> AllowanceRates:
    """Raises DomainError where somebody else wrote after `seen_version`."""
    workshop = locked_alive(workshop, by)
    written = AllowanceRates.objects.filter(pk=workshop.pk).first() or AllowanceRates(workshop=workshop)
    if written.version != seen_version:
        raise DomainError(
            _("Somebody else changed this meanwhile. Your text is kept below: compare it, then save it again")
        )
    for name, value in vars(rates).items():
        setattr(written, name, value)
    written.version += 1
    written.save()
    record("allowance.rates_written", by=by, workshop_id=workshop.pk)
    return written


@transaction.atomic(durable=True)
def write_travel(workshop: Workshop, amounts: Mapping[int, Decimal | None], *, by: User) -> None:
    """By registration, baht; None for the workshop's rate. People of other workshops are left out."""
    workshop = locked_alive(workshop, by)
    own = set(workshop.registrations.filter(pk__in=amounts).values_list("pk", flat=True))
    written = {pk: amount for pk, amount in amounts.items() if pk in own and amount is not None}
    TravelCost.objects.filter(registration__in=own - written.keys()).delete()
    TravelCost.objects.bulk_create(
        [TravelCost(registration_id=pk, amount=amount) for pk, amount in written.items()],
        update_conflicts=True,
        unique_fields=["registration"],
        update_fields=["amount"],
    )
    record("allowance.travel_written", by=by, workshop_id=workshop.pk, people=len(own))
