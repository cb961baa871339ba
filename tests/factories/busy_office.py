"""An office at work."""

from datetime import timedelta

from django.utils import timezone

from reports.actions import closing, triage
from reports.models import Report
from tests.factories.offices import a_province
from tests.factories.practice import a_practice_report
from tests.factories.reports import a_report


def changed(report, **columns):
    Report.objects.filter(pk=report.pk).update(**columns)
    return report


def a_busy_office(people):
    """Office 3: reports of every kind that a figure counts. Gives today."""
    today = timezone.localdate()
    a_report()
    changed(a_report(), submitted_on=today - timedelta(40), acknowledge_by=today - timedelta(1))
    taken, answered, examined, waits, contested, again, dropped = (a_report() for _number in range(7))
    for report in (taken, answered, examined, waits, contested, again, dropped):
        triage.take_report(report.pk, by=people.officer)
    late = {"acknowledge_by": today - timedelta(1), "acknowledged_on": today}
    changed(taken, answer_by=today - timedelta(1), submitted_on=today - timedelta(100), **late)
    changed(answered, answered_on=today, answer_by=today - timedelta(3), feedback_by=today - timedelta(2))
    changed(examined, state="fact_finding", answered_on=today, feedback_by=today, examine_by=today - timedelta(2))
    changed(waits, state="waiting", submitted_on=today - timedelta(16))
    changed(contested, state="in_triage", was_contested=True, close_reason="resolved")
    for report, reason in ((again, "insufficient"), (dropped, "duplicate")):
        closing.close_report(report.pk, by=people.officer, reason=reason, text="ปิด")
    changed(again, was_contested=True)
    old = a_report()
    triage.take_report(old.pk, by=people.director)
    closing.close_report(old.pk, by=people.director, reason="watch_only", text="เฝ้าดู")
    changed(old, state_on=today.replace(day=1) - timedelta(3), submitted_on=today - timedelta(200))
    changed(a_report(), province=None)
    a_province("33", "ศรีสะเกษ", office=4)
    a_report(province_code="33")
    a_practice_report()
    return today
