"""What networks show on pages that several apps share."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from networks.queries.staff import has_conflict_officer, offices_without_officer
from pacc.accounts.panels import MISSING

__all__ = ["MISSING", "conflict_officer", "offices_unmanned"]


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
