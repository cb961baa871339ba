"""The demonstration: loaded once, through the real actions, into an empty portal."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count
from django.test import override_settings

from events.models import Certificate, CheckIn, Group, Workshop
from events.queries.surveys import evaluation_of, gains_of
from networks.models import Membership, Network, Office, Posting
from pacc.accounts.demo_people import DEMO_PEOPLE
from pacc.accounts.models import User
from pacc.demo.story import CITIZEN_TOKEN, is_demo_database
from pacc.outbox.models import Job
from pacc.vault.codes import token_hash
from pacc.vault.custodians import confidential_offered
from pacc.vault.keyring import create_keys
from reports.models import Report
from reports.rules.vocabulary import Identity
from reports.workflow import CloseReason, State

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="class")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """One load for all tests of the class, taken back at the end."""
    # Keys of its own: other tests start without custodians.
    folders = {"KEYS_DIR": tmp_path_factory.mktemp("demo-keys"), "EVIDENCE_DIR": tmp_path_factory.mktemp("evidence")}
    create_keys(folders["KEYS_DIR"])
    with django_db_blocker.unblock(), override_settings(DEMO=True, **folders), transaction.atomic():
        # Django counts this transaction as a test's own, so that actions that are durable run inside it.
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.mark.xdist_group("demonstration")  # loaded once, by one of several processes
@pytest.mark.usefixtures("demonstration")
class TestDemonstration:
    def test_ten_offices_have_a_director_and_officers_today(self):
        assert Office.objects.count() == 10
        for office in Office.objects.all():
            roles = list(Posting.objects.filter(office=office, ends=None).values_list("role", flat=True))
            assert (roles.count("director"), roles.count("officer")) == (1, 3)
        assert Posting.objects.filter(ends=None, role="intake", office=0).exists()
        assert Posting.objects.filter(ends=None, role="conflict").exists()

    def test_the_eight_people_are_there_and_nobody_has_a_password(self):
        emails = {person.email for person in DEMO_PEOPLE}
        assert User.objects.filter(email__in=emails).count() == len(emails)
        assert not any(user.has_usable_password() for user in User.objects.all())
        assert all(user.email.endswith("@demo.example") for user in User.objects.all())

    def test_a_confidential_report_can_be_tried_everywhere(self):
        assert all(confidential_offered(number) for number in range(10))

    def test_40_networks_have_300_members(self):
        assert Network.objects.count() == 40
        assert Membership.objects.count() == 300
        assert set(Network.objects.values_list("level", flat=True)) == set(Network.Level.values)
        assert {"applied", "approved", "declined", "suspended"} == set(
            Membership.objects.values_list("state", flat=True)
        )
        assert not Network.objects.exclude(memberships__role="coordinator").exists()

    def test_the_surin_workshop_has_its_agenda_and_121_attendees(self):
        workshop = Workshop.objects.get(starts_on=date(2022, 5, 24))
        assert (workshop.fiscal_year, workshop.province_id, workshop.host_office_id) == (2565, "32", 3)
        assert workshop.registrations.filter(state="registered").count() == 121
        assert CheckIn.objects.filter(registration__workshop=workshop).values("registration").distinct().count() == 121
        titles = " ".join(workshop.sessions.values_list("title", flat=True))
        for subject in ("มาตรา 63", "ศูนย์ประสานงานเครือข่ายภาคประชาสังคม", "เฝ้าระวังพื้นที่เชิงรุก", "พื้นที่สีขาวต้นแบบ"):
            assert subject in titles

    def test_the_surin_workshop_is_grouped_evaluated_certified_and_reported(self):
        workshop = Workshop.objects.get(starts_on=date(2022, 5, 24))
        people = workshop.registrations.filter(state="registered")
        assert people.values("province").distinct().count() == 8
        assert sorted(Group.objects.annotate(size=Count("members")).values_list("size", flat=True)) == [20] * 5 + [21]
        assert Certificate.objects.filter(workshop=workshop).count() == 117  # four went home at noon
        assert evaluation_of(workshop).sheets == 115
        assert all(gain.points > 0 for _item, gain in gains_of(workshop))
        assert workshop.result_report.budget_spent

    def test_500_reports_are_in_all_states_over_twelve_months(self):
        assert Report.objects.count() == 500
        # Which of them are about the same matter is for an officer to see.
        seen = set(State) - {State.SUBMITTED, State.MERGED}
        assert set(Report.objects.values_list("state", flat=True)) == seen
        days = Report.objects.dates("submitted_on", "month")
        assert len(days) >= 12
        assert set(Report.objects.values_list("office", flat=True)) == {None, *range(10)}
        assert set(Report.objects.values_list("identity", flat=True)) == set(Identity)
        assert set(Report.objects.exclude(close_reason="").values_list("close_reason", flat=True)) == set(CloseReason)
        assert Report.objects.filter(was_contested=True).exists()
        assert Report.objects.filter(network__isnull=False).exists()

    def test_they_arrived_in_the_order_in_which_they_were_sent(self):
        days = list(Report.objects.order_by("arrival").values_list("submitted_on", flat=True))
        assert days == sorted(days)

    def test_a_report_about_an_office_lies_elsewhere(self):
        about = Report.objects.exclude(about_pacc="no")
        assert {report.about_pacc for report in about} == {"office", "headquarters", "unknown"}
        assert all(report.is_conflict or report.office_id == 0 for report in about)

    def test_the_demonstrations_citizen_is_asked_something(self):
        own = Report.objects.get(token_hash=token_hash(CITIZEN_TOKEN))
        assert (own.state, own.office_id, own.assigned_to.email) == (State.WAITING, 3, "officer@demo.example")

    def test_it_promises_the_pictures_and_no_mail_of_months_ago(self):
        assert set(Job.objects.values_list("name", flat=True)) == {"reports.clean_evidence"}

    def test_it_refuses_to_run_twice(self):
        assert is_demo_database()
        with override_settings(DEMO=True), pytest.raises(CommandError, match="already"):
            call_command("load_demo")


def test_it_refuses_outside_demo_mode():
    with override_settings(DEMO=False), pytest.raises(CommandError, match="demo mode"):
        call_command("load_demo")


def test_it_refuses_a_portal_in_which_people_are():
    User.objects.create_user("somebody@office.example")
    with override_settings(DEMO=True), pytest.raises(CommandError, match="empty"):
        call_command("load_demo")
    assert not is_demo_database()
