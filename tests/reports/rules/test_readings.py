"""How each clock stands, from dated facts alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacc.thai.working_days import GOVERNMENT_HOLIDAYS, add_working_days, working_days_between
from reports.rules import readings as rules
from reports.rules.readings import ClockKind, Facts, Standing, readings
from reports.workflow import State

SENT = date(2026, 11, 2)  # a Monday
ROUTED = (State.ROUTED, SENT)


def read(*trail, sent=SENT, acknowledged=None, answered=None, holidays=GOVERNMENT_HOLIDAYS):
    return readings(Facts(sent, trail, acknowledged, answered), holidays=holidays)


def test_the_states_it_knows_are_the_workflows():
    named = {rules.ROUTED, rules.WAITING, rules.FACT_FINDING, rules.CLOSED, rules.MERGED}
    assert named == {State.ROUTED, State.WAITING, State.FACT_FINDING, State.CLOSED, State.MERGED}
    assert {State.CLOSED, State.REFERRED, State.HANDED_OVER} == rules.ENDED


def test_a_new_report_has_three_clocks_from_the_day_it_came():
    clocks = read(ROUTED)
    assert list(clocks) == [ClockKind.ACKNOWLEDGE, ClockKind.ANSWER, ClockKind.FEEDBACK]
    assert {clock.since for clock in clocks.values()} == {SENT}
    assert {clock.standing for clock in clocks.values()} == {Standing.RUNS}


def test_taking_meets_the_first_clock_and_moves_no_other():
    taken = date(2026, 11, 5)
    clocks = read(ROUTED, (State.ASSIGNED, taken), acknowledged=taken)
    assert (clocks[ClockKind.ACKNOWLEDGE].standing, clocks[ClockKind.ACKNOWLEDGE].met_on) == (Standing.MET, taken)
    assert clocks[ClockKind.ANSWER] == read(ROUTED)[ClockKind.ANSWER]


def test_while_the_office_waits_answer_and_feedback_stand_still():
    asked = date(2026, 11, 6)
    clocks = read(ROUTED, (State.ASSIGNED, SENT), (State.WAITING, asked), acknowledged=SENT)
    for kind in (ClockKind.ANSWER, ClockKind.FEEDBACK):
        assert (clocks[kind].standing, clocks[kind].stands_since) == (Standing.STANDS, asked)
    assert clocks[ClockKind.ANSWER].left_standing == 11  # of 15, Tuesday to Friday are used


def test_all_clocks_stand_while_it_is_merged_and_go_on_with_what_was_left():
    merged, undone = date(2026, 11, 6), date(2026, 11, 27)
    stood = working_days_between(merged, undone, GOVERNMENT_HOLIDAYS)
    clocks = read(ROUTED, (State.MERGED, merged))
    assert {clock.standing for clock in clocks.values()} == {Standing.STANDS}
    assert all(clock.is_merged for clock in clocks.values())
    after, before = read(ROUTED, (State.MERGED, merged), (State.ROUTED, undone)), read(ROUTED)
    for kind, clock in after.items():
        assert clock.standing == Standing.RUNS and clock.was_merged and not clock.is_merged
        assert clock.by == add_working_days(before[kind].by, stood, GOVERNMENT_HOLIDAYS)


def test_what_was_late_before_a_merge_is_just_as_late_after_it():
    merged, undone = date(2026, 12, 4), date(2027, 1, 8)
    late = working_days_between(read(ROUTED)[ClockKind.ANSWER].by, merged, GOVERNMENT_HOLIDAYS)
    after = read(ROUTED, (State.MERGED, merged), (State.ROUTED, undone))[ClockKind.ANSWER].by
    assert late > 0
    assert working_days_between(after, undone, GOVERNMENT_HOLIDAYS) == late


def test_a_merge_in_the_middle_of_a_waiting_is_one_long_pause():
    asked, merged, undone, replied = date(2026, 11, 6), date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 16)
    trail = [ROUTED, (State.ASSIGNED, SENT), (State.WAITING, asked)]
    straight = read(*trail, (State.IN_TRIAGE, replied), acknowledged=SENT)
    with_merge = read(
        *trail, (State.MERGED, merged), (State.WAITING, undone), (State.IN_TRIAGE, replied), acknowledged=SENT
    )
    assert with_merge[ClockKind.ANSWER].by == straight[ClockKind.ANSWER].by


def test_the_stored_deadline_of_a_clock_that_stands_does_not_depend_on_today():
    asked = date(2026, 11, 6)
    standing = read(ROUTED, (State.ASSIGNED, SENT), (State.WAITING, asked), acknowledged=SENT)
    assert standing[ClockKind.ANSWER].by == read(ROUTED)[ClockKind.ANSWER].by


def test_a_question_after_the_first_answer_moves_feedback_only():
    answered, asked, replied = date(2026, 11, 6), date(2026, 11, 9), date(2026, 11, 16)
    waited = [ROUTED, (State.ASSIGNED, SENT), (State.WAITING, asked), (State.IN_TRIAGE, replied)]
    clocks, before = read(*waited, acknowledged=SENT, answered=answered), read(ROUTED)
    assert clocks[ClockKind.ANSWER].by == before[ClockKind.ANSWER].by
    assert working_days_between(before[ClockKind.FEEDBACK].by, clocks[ClockKind.FEEDBACK].by) == 5


def test_two_questions_on_one_day_count_no_day_twice():
    day, end = date(2026, 11, 9), date(2026, 11, 11)
    trail = [
        ROUTED, (State.ASSIGNED, SENT),
        (State.WAITING, day), (State.IN_TRIAGE, day), (State.WAITING, day), (State.IN_TRIAGE, end),
    ]  # fmt: skip
    assert read(*trail, acknowledged=SENT)[ClockKind.ANSWER].stood == 2


def test_examination_begins_with_fact_finding_and_ends_when_it_leaves_the_desk():
    began, gone = date(2026, 11, 16), date(2026, 12, 1)
    trail = [ROUTED, (State.ASSIGNED, SENT), (State.FACT_FINDING, began)]
    running = read(*trail, acknowledged=SENT)[ClockKind.EXAMINATION]
    assert (running.since, working_days_between(began, running.by)) == (began, 60)
    ended = read(*trail, (State.HANDED_OVER, gone), acknowledged=SENT, answered=gone)
    assert ended[ClockKind.EXAMINATION].met_on == ended[ClockKind.FEEDBACK].met_on == gone


def test_another_office_begins_its_own_examination():
    moved, began = date(2026, 11, 20), date(2026, 12, 1)
    trail = [ROUTED, (State.FACT_FINDING, date(2026, 11, 10)), (State.ROUTED, moved)]
    assert ClockKind.EXAMINATION not in read(*trail, acknowledged=SENT)
    assert read(*trail, (State.FACT_FINDING, began))[ClockKind.EXAMINATION].since == began


def test_reopened_in_time_feedback_goes_on_with_what_was_left():
    closed, reopened = date(2026, 11, 16), date(2027, 2, 1)
    trail = [ROUTED, (State.ASSIGNED, SENT), (State.CLOSED, closed), (State.IN_TRIAGE, reopened)]
    feedback = read(*trail, acknowledged=SENT)[ClockKind.FEEDBACK]
    used = working_days_between(SENT, closed)
    assert (feedback.standing, working_days_between(reopened, feedback.by)) == (Standing.RUNS, 90 - used)


@pytest.mark.parametrize("closed", [date(2027, 3, 15), date(2027, 6, 1)], ids=["on its last days", "long overdue"])
def test_reopened_late_it_has_a_first_answers_time_and_is_not_overdue(closed):
    reopened = date(2027, 8, 2)
    trail = [ROUTED, (State.ASSIGNED, SENT), (State.CLOSED, closed), (State.IN_TRIAGE, reopened)]
    clocks = read(*trail, acknowledged=SENT)
    assert working_days_between(reopened, clocks[ClockKind.FEEDBACK].by) == 15
    assert clocks[ClockKind.ANSWER].by == clocks[ClockKind.FEEDBACK].by


DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2028, 12, 31))


@settings(deadline=None, max_examples=60)
@given(DAYS, st.integers(0, 14), st.integers(0, 40))
def test_waiting_n_working_days_moves_the_deadline_by_n(sent, used, waited):
    asked = add_working_days(sent, used)
    replied = add_working_days(asked, waited)
    trail = [(State.ROUTED, sent), (State.WAITING, asked), (State.IN_TRIAGE, replied)]
    for kind in (ClockKind.ANSWER, ClockKind.FEEDBACK):
        before = read((State.ROUTED, sent), sent=sent)[kind].by
        assert working_days_between(before, read(*trail, sent=sent)[kind].by) == waited


@st.composite
def trails(draw):
    """A day, and a life of moves after it in any order, each some days later."""
    sent = draw(DAYS)
    states = draw(st.lists(st.sampled_from([State.IN_TRIAGE, State.WAITING, State.FACT_FINDING]), max_size=8))
    on, trail = sent, [(State.ROUTED, sent)]
    for state in states:
        on = date.fromordinal(on.toordinal() + draw(st.integers(0, 20)))
        trail.append((state, on))
    return sent, trail


@settings(deadline=None, max_examples=80)
@given(trails())
def test_waiting_never_makes_a_deadline_earlier(life):
    sent, trail = life
    plain = read((State.ROUTED, sent), sent=sent)
    for kind, clock in read(*trail, sent=sent).items():
        if kind in plain:
            assert clock.by >= plain[kind].by
            assert clock.stood >= 0


@settings(deadline=None, max_examples=60)
@given(DAYS, st.integers(0, 30))
def test_sent_later_is_due_no_earlier(sent, later):
    second = date.fromordinal(sent.toordinal() + later)
    first, then = read((State.ROUTED, sent), sent=sent), read((State.ROUTED, second), sent=second)
    assert all(then[kind].by >= first[kind].by for kind in first)


@settings(deadline=None, max_examples=60)
@given(trails(), st.sets(DAYS, max_size=10))
def test_another_holiday_never_makes_a_new_report_due_earlier(life, more):
    sent, _trail = life
    few = frozenset({date(2026, 4, 13)})
    before = read((State.ROUTED, sent), sent=sent, holidays=few)
    after = read((State.ROUTED, sent), sent=sent, holidays=few | more)
    assert all(after[kind].by >= before[kind].by for kind in before)
