"""What networks show on pages that several apps share."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from networks import access
from networks.queries.lists import network_numbers, waiting_in_offices
from networks.queries.staff import has_conflict_officer, offices_without_officer
from pacc.accounts.models import User
from pacc.accounts.panels import MISSING

__all__ = [
    "MISSING",
    "conflict_officer",
    "is_member",
    "looks_after_networks",
    "numbers",
    "offices_unmanned",
    "waiting_members",
]


def is_member(request: HttpRequest) -> bool:
    return isinstance(request.user, User)


def looks_after_networks(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and bool(access.service_of(request.user).offices)


def numbers(_request: HttpRequest) -> dict[str, Any] | None:
    """The first page: how many networks there are, and how many people in them."""
    counted = network_numbers()
    return counted if counted["networks"] else None


def waiting_members(request: HttpRequest) -> dict[str, Any] | None:
    """An officer's start page: people whom coordinators added and who wait for the office."""
    if not isinstance(request.user, User):
        return None
    waiting = waiting_in_offices(access.service_of(request.user).offices)
    return {"networks": waiting} if waiting else None


def conflict_officer(_request: HttpRequest) -> dict[str, Any] | None:
    """Missing: without one, reports about headquarters wait where nobody sees them."""
    if has_conflict_officer(on=localdate()):
        return None
    return {
        "title": _("Nobody sees reports about the PACC itself"),
        "remedy": _(
            "Give somebody outside the central intake the posting “officer for reports about the PACC itself”. "
            "Until then such reports wait unseen."
        ),
        "url": reverse("people:staff_list"),
        "link": _("People of the desk"),
    }


def offices_unmanned(_request: HttpRequest) -> dict[str, Any] | None:
    """Missing: reports that are routed to these offices wait where nobody sees them."""
    offices = list(offices_without_officer(on=localdate()))
    if not offices:
        return None
    return {
        "title": _("Nobody serves at: %(offices)s") % {"offices": ", ".join(office.short for office in offices)},
        "remedy": _("Reports for these offices wait unseen. Give postings to their officers."),
        "url": reverse("people:staff_list"),
        "link": _("People of the desk"),
    }
