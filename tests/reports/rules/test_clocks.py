"""How long an office has."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacc.thai.working_days import working_days_between
from reports.rules import clocks
from reports.rules.clocks import Pause, Urgency

ARRIVED = date(2026, 11, 24)  # a Tuesday; 7, 10 and 31 December are holidays
DUE = date(2026, 12, 17)


def test_the_dates_of_the_receipt():
    assert clocks.acknowledge_by(ARRIVED) == date(2026, 12, 3)
    assert clocks.answer_by(ARRIVED) == DUE
    assert clocks.feedback_by(ARRIVED) == date(2027, 4, 7)


def test_an_examination_is_looked_at_on_its_way():
    warnings = clocks.examination_warnings(ARRIVED)
    assert [working_days_between(ARRIVED, day) for day in warnings] == [15, 30, 45]
    assert working_days_between(ARRIVED, clocks.examination_by(ARRIVED)) == 60


def test_other_holidays_can_be_given():
    assert clocks.acknowledge_by(ARRIVED, holidays={date(2026, 11, 25)}) == date(2026, 12, 4)


def test_waiting_for_the_reporter_stops_the_clock():
    asked, answered = date(2026, 12, 1), date(2026, 12, 4)
    assert clocks.paused(DUE, [Pause(asked, answered)], today=date(2026, 12, 8)) == date(2026, 12, 22)


def test_the_clock_stands_still_while_no_answer_came():
    asked = date(2026, 12, 1)
    left = {
        clocks.working_days_left(clocks.paused(DUE, [Pause(asked)], today=today), today=today)
        for today in (date(2026, 12, 2), date(2026, 12, 9), date(2027, 1, 15))
    }
    assert left == {working_days_between(asked, DUE)}


def test_a_question_after_the_deadline_does_not_mend_it():
    assert clocks.paused(DUE, [Pause(date(2026, 12, 18))], today=date(2027, 1, 5)) == DUE


@pytest.mark.parametrize(
    ("today", "left", "urgency"),
    [
        (date(2026, 12, 11), 4, Urgency.ON_TIME),
        (date(2026, 12, 12), 4, Urgency.ON_TIME),
        (date(2026, 12, 14), 3, Urgency.NEAR),
        (DUE, 0, Urgency.NEAR),
        (date(2026, 12, 18), -1, Urgency.OVER),
    ],
)
def test_urgency(today, left, urgency):
    assert clocks.working_days_left(DUE, today=today) == left
    assert clocks.urgency_of(DUE, today=today) == urgency


def test_a_deadline_knows_how_it_stands():
    standing = clocks.deadline(DUE, today=DUE, holidays=frozenset())
    assert (standing.on, standing.left, standing.urgency) == (DUE, 0, Urgency.NEAR)


def test_a_weekend_after_the_deadline_is_overdue_though_no_working_day_passed():
    friday = date(2026, 12, 18)
    assert clocks.urgency_of(friday, today=friday + timedelta(days=1)) == Urgency.OVER


@settings(deadline=None, max_examples=50)
@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2034, 12, 31)))
def test_each_clock_is_longer_than_the_one_before(arrived):
    due = [clocks.acknowledge_by(arrived), clocks.answer_by(arrived), clocks.examination_by(arrived)]
    due.append(clocks.feedback_by(arrived))
    assert due == sorted(set(due))
