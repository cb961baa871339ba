"""A signed ticket with which a member starts a report from a network's page: it names the network and nobody.

Every member of a network gets the same ticket all day long, so that none leads to a person or to a minute.
"""

from datetime import date, timedelta

from django.core.signing import BadSignature, Signer
from django.utils import timezone

PARAMETER = "ticket"  # in the address of the wizard's first page: ?ticket=...

# A page opened before midnight still works after it.
_VALID_FOR = timedelta(days=1)
_LONGEST = 200


def _signer() -> Signer:
    return Signer(salt="networks.report_ticket")


def ticket_for(network_id: int, *, on: date | None = None) -> str:
    """Today's ticket of the network; the same for everybody who asks."""
    return _signer().sign_object([network_id, (on or timezone.localdate()).isoformat()])


def network_of(ticket: str, *, on: date | None = None) -> int | None:
    """The network's id; None for a ticket that is made up, altered, or older than the day before."""
    if not ticket or len(ticket) > _LONGEST:
        return None
    try:
        network_id, signed_on = _signer().unsign_object(ticket)
        age = (on or timezone.localdate()) - date.fromisoformat(signed_on)
    except (BadSignature, ValueError, TypeError):
        return None
    return network_id if timedelta(0) <= age <= _VALID_FOR and isinstance(network_id, int) else None
