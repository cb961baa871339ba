"""A signed ticket with which a member starts a report from a network's page: it names the network and nobody.

No time and no number is in it: every member's ticket of one network is the same, so it cannot be told who followed it.
"""

from django.core.signing import BadSignature, Signer

_SALT = "networks.report_ticket"


def ticket_for(network_id: int) -> str:
    """For the link to the first page of a report: /report/?ticket=..."""
    return Signer(salt=_SALT).sign(str(network_id))


def network_of(ticket: str) -> int | None:
    """The network that the ticket names; None for one that was not made here."""
    try:
        return int(Signer(salt=_SALT).unsign(ticket))
    except (BadSignature, ValueError):
        return None
