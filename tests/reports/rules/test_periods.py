"""Stretches of time that figures are asked of."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reports.rules.periods import LONGEST, Period, fiscal_year_period, month_before, month_of, months_back

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(days, st.integers(0, LONGEST))
def test_whole_months_and_edges_are_the_period_once(first, length):
    period = Period(first, first + timedelta(length))
    parts = [*(month_of(each) for each in period.whole_months), *period.edges]
    parts.sort(key=lambda part: part.first)
    assert parts[0].first == period.first
    assert parts[-1].last == period.last
    for part, following in pairwise(parts):
        assert following.first - part.last == timedelta(1)


@given(days, st.integers(0, LONGEST))
def test_steps_are_the_period_once(first, length):
    period = Period(first, first + timedelta(length))
    steps = period.steps
    assert (steps[0].first, steps[-1].last) == (period.first, period.last)
    for step, following in pairwise(steps):
        assert following.first - step.last == timedelta(1)
    assert len(steps) <= 62


def test_months_and_fiscal_years():
    assert month_of(date(2028, 2, 10)) == Period(date(2028, 2, 1), date(2028, 2, 29))
    assert month_before(date(2027, 1, 31)) == Period(date(2026, 12, 1), date(2026, 12, 31))
    assert months_back(date(2027, 1, 31), 3) == [date(2027, 1, 1), date(2026, 12, 1), date(2026, 11, 1)]
    assert fiscal_year_period(2570) == Period(date(2026, 10, 1), date(2027, 9, 30))
    assert len(fiscal_year_period(2570).whole_months) == 12
    assert fiscal_year_period(2570).edges == []
