"""What reports show on pages that several apps share."""

from datetime import date

import pytest
from django.utils import timezone

from networks.models import Posting
from pacc.demo.story import CITIZEN_TOKEN
from pacc.stack.models import Installation
from pacc.vault.codes import clean_code, clean_reference
from reports.actions.tracking import unlock_case
from reports.models import Report
from reports.panels import citizens_own_case
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    Installation.objects.create(demo=True)


def test_the_demonstrations_citizen_finds_her_report(demo, site, rf):
    report = a_report(CITIZEN_TOKEN)
    shown = citizens_own_case(rf.get("/demo/"))
    assert clean_reference(shown["reference"]) == report.reference
    assert unlock_case(shown["reference"], shown["code"]).report_id == report.pk
    page = site.get("/demo/").content.decode()
    assert shown["reference"] in page
    assert clean_code(shown["code"]) not in clean_code(site.get("/").content.decode())


def test_nothing_is_shown_before_the_demonstration_is_loaded(demo, site, rf):
    assert citizens_own_case(rf.get("/demo/")) is None


def test_nothing_is_shown_at_the_desk_or_outside_demo_mode(site, settings, rf):
    a_report(CITIZEN_TOKEN)
    assert citizens_own_case(rf.get("/demo/")) is None
    settings.DEMO, settings.ZONE = True, "desk"
    assert citizens_own_case(rf.get("/demo/")) is None


def missing(browser):
    told = dict(browser.get("/en/").context["panels"]).get("account/_missing.html", {}).get("missing", [])
    return [panel["title"] for _template, panel in told if "seen by nobody" in panel["title"]]


def test_portal_admin_is_told_where_reports_are_seen_by_nobody_and_not_whom_they_are_about(people, browser_of, desk):
    admin, today = browser_of("portal_admin"), timezone.localdate()
    a_report(agency_kind="pacc", about_pacc="office", about_office=7)
    assert missing(admin) == []
    for posting in Posting.objects.filter(office=0).exclude(role="conflict"):
        Posting.objects.create(user=posting.user, office_id=7, role="officer", starts=date(2020, 1, 1), ends=today)
    assert missing(admin) == ["Reports at Central intake are seen by nobody"]
    assert missing(browser_of("director")) == []
    Report.objects.update(state="closed")
    assert missing(admin) == []
