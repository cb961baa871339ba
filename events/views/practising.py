"""For whoever scans a workshop's practice QR: on its days, on to the wizard, with a ticket that names no workshop."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from events.queries.practice import may_practise_by
from pacc.practice import NO_TICKET, practice_ticket


@require_safe
def practise(request: HttpRequest, key: str) -> HttpResponse:
    """A link that does not hold leads to the same page, which says so and shows the way to report for real."""
    return redirect("reports:practice", practice_ticket() if may_practise_by(key, on=localdate()) else NO_TICKET)
