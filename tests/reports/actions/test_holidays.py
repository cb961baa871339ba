"""The table of holidays: seeded, changed by admins, and every open clock reckoned by it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pacc.errors import DomainError
from pacc.ledger.models import Entry
from pacc.outbox.jobs import run_job
from pacc.outbox.models import Job
from pacc.thai.working_days import add_working_days, government_holidays
from reports.actions import clocks, closing, triage
from reports.actions.clocks import recount_clocks
from reports.actions.holidays import (
    YearChanged,
    add_holiday,
    change_holiday,
    confirm_year,
    retire_holiday,
    seed_holidays,
)
from reports.models import Holiday, HolidayYear, Report
from reports.queries.holidays import holiday_table, unchecked_years
from tests.factories.accounts import StaffFactory
from tests.factories.holidays import a_holiday
from tests.factories.offices import an_officer
from tests.factories.reports import a_report
from tests.two_at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]
TODAY = date(2026, 11, 2)  # a Monday
SPECIAL = date(2026, 11, 6)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(timezone.make_aware(timezone.datetime(2026, 11, 2, 10)), tick=False):
        yield


@pytest.fixture
def admin():
    return StaffFactory(is_portal_admin=True)


def a_special_day(admin, on=SPECIAL):
    return add_holiday(by=admin, on=on, name_th="วันหยุดพิเศษ", name_en="Special day")


def version_of(year=2026):
    return HolidayYear.objects.get(pk=year).version


def run_recounts():
    while jobs := list(Job.objects.filter(name="reports.recount_clocks")):
        for job in jobs:
            Job.objects.filter(pk=job.pk).update(due_at=timezone.now() - timedelta(days=1))
            assert run_job(job.pk)


def test_seeding_makes_four_years_once():
    assert seed_holidays() == [2025, 2026, 2027, 2028]
    assert seed_holidays() == []
    assert set(Holiday.objects.filter(year=2026).values_list("on", flat=True)) == government_holidays(2026)
    assert not HolidayYear.objects.exclude(checked_on=None).exists()
    assert Entry.objects.filter(what="holidays.seeded").count() == 4


def test_the_seeded_table_counts_as_the_package_does():
    before = add_working_days(TODAY, 200)
    seed_holidays()
    assert add_working_days(TODAY, 200, holiday_table()) == before


def test_an_added_day_moves_the_deadlines_that_pass_it(admin):
    report = a_report()
    before = {name: getattr(report, name) for name in clocks.DEADLINES}
    a_special_day(admin)
    run_recounts()
    report.refresh_from_db()
    for name in ("acknowledge_by", "answer_by", "feedback_by"):
        assert getattr(report, name) == add_working_days(before[name], 1)
    assert report.due_on == report.acknowledge_by
    entry = Entry.objects.get(what="holidays.added")
    assert (entry.by, entry.detail["day"]) == (admin, "2026-11-06")


def test_a_day_taken_out_moves_them_back_and_stays_in_the_table(admin):
    report = a_report()
    before = report.answer_by
    day = a_special_day(admin)
    run_recounts()
    retire_holiday(day, by=admin, version=version_of())
    retire_holiday(day, by=admin, version=0)  # sent twice
    run_recounts()
    report.refresh_from_db()
    assert report.answer_by == before
    assert Holiday.objects.filter(pk=day.pk, is_retired=True).exists()
    assert Entry.objects.filter(what="holidays.retired").count() == 1


def test_a_moved_day_counts_where_it_went(admin):
    report = a_report()
    day = a_special_day(admin)
    change_holiday(
        day, by=admin, on=date(2026, 12, 1), name_th="วันหยุดพิเศษ", name_en="", version=version_of()
    )  # fmt: skip
    run_recounts()
    first = report.acknowledge_by
    report.refresh_from_db()
    assert report.acknowledge_by == first
    assert report.feedback_by > add_working_days(TODAY, 90)
    assert Entry.objects.get(what="holidays.changed").detail == {"day": "2026-12-01", "was": "2026-11-06"}


def test_a_new_report_is_counted_by_the_table(admin):
    a_special_day(admin)
    report = a_report()
    assert report.acknowledge_by == add_working_days(TODAY, 8)


def test_reckoning_twice_says_the_same(admin):
    report = a_report()
    a_special_day(admin)
    for _run in range(2):
        recount_clocks(SPECIAL)
    once = Report.objects.get(pk=report.pk)
    assert once.answer_by == add_working_days(TODAY, 16)
    assert [entry.detail["changed"] for entry in Entry.objects.filter(what="clocks.recounted").order_by("id")] == [1, 0]


def test_reckoning_leaves_closed_reports_and_those_whose_clocks_end_before(admin):
    closed, open_one = a_report(), a_report()
    triage.take_report(closed.pk, by=(officer := an_officer(3)))
    closing.close_report(closed.pk, by=officer, reason="resolved", text="ก")
    closed.refresh_from_db()
    a_special_day(admin)
    recount_clocks(SPECIAL)
    assert Report.objects.get(pk=closed.pk).answer_by == closed.answer_by
    moved = Report.objects.get(pk=open_one.pk).answer_by
    recount_clocks(date(2028, 1, 1))
    assert Report.objects.get(pk=open_one.pk).answer_by == moved


def test_reckoning_goes_on_in_batches_with_a_bounded_number_of_queries(
    monkeypatch, admin, django_assert_max_num_queries
):
    monkeypatch.setattr(clocks, "BATCH", 2)
    reports = [a_report() for _number in range(5)]
    a_special_day(admin)
    with django_assert_max_num_queries(10):
        recount_clocks(SPECIAL)
    run_recounts()
    for report in reports:
        assert Report.objects.get(pk=report.pk).answer_by == add_working_days(TODAY, 16)


def test_checking_a_year_keeps_name_and_day_and_a_later_change_undoes_it(admin):
    seed_holidays()
    assert unchecked_years(today=TODAY) == [2026, 2027]
    confirm_year(2026, by=admin, source="มติ ครม. 4 พ.ย. 2568", version=version_of())
    year = HolidayYear.objects.get(pk=2026)
    assert (year.checked_by, year.checked_on, year.source) == (admin, TODAY, "มติ ครม. 4 พ.ย. 2568")
    assert unchecked_years(today=TODAY) == [2027]
    assert Entry.objects.get(what="holidays.checked").by == admin
    a_special_day(admin)
    assert HolidayYear.objects.get(pk=2026).checked_on is None


def test_a_day_in_a_year_that_nobody_made_makes_the_whole_year(admin):
    a_special_day(admin, on=date(2027, 1, 4))
    assert set(Holiday.objects.filter(year=2027).values_list("on", flat=True)) > government_holidays(2027)


def test_one_day_is_one_holiday(admin):
    a_special_day(admin)
    with pytest.raises(DomainError, match="วันหยุดพิเศษ"):
        a_special_day(admin)


def test_what_was_taken_out_can_be_added_again(admin):
    retire_holiday(a_special_day(admin), by=admin, version=version_of())
    a_special_day(admin)
    assert SPECIAL in holiday_table()


@pytest.mark.parametrize("year", [2023, 2031])
def test_a_year_out_of_range_is_refused(admin, year):
    with pytest.raises(DomainError):
        a_special_day(admin, on=date(year, 1, 5))
    assert not HolidayYear.objects.exists()


def test_a_holiday_does_not_leave_its_year(admin):
    day = a_special_day(admin)
    with pytest.raises(DomainError):
        change_holiday(day, by=admin, on=date(2027, 1, 5), name_th="ก", name_en="", version=version_of())


def test_what_somebody_changed_meanwhile_is_refused(admin):
    day = a_special_day(admin)
    seen = version_of()
    a_special_day(admin, on=date(2026, 11, 9))
    for deed in (
        lambda: change_holiday(day, by=admin, on=day.on, name_th="ข", name_en="", version=seen),
        lambda: retire_holiday(day, by=admin, version=seen),
        lambda: confirm_year(2026, by=admin, source="ก", version=seen),
    ):
        with pytest.raises(YearChanged):
            deed()


@pytest.mark.parametrize("office", [3, 4])
def test_no_officer_changes_the_table(office):
    officer, day = an_officer(office), a_holiday(SPECIAL)
    for deed in (
        lambda: a_special_day(officer, on=date(2026, 11, 9)),
        lambda: change_holiday(day, by=officer, on=day.on, name_th="ข", name_en="", version=1),
        lambda: retire_holiday(day, by=officer, version=1),
        lambda: confirm_year(2026, by=officer, source="ก", version=1),
    ):
        with pytest.raises(PermissionDenied):
            deed()


@pytest.mark.django_db(transaction=True)
def test_two_admins_add_the_same_day_at_once(admin):
    other = StaffFactory(is_portal_admin=True)
    outcomes = at_once(lambda: a_special_day(admin), lambda: a_special_day(other))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["DomainError", "Holiday"]
    assert Holiday.objects.filter(on=SPECIAL).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_reckon_at_once(admin):
    reports = [a_report() for _number in range(3)]
    a_special_day(admin)
    assert at_once(lambda: recount_clocks(SPECIAL), lambda: recount_clocks(SPECIAL)) == [None, None]
    for report in reports:
        assert Report.objects.get(pk=report.pk).answer_by == add_working_days(TODAY, 16)
