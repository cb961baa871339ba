"""Dates as people type them."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from pacc.thai.typed_dates import TypedDate, TypedDateError, parse_date, parse_year


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2569", 2026),
        ("๒๕๖๙", 2026),
        (" 2 569 ", 2026),
        ("2569\u200b", 2026),
        ("พ.ศ. 2569", 2026),
        ("2026", 2026),
        ("ค.ศ. 2026", 2026),
        ("1900", 1900),
        ("2443", 1900),
        ("2743", 2200),
    ],
)
def test_year_is_understood(typed, year):
    assert parse_year(typed) == year


@pytest.mark.parametrize(
    "typed", ["", "69", "569", "25690", "ปี", "25 69 x", "-1", "2.5e3", "0000", "1899", "2400", "9999"]
)
def test_year_is_refused_at_the_year(typed):
    with pytest.raises(TypedDateError) as refused:
        parse_year(typed)
    assert refused.value.part == "year"


def test_a_full_date_in_thai_digits():
    assert parse_date("๒๔", "5", "๒๕๖๕") == TypedDate(2022, 5, 24)


def test_month_and_year_are_enough():
    typed = parse_date("", "10", "2569")
    assert (typed.first_day, typed.last_day) == (date(2026, 10, 1), date(2026, 10, 31))


def test_year_alone_is_enough():
    typed = parse_date(" ", "", "2569")
    assert (typed.first_day, typed.last_day) == (date(2026, 1, 1), date(2026, 12, 31))


def test_nothing_typed_is_no_date():
    assert parse_date("", " ", "\u200b") is None


def test_29_february_is_a_day_in_a_leap_year():
    assert parse_date("29", "2", "2567") == TypedDate(2024, 2, 29)


def test_29_february_in_another_year_says_how_long_the_month_is():
    with pytest.raises(TypedDateError) as refused:
        parse_date("29", "2", "2569")
    assert refused.value.part == "day"
    assert refused.value.message == "February 2026 has 28 days. Change the day, or leave it blank"


@pytest.mark.parametrize(
    ("day", "month", "year", "part"),
    [
        ("31", "4", "2569", "day"),
        ("0", "1", "2569", "day"),
        ("32", "1", "2569", "day"),
        ("สิบ", "1", "2569", "day"),
        ("999999999999999999999", "1", "2569", "day"),
        ("1", "", "2569", "month"),
        ("1", "13", "2569", "month"),
        ("1", "มกราคม", "2569", "month"),
        ("", "1", "", "year"),
        ("1", "1", "", "year"),
        ("1", "1", "12", "year"),
        ("²", "1", "2569", "day"),
    ],
)
def test_the_part_to_mend_is_named(day, month, year, part):
    with pytest.raises(TypedDateError) as refused:
        parse_date(day, month, year)
    assert refused.value.part == part
    assert refused.value.message


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_day_comes_back_from_either_era(day):
    for year in (day.year, day.year + 543):
        assert parse_date(str(day.day), str(day.month), str(year)).first_day == day


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_typed_gives_a_date_or_a_sentence(day, month, year):
    try:
        parse_date(day, month, year)
    except TypedDateError as refused:
        assert refused.message
