"""The trail of states: kept by the database, whoever moves a report."""

import pytest

from reports.models import Report, Step
from reports.workflow import State
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


def test_steps_are_kept_from_arrival_to_routing():
    report = a_report()
    assert list(Step.objects.values_list("report", "state", "office").order_by("id")) == [
        (report.pk, State.SUBMITTED, None),
        (report.pk, State.ROUTED, 3),
    ]


def test_step_carries_the_day_of_the_state():
    report = a_report()
    assert set(Step.objects.values_list("on", flat=True)) == {report.state_on}


def test_step_is_kept_for_an_update_that_bypasses_every_action():
    report = a_report()
    Report.objects.filter(pk=report.pk).update(state=State.IN_TRIAGE)
    assert Step.objects.filter(report=report).latest("id").state == State.IN_TRIAGE


def test_step_is_not_kept_when_nothing_of_it_changed():
    report = a_report()
    Report.objects.filter(pk=report.pk).update(reply_waits=True, state=report.state)
    assert Step.objects.filter(report=report).count() == 2


def test_step_is_kept_when_the_office_changes():
    report = a_report()
    Report.objects.filter(pk=report.pk).update(office=0)
    assert Step.objects.filter(report=report).latest("id").office_id == 0
