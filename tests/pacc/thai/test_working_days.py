"""Thai government working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacc.thai.working_days import add_working_days, government_holidays, is_working_day, working_days_between

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 4, 6),  # Chakri Memorial Day
        date(2026, 6, 3),  # the Queen's birthday
        date(2026, 7, 28),  # the King's birthday
        date(2026, 8, 12),  # the Queen Mother's birthday
        date(2026, 10, 13),  # King Bhumibol Memorial Day
        date(2026, 10, 23),  # King Chulalongkorn Memorial Day
        date(2026, 3, 3),  # Makha Bucha, by the lunar calendar
        date(2026, 7, 30),  # Buddhist Lent Day
        date(2026, 5, 13),  # Royal Ploughing Ceremony: offices only
        date(2026, 12, 7),  # in lieu of Saturday 5 December
        date(2026, 6, 1),  # in lieu of Visakha Bucha on a Sunday
        date(2023, 1, 3),  # in lieu of 31 December 2022, in the next year
        date(2022, 7, 15),  # special day by cabinet resolution
    ],
)
def test_offices_are_closed(day):
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2026, 1, 16), date(2026, 2, 17)])
def test_offices_are_open_on_labour_day_teachers_day_and_chinese_new_year(day):
    assert is_working_day(day)


@pytest.mark.parametrize(("days", "due"), [(7, date(2026, 12, 3)), (15, date(2026, 12, 17))])
def test_the_days_promised_on_the_receipt(days, due):
    """Sent on Tuesday 24 November 2026; 7 and 10 December are holidays."""
    assert add_working_days(date(2026, 11, 24), days) == due


def test_counting_starts_on_the_day_after_even_from_a_weekend():
    assert add_working_days(date(2026, 11, 21), 1) == date(2026, 11, 23)


def test_no_days_is_the_same_day():
    assert add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 21)


def test_counting_backwards_is_refused():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 11, 21), -1)


def test_another_table_of_holidays_can_be_given():
    monday = date(2026, 11, 23)
    assert add_working_days(monday, 1, holidays={date(2026, 11, 24)}) == date(2026, 11, 25)
    assert add_working_days(date(2026, 12, 4), 1, holidays=()) == date(2026, 12, 7)


@settings(deadline=None)
@given(DAYS, st.integers(min_value=1, max_value=120))
def test_adding_and_counting_agree(start, days):
    due = add_working_days(start, days)
    assert is_working_day(due)
    assert working_days_between(start, due) == days
    assert working_days_between(start, due - timedelta(days=1)) == days - 1
    assert working_days_between(due, start) == -days


def test_every_year_has_the_holidays_of_the_law():
    for year in range(2015, 2036):
        assert 15 <= len(government_holidays(year)) <= 30
