"""What reports show on pages that several apps share."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.access import service_of
from networks.queries.coverage import provinces_without_office
from pacc.accounts.models import User
from pacc.accounts.staff import may_manage_staff
from pacc.demo.story import CITIZEN_TOKEN
from pacc.thai.dates import year_shown
from pacc.vault.codes import code_of, show_code, show_reference
from reports.access import oversight_of, reports_visible_to
from reports.actions.intake import receipt_of
from reports.filters import TABS
from reports.queries.holidays import unchecked_years
from reports.queries.queue import MOST_COUNTED, count_open
from reports.queries.unseen import offices_with_unseen_reports


def sees_reports(request: HttpRequest) -> bool:
    """Whoever has a posting today."""
    return isinstance(request.user, User) and not service_of(request.user).is_empty


def reads_figures(request: HttpRequest) -> bool:
    """Directors, the central intake, portal admins."""
    return isinstance(request.user, User) and not oversight_of(request.user).is_empty


def own_queue(request: HttpRequest) -> dict[str, Any] | None:
    """An officer's start page: how many reports there are of what, each figure leading to its list."""
    if not isinstance(request.user, User) or service_of(request.user).is_empty:
        return None
    counts = count_open(reports_visible_to(request.user), user=request.user, today=timezone.localdate())
    return {"figures": [(tab, getattr(counts, tab.counted)) for tab in TABS], "most": MOST_COUNTED}


def unseen_reports(_request: HttpRequest) -> dict[str, Any] | None:
    """Missing: somebody who may see reports about a part of the PACC. Not said which part: the reader may be of it."""
    offices = offices_with_unseen_reports(on=timezone.localdate())
    if not offices:
        return None
    listed = ", ".join(office.short for office in offices)
    return {
        "title": _("Reports at %(offices)s are seen by nobody") % {"offices": listed},
        "remedy": _(
            "They are about an office of the PACC in which everybody who serves there has served, too. "
            "Give a posting there to somebody who never did."
        ),
        "url": reverse("people:staff_list"),
        "link": _("People of the desk"),
    }


def administers(request: HttpRequest) -> bool:
    """A portal admin: holidays, the province table."""
    return isinstance(request.user, User) and may_manage_staff(request.user)


def unchecked_holidays(_request: HttpRequest) -> dict[str, Any] | None:
    """Missing: every promise to a reporter is counted by them, and the package only guesses at what is to come."""
    years = unchecked_years(today=timezone.localdate())
    if not years:
        return None
    listed = ", ".join(str(year_shown(year)) for year in years)
    return {
        "title": _("Nobody has checked the holidays of %(years)s") % {"years": listed},
        "remedy": _("Compare them with what the cabinet announced. Every deadline is counted by them."),
        "url": reverse("holidays:holiday_year", args=[years[0]]),
        "link": _("Check the holidays"),
    }


def provinces_uncovered(_request: HttpRequest) -> dict[str, Any] | None:
    """Missing: their reports all go to the central intake."""
    provinces = list(provinces_without_office(on=timezone.localdate()))
    if not provinces:
        return None
    return {
        "title": _("No office covers: %(provinces)s") % {"provinces": ", ".join(map(str, provinces))},
        "remedy": _("Reports from there go to the central intake. Say which office covers the province."),
        "url": reverse("routing:province_list"),
        "link": _("Offices of the provinces"),
    }


def citizens_own_case(_request: HttpRequest) -> dict[str, Any] | None:
    """The demonstration page of the site: reference and code of a report that waits for its reporter's answer."""
    receipt = receipt_of(CITIZEN_TOKEN) if settings.DEMO and settings.ZONE == "site" else None
    if receipt is None:
        return None
    return {"reference": show_reference(receipt.reference), "code": show_code(code_of(CITIZEN_TOKEN))}
