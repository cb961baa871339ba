"""For everybody: the workshops that were announced, and each one's page. Who takes part is on neither."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from events import access
from events.actions.signing_up import why_closed
from events.documents.calendar import MEDIA_TYPE, calendar_of
from events.models import Material
from events.queries.materials import materials_shown
from events.queries.workshops import agenda_of, with_numbers, with_places
from events.rules.links import is_invited
from events.views.invited import handed_on, invitation_of
from pacc.paging import keyset_page


@require_safe
def workshop_list(request: HttpRequest) -> HttpResponse:
    """The newest first: what is to come stands on top."""
    page = keyset_page(
        with_places(access.workshops_announced()), by="-starts_on", cursor=request.GET.get("page", ""), size=20
    )
    return render(request, "events/workshop_list.html", {"page": page, "today": localdate()})


@require_safe
def workshop_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The workshop's days as a file for a calendar."""
    readable = access.workshops_readable(invitation_of(request), pk)
    workshop = get_object_or_404(with_places(readable), pk=pk)
    content = calendar_of(workshop, agenda_of(workshop))
    headers = {"Content-Disposition": f'attachment; filename="workshop-{workshop.pk}.ics"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


@require_safe
def workshop_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is for, where, the agenda, and how many places are left; a cancelled one says so."""
    invitation = invitation_of(request)
    workshop = get_object_or_404(with_numbers(with_places(access.workshops_readable(invitation, pk))), pk=pk)
    context = {
        "workshop": workshop,
        "agenda": agenda_of(workshop),
        "why_closed": why_closed(workshop, invited=is_invited(invitation, workshop.pk)),
        "invitation": handed_on(request),
        "materials": [(one, _address(request, one)) for one in materials_shown(workshop)],
        "left": max(workshop.capacity - workshop.registered, 0),  # type: ignore[attr-defined]
    }
    return render(request, "events/workshop_detail.html", context)


def _address(request: HttpRequest, material: Material) -> str:
    own = reverse("events:public_material", args=[material.workshop_id, material.pk])
    return material.url or own + handed_on(request)
