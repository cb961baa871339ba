"""A ticket that lets a browser begin to practise: it says until when, and names no workshop and nobody.

A workshop's page hands it out, the wizard checks it; neither knows the other. Everybody who asks within the same
quarter of an hour gets the same one.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from pacc.vault.tickets import content_of_link, link_token

NO_TICKET = "none"  # never valid; for the address of the page that says so
_PURPOSE = "practice"
_QUARTER = 15 * 60  # seconds
# Long enough to read the page; short, so that a bookmark of it, found again when there is something to tell, is over.
_VALID_FOR = timedelta(hours=2)


def practice_ticket(*, now: datetime | None = None) -> str:
    """Valid for two hours and what is left of this quarter."""
    end = (now or timezone.now()) + _VALID_FOR
    quarters = -(-int(end.timestamp()) // _QUARTER)
    return link_token(quarters.to_bytes(4), purpose=_PURPOSE)


def may_practise(ticket: str, *, now: datetime | None = None) -> bool:
    """False for a ticket that is made up, altered, or over."""
    content = content_of_link(ticket, purpose=_PURPOSE)
    if content is None or len(content) != 4:
        return False
    left = int.from_bytes(content) * _QUARTER - (now or timezone.now()).timestamp()
    return 0 < left < _VALID_FOR.total_seconds() + _QUARTER
