"""For everybody: the workshops that were announced, and each one's page. Who takes part is on neither."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from events import access
from events.actions.signing_up import why_closed
from events.queries.workshops import agenda_of, with_numbers, with_places
from events.rules.links import is_invited
from pacc.paging import keyset_page


@require_safe
def workshop_list(request: HttpRequest) -> HttpResponse:
    """The newest first: what is to come stands on top."""
    page = keyset_page(
        with_places(access.workshops_announced()), by="-starts_on", cursor=request.GET.get("page", ""), size=20
    )
    return render(request, "events/workshop_list.html", {"page": page, "today": localdate()})


@require_safe
def workshop_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is for, where, the agenda, and how many places are left; a cancelled one says so."""
    workshop = get_object_or_404(with_numbers(with_places(access.workshops_announced())), pk=pk)
    invitation = request.GET.get("invitation", "")
    context = {
        "workshop": workshop,
        "agenda": agenda_of(workshop),
        "why_closed": why_closed(workshop, invited=is_invited(invitation, workshop.pk)),
        "invitation": f"?invitation={quote(invitation)}" if invitation else "",
        "left": max(workshop.capacity - workshop.registered, 0),  # type: ignore[attr-defined]
    }
    return render(request, "events/workshop_detail.html", context)
