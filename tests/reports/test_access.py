"""The one door: who sees which report, on which day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from networks.models import Posting
from reports.access import (
    ANSWER,
    CLASSIFY,
    NOTE,
    deeds_open_to,
    officers_to_tell,
    reports_visible_to,
)
from reports.actions.transferring import transfer_report
from reports.models import Report
from reports.workflow import Move, State
from tests.factories.offices import an_office, an_officer
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]
Role = Posting.Role


def sees(user, report, **at) -> bool:
    return reports_visible_to(user, **at).filter(pk=report.pk).exists()


def test_officer_sees_her_offices_reports_only():
    report = a_report()
    assert sees(an_officer(3), report)
    assert not sees(an_officer(4), report)
    assert not sees(an_officer(0, role=Role.INTAKE), report)


def test_report_that_is_not_routed_is_seen_by_nobody():
    report = a_report(routed=False)
    assert not sees(an_officer(3), report)
    assert not sees(an_officer(0, role=Role.INTAKE), report)


@pytest.mark.parametrize(("day", "seen"), [(-1, False), (0, True), (5, True), (6, False)])
def test_access_begins_and_ends_with_the_posting(day, seen):
    report, first = a_report(), date(2026, 6, 1)
    officer = an_officer(3, starts=first, ends=first + timedelta(days=5))
    assert sees(officer, report, on=first + timedelta(days=day)) is seen


def test_report_about_an_office_is_hidden_from_whoever_serves_there():
    report = a_report(agency_kind="pacc", about_pacc="office", about_office=an_office(3).number)
    intake = an_officer(0, role=Role.INTAKE)
    assert sees(intake, report)
    assert not sees(an_officer(3), report)
    Posting.objects.create(user=intake, office=an_office(3), role=Role.OFFICER, starts=date(2020, 1, 1))
    assert not sees(intake, report)


def test_report_about_headquarters_is_seen_only_by_those_posted_to_it():
    report = a_report(agency_kind="pacc", about_pacc="headquarters")
    posted = an_officer(5, role=Role.CONFLICT)
    assert sees(posted, report)
    for other in (an_officer(0, role=Role.INTAKE), an_officer(0, role=Role.DIRECTOR), an_officer(3), an_officer(5)):
        assert not sees(other, report)


def test_conflict_posting_opens_nothing_else_and_not_to_the_central_intake():
    ordinary = a_report()
    conflict = a_report(agency_kind="pacc", about_pacc="unknown")
    posted = an_officer(3, role=Role.CONFLICT)
    assert not sees(posted, ordinary)
    Posting.objects.create(user=posted, office=an_office(0), role=Role.INTAKE, starts=date(2020, 1, 1))
    assert not sees(posted, conflict)


def test_moves_are_the_tables_cut_to_those_who_see_it():
    report = a_report()
    assert Move.TAKE in deeds_open_to(an_officer(3), report)
    assert deeds_open_to(an_officer(4), report) == frozenset()
    assert not {Move.ROUTE, Move.ANSWERED, Move.CONTEST} & deeds_open_to(an_officer(3), report)


@pytest.mark.parametrize("state", [state for state in State if state is not State.SUBMITTED])
def test_what_moves_nothing_is_open_by_state(state):
    report = a_report()
    Report.objects.filter(pk=report.pk).update(state=state)
    report.refresh_from_db()
    officer = an_officer(3)
    beside = deeds_open_to(officer, report) & {ANSWER, CLASSIFY, NOTE}
    closed, new = state is State.CLOSED, state is State.ROUTED
    assert beside == {NOTE} if closed else beside == ({NOTE, CLASSIFY} if new else {NOTE, CLASSIFY, ANSWER})
    assert deeds_open_to(an_officer(4), report) == frozenset()


def test_whoever_is_concerned_is_told_nothing():
    today = timezone.localdate()
    about = a_report(agency_kind="pacc", about_pacc="office", about_office=an_office(3).number)
    both = an_officer(0, role=Role.INTAKE)
    Posting.objects.create(user=both, office=an_office(3), role=Role.OFFICER, starts=date(2020, 1, 1))
    intake = an_officer(0, role=Role.INTAKE)
    assert list(officers_to_tell(about, on=today)) == [intake]


def test_whoever_moved_on_from_the_office_concerned_sees_nothing_of_it_elsewhere():
    today = timezone.localdate()
    about = a_report(agency_kind="pacc", about_pacc="office", about_office=an_office(3).number)
    moved = an_officer(3, ends=today - timedelta(days=1))
    Posting.objects.create(user=moved, office=an_office(0), role=Role.INTAKE, starts=today)
    assert not sees(moved, about)
    assert not officers_to_tell(about, on=today).exists()
    assert deeds_open_to(moved, about) == frozenset()
    assert sees(moved, a_report(province_code=None))
    # Not by a posting that is still to come.
    new_there = an_officer(0, role=Role.INTAKE)
    Posting.objects.create(user=new_there, office=an_office(3), role=Role.OFFICER, starts=today + timedelta(days=1))
    assert sees(new_there, about)


@pytest.mark.parametrize("about", ["headquarters", "unknown"])
def test_transferred_report_about_headquarters_stays_hidden_from_whoever_also_serves_there(about):
    today = timezone.localdate()
    report = a_report(agency_kind="pacc", about_pacc=about)
    both, formerly, region = an_officer(5), an_officer(5), an_officer(5)
    Posting.objects.create(user=both, office=an_office(0), role=Role.DIRECTOR, starts=date(2020, 1, 1))
    Posting.objects.create(
        user=formerly, office=an_office(0), role=Role.INTAKE, starts=date(2020, 1, 1), ends=date(2021, 1, 1)
    )
    transfer_report(report.pk, by=an_officer(0, role=Role.CONFLICT), to=an_office(5), reason="อยู่ในพื้นที่")
    report.refresh_from_db()
    assert [sees(person, report) for person in (both, formerly, region)] == [False, False, True]
    assert list(officers_to_tell(report, on=today)) == [region]


def test_conflict_officer_who_left_the_central_intake_sees_conflict_cases():
    report, today = a_report(agency_kind="pacc", about_pacc="headquarters"), timezone.localdate()
    posted = an_officer(0, role=Role.CONFLICT)
    Posting.objects.create(
        user=posted, office=an_office(0), role=Role.INTAKE, starts=date(2020, 1, 1), ends=date(2021, 1, 1)
    )
    assert sees(posted, report)
    assert list(officers_to_tell(report, on=today)) == [posted]


def test_officer_who_once_was_posted_to_conflict_cases_is_told_of_her_offices_reports():
    report, today = a_report(), timezone.localdate()
    officer = an_officer(3)
    Posting.objects.create(
        user=officer, office=an_office(0), role=Role.CONFLICT, starts=date(2020, 1, 1), ends=date(2021, 1, 1)
    )
    assert list(officers_to_tell(report, on=today)) == [officer]


def test_those_in_service_today_are_told():
    report, today = a_report(), timezone.localdate()
    here = an_officer(3)
    an_officer(3, ends=today - timedelta(days=1))
    an_officer(4)
    an_officer(3, role=Role.CONFLICT)
    assert list(officers_to_tell(report, on=today)) == [here]
