"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacc.thai.digits import clean_number, to_arabic, without_invisible


def test_thai_digits_become_arabic_and_words_stay():
    assert to_arabic("เขต ๓ หมู่ ๑๐") == "เขต 3 หมู่ 10"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1-2345-67890-12-3", "1234567890123"),
        ("๑,๒๘๔", "1284"),
        ("4821 0937\u00a05516–2284", "4821093755162284"),
        ("\ufeff44\u200b\u200d\u206006", "4406"),
        ("12a4", "12a4"),
    ],
)
def test_clean_number(typed, number):
    assert clean_number(typed) == number


def test_line_ends_are_not_invisible():
    assert without_invisible("ก\nข\u200bค") == "ก\nขค"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean_number(clean_number(text)) == clean_number(text)
