"""The portal admin's start page says what is still missing; others see nothing of it."""

from datetime import timedelta

import pyrage
import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from networks.models import Posting
from pacc.notify.models import Message
from pacc.outbox.models import Job
from pacc.vault.custodians import HEADQUARTERS, office_group, write_recipients
from reports.models import HolidayYear
from reports.queries.holidays import unchecked_years
from tests.factories.accounts import StaffFactory
from tests.factories.networks import PostingFactory


def a_key():
    return [str(pyrage.x25519.Identity.generate().to_public())]


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


def titles(browser):
    page = browser.get("/en/")
    panels = {template: told for template, told in page.context["panels"]}
    missing = panels.get("account/_missing.html", {}).get("missing", [])
    assert all(told["title"] in page.content.decode() for _template, told in missing)
    return [told["title"] for _template, told in missing]


def checked_years(admin, *years):
    today = localdate()
    for year in years:
        HolidayYear.objects.create(year=year, seeded_on=today, checked_on=today, checked_by=admin)


@pytest.fixture
def admin(browser_of):
    return browser_of("portal_admin")


@pytest.fixture
def all_is_well(people, tmp_path, settings):
    """Nothing is missing."""
    (tmp_path / "site").mkdir()
    groups = [HEADQUARTERS, *(office_group(region) for region in range(1, 10))]
    write_recipients(tmp_path, {group: a_key() for group in groups})
    for office in range(10):
        PostingFactory(office__number=office)
    StaffFactory(is_portal_admin=True)
    Message.objects.create(address="x@people.example", template="x", sent_at=timezone.now())
    settings.KEYS_DIR = tmp_path
    for year in unchecked_years(today=localdate()):
        checked_years(people.portal_admin, year)


def test_fresh_portal_lists_what_it_lacks(admin):
    Posting.objects.all().delete()
    assert titles(admin) == [
        "No mail has been sent yet",
        "Nobody can report confidentially",
        "You are the only portal admin",
        "Nobody sees reports about the PACC itself",
        "Nobody serves at: Central intake, " + ", ".join(f"Region\u00a0{n}" for n in range(1, 10)),
        "Nobody has checked the holidays of " + ", ".join(map(str, unchecked_years(today=localdate()))),
    ]


def test_nothing_is_listed_where_all_is_well(all_is_well, admin):
    assert titles(admin) == []


def test_regions_without_custodian_are_named(all_is_well, admin, settings):
    write_recipients(settings.KEYS_DIR, {HEADQUARTERS: a_key(), office_group(3): a_key()})
    listed = "1, 2, 4, 5, 6, 7, 8, 9"
    assert titles(admin) == [f"Confidential reports are not offered for regions {listed}"]


def test_conflict_posting_that_ended_is_missed(all_is_well, admin):
    Posting.objects.filter(role="conflict").update(ends=localdate() - timedelta(days=1))
    assert titles(admin) == ["Nobody sees reports about the PACC itself"]


def test_office_whose_officer_left_is_named(all_is_well, admin):
    Posting.objects.filter(office=7).update(ends=localdate() - timedelta(days=1))
    assert titles(admin) == ["Nobody serves at: Region\u00a07"]


def test_mail_that_waits_is_told(all_is_well, admin):
    Job.objects.create(name="notify.send_letter", seen_at=timezone.now() - timedelta(minutes=16))
    Job.objects.create(name="notify.send_mail", seen_at=timezone.now())
    assert titles(admin) == ["1 mail is not getting out"]


def test_work_that_was_given_up_is_told(all_is_well, admin):
    Job.objects.create(name="reports.route", parked=True)
    assert titles(admin) == ["1 task failed eight times"]


@pytest.mark.parametrize("name", ["officer", "director", "intake_officer", "workshop_admin", "conflict_officer"])
def test_others_see_nothing_of_it(name, browser_of):
    assert titles(browser_of(name)) == []
