"""Counts that the database keeps: right after every move, forwards and backwards, folded or not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from reports.actions import closing, tallies, transferring, triage
from reports.models import Report, Tally
from tests.factories.offices import an_office
from tests.factories.practice import a_practice_report
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk", "people")]

_COLUMNS = (
    "measure", "office_id", "is_conflict", "about_office_id", "about_pacc", "agency_kind", "province_id", "person_id",
    "what", "day",
)  # fmt: skip


def kept(*grains):
    """What the tally says, without what adds up to nothing."""
    sums = Tally.objects.filter(grain__in=grains).values_list(*_COLUMNS).annotate(n=Sum("count"))
    return {row[:-1]: row[-1] for row in sums if row[-1]}


def counted():
    """The same, counted anew from the reports themselves."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT f.*, count(*) FROM reports_report r, reports_facts(r) f GROUP BY " + ", ".join(
            f"f.{column}" for column in _COLUMNS))  # fmt: skip
        return {row[:-1]: row[-1] for row in cursor.fetchall()}


def measured(name):
    return Tally.objects.filter(measure=name).exclude(grain="month").aggregate(n=Sum("count"))["n"] or 0


def lives(people):
    """Reports in several states, one sent on, one closed and contested, one erased."""
    a_report()
    taken, sent_on, erased, closed = (a_report() for _number in range(4))
    triage.take_report(taken.pk, by=people.officer)
    transferring.transfer_report(sent_on.pk, by=people.officer, to=an_office(4), reason="อยู่ในเขต 4")
    for report in (closed, erased):
        triage.take_report(report.pk, by=people.officer)
        closing.close_report(report.pk, by=people.officer, reason="resolved", text="แก้ไขแล้ว")
    erased.refresh_from_db()
    Report.objects.filter(pk=closed.pk).update(
        state="in_triage", was_contested=True, answered_on=None, state_on=timezone.localdate()
    )
    return erased


def test_the_tally_is_what_counting_anew_would_say(people):
    erased = lives(people)
    assert kept("new") == counted()
    assert measured("open") == 4
    assert measured("closed") == 1
    assert measured("contested") == 1
    Report.objects.filter(pk=erased.pk).delete()
    assert kept("new") == counted()
    assert measured("closed") == 0


def test_folding_changes_no_sum_and_leaves_no_change_behind(people):
    lives(people)
    while tallies.fold_tallies():
        pass
    assert kept("new", "day") == counted()
    assert not Tally.objects.filter(grain="new").exists()
    assert not Tally.objects.filter(count=0).exists()
    taken = Report.objects.filter(state="assigned").get()
    closing.close_report(taken.pk, by=people.officer, reason="duplicate", text="เรื่องเดียวกัน")
    assert kept("new", "day") == counted()
    tallies.fold_tallies()
    assert kept("new", "day") == counted()
    monthly = Tally.objects.filter(grain="month", measure="received")
    assert monthly.aggregate(n=Sum("count"))["n"] == measured("received") == 5
    assert {row.day.day for row in monthly} == {1}


def test_a_batch_at_a_time(people, monkeypatch):
    lives(people)
    monkeypatch.setattr("reports.actions.tallies.BATCH", 3)
    rounds = 1
    while tallies.fold_tallies():
        rounds += 1
    assert rounds > 5
    assert kept("new", "day") == counted()


def test_counting_anew_says_the_same_and_mends_what_is_wrong(people):
    lives(people)
    tallies.fold_tallies()
    Tally.objects.filter(measure="open").update(count=99)
    tallies.recount_tallies()
    assert kept("new", "day") == counted()


def test_practice_and_reports_that_were_not_routed_count_nowhere():
    a_report(routed=False)
    a_practice_report()
    assert not Tally.objects.exists()


def test_a_clock_that_was_met_too_late_is_kept_apart(people):
    today = timezone.localdate()
    report = a_report()
    Report.objects.filter(pk=report.pk).update(acknowledge_by=today - timedelta(days=1))
    assert measured("late") == 0
    triage.take_report(report.pk, by=people.officer)
    assert list(Tally.objects.filter(measure="late").values_list("what", "day", "count")) == [("acknowledge", today, 1)]
