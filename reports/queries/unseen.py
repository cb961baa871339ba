"""Reports that nobody sees, because everybody where they lie serves, or once served, in the office they are about."""

from datetime import date

from django.db.models import Q

from networks.models import Office
from reports.access import officers_to_tell
from reports.models import Report
from reports.rules.vocabulary import AboutPacc, AgencyKind
from reports.workflow import DONE, State

_ABOUT = ("office_id", "about_office_id", "about_pacc", "agency_kind")


def offices_with_unseen_reports(*, on: date) -> list[Office]:
    """Where open reports about a part of the PACC lie unseen. One query, and one for each place and part concerned."""
    about = ~Q(about_office=None) | ~Q(about_pacc=AboutPacc.NO) | Q(agency_kind=AgencyKind.PACC)
    lying = Report.objects.filter(about, is_conflict=False).exclude(state__in=(State.SUBMITTED, *DONE))
    places = lying.order_by().values(*_ABOUT).distinct()
    unseen = {place["office_id"] for place in places if not officers_to_tell(Report(**place), on=on).exists()}
    return list(Office.objects.filter(number__in=unseen).order_by("number")) if unseen else []
