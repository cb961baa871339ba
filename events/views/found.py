"""The workshop that an address names, as the person may see or change it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from events import access
from events.models import Workshop
from events.queries.workshops import with_asking, with_numbers, with_places
from pacc.http import OfficerRequest


def workshop_seen_by(request: OfficerRequest, pk: int) -> Workshop:
    """With places and numbers. Not visible: 404."""
    return get_object_or_404(with_asking(with_numbers(with_places(access.workshops_visible_to(request.user)))), pk=pk)


def workshop_changed_by(request: OfficerRequest, pk: int) -> Workshop:
    """Not visible: 404; only read by this person: 403."""
    workshop = workshop_seen_by(request, pk)
    if not access.may_change(request.user, workshop):
        raise PermissionDenied
    return workshop


def shown(request: OfficerRequest, workshop: Workshop) -> dict[str, Any]:
    """What every page of a workshop is told: the workshop, what the person `can` do with it, and the day."""
    return {"workshop": workshop, "can": access.deeds_open_to(request.user, workshop), "today": localdate()}


# A workshop's hall holds so many; its people stand on one page, those of a congress on many.
_ON_ONE_PAGE, _A_PAGE = 150, 25


def page_size(workshop: Workshop) -> int:
    """How many people a page of the workshop's lists shows. Wants the workshop with its numbers."""
    return _ON_ONE_PAGE if workshop.registered <= _ON_ONE_PAGE else _A_PAGE  # type: ignore[attr-defined]
