"""Reports that left the portal, by the moves that officers make."""

from typing import Any

from pacc.accounts.models import User
from reports.actions import triage
from reports.models import Dispatch
from tests.factories.reports import a_report


def a_hand_over(by: User, **told: Any) -> Dispatch:
    """Of a new report of office 3, where `by` serves. Needs the fixture `keys`."""
    report = a_report(**told)
    triage.take_report(report.pk, by=by)
    triage.begin_fact_finding(report.pk, by=by)
    triage.hand_over_report(report.pk, by=by, text="ส่งเข้าระบบคดีแล้ว")
    return report.dispatches.get()


def a_referral(by: User, *, agency: str = "ป.ป.ช.", ground: str = "", **told: Any) -> Dispatch:
    """The same to another agency; nothing of it is prepared yet."""
    report = a_report(**told)
    triage.take_report(report.pk, by=by)
    triage.refer_report(report.pk, by=by, agency=agency, show_agency=False, text="ส่งต่อแล้ว", ground=ground)
    return report.dispatches.get()
