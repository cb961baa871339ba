"""A report reaches its office by itself, once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from networks.models import ProvinceOffice
from pacc.ledger.models import Entry
from pacc.outbox.jobs import run_job
from pacc.outbox.models import Job
from reports.actions.routing import route_report
from reports.models import Report, Routing
from tests.factories.offices import an_office
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


def test_report_goes_to_the_office_of_its_province_and_says_why():
    report = a_report()
    assert (report.office_id, report.state, report.is_conflict) == (3, "routed", False)
    step = Routing.objects.get()
    assert (step.office_id, step.reason, step.params) == (3, "province", {"province": "32"})
    assert Entry.objects.filter(what="report.routed", report_id=report.pk, at=None).count() == 1


def test_promised_job_routes():
    report = a_report(routed=False)
    assert run_job(Job.objects.get(name="reports.route").pk)
    report.refresh_from_db()
    assert report.office_id == 3


def test_routing_twice_is_routing_once():
    report = a_report()
    route_report(report.pk)
    assert Routing.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_route_once():
    report = a_report(routed=False)

    def work():
        try:
            route_report(report.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _worker in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Routing.objects.count() == 1


@pytest.mark.parametrize(("changes_in_days", "office"), [(1, 3), (0, 4)])
def test_table_in_force_on_the_day_of_routing_decides_whenever_it_was_sent(changes_in_days, office):
    report = a_report(routed=False)
    begins = report.submitted_on + timedelta(days=changes_in_days)
    ProvinceOffice.objects.update(valid_to=begins - timedelta(days=1))
    ProvinceOffice.objects.create(province_id="32", office=an_office(4), valid_from=begins)
    Report.objects.update(submitted_on=report.submitted_on - timedelta(days=3))
    route_report(report.pk)
    assert Routing.objects.get().office_id == office


def test_report_about_an_office_goes_to_the_central_intake():
    report = a_report(agency_kind="pacc", about_pacc="office", about_office=an_office(3).number)
    assert (report.office_id, report.is_conflict) == (0, False)


@pytest.mark.parametrize("part", ["headquarters", "unknown"])
def test_report_about_headquarters_goes_to_no_office(part):
    report = a_report(agency_kind="pacc", about_pacc=part)
    assert (report.office_id, report.is_conflict) == (None, True)
