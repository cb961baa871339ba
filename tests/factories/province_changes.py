"""Changes of the province table, through the real action."""

from datetime import timedelta

from django.utils import timezone

from networks.models import Office, Province, ProvinceChange
from networks.queries.province_changes import table_seen
from reports.actions.rerouting import change_offices
from tests.factories.accounts import StaffFactory
from tests.factories.offices import an_office

REASON = "คำสั่งสำนักงาน ป.ป.ท. ที่ 12/2569"


def a_change(*codes, by=None, office=4, in_days=30, moves_reports=False, seen=None) -> ProvinceChange:
    """The provinces (Surin, where none is named) go to the office so many days from today."""
    codes = codes or ("32",)
    return change_offices(
        list(Province.objects.filter(pk__in=codes)),
        by=by or StaffFactory(is_portal_admin=True),
        office=office if isinstance(office, Office) else an_office(office),
        on=timezone.localdate() + timedelta(days=in_days),
        reason=REASON,
        moves_reports=moves_reports,
        seen=seen or table_seen(codes),
    )
