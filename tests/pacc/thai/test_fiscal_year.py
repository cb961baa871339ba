"""The government's fiscal year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacc.thai.fiscal_year import bounds, fiscal_year_of


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2021, 9, 30), 2564), (date(2021, 10, 1), 2565), (date(2022, 5, 24), 2565), (date(2022, 9, 30), 2565)],
)
def test_year_turns_on_the_first_of_october(day, year):
    assert fiscal_year_of(day) == year


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_each_day_lies_within_the_bounds_of_its_year(day):
    first, last = bounds(fiscal_year_of(day))
    assert first <= day <= last
    assert last - first in (timedelta(days=364), timedelta(days=365))
