"""What workshops show on pages that several apps share."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from events import access
from events.queries.own_registrations import registrations_of
from events.queries.workshops import next_of, with_numbers, with_places
from pacc.accounts.models import User


def makes_workshops(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and access.may_make_workshops(request.user)


def to_come(_request: HttpRequest) -> dict[str, Any] | None:
    """The first page and a member's own: the next workshops that are announced."""
    workshops = next_of(with_places(access.workshops_to_come(on=localdate())))
    return {"workshops": workshops} if workshops else None


def hosted(request: HttpRequest) -> dict[str, Any] | None:
    """A start page at the desk: the next workshops of those that the person makes, or that her office hosts."""
    if not isinstance(request.user, User):
        return None
    visible, makes = access.workshops_visible_to(request.user), access.may_make_workshops(request.user)
    workshops = next_of(with_numbers(with_places(access.not_over(visible, on=localdate()))))
    return {"workshops": workshops, "makes": makes} if workshops or makes or visible.exists() else None


def own(request: HttpRequest) -> dict[str, Any] | None:
    """A member's page: where she is registered, with the way to each."""
    if not isinstance(request.user, User):
        return None
    held = registrations_of(request.user)
    return {"held": held} if held else None
