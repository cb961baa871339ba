"""Places in a template for what differs from report to report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.variables import VARIABLES, filled, unknown_in


def test_each_variable_is_replaced_wherever_it_stands():
    assert filled("{reference}: {office}, { reference }", {"reference": "A", "office": "ข"}) == "A: ข, A"


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("เรื่อง {reference}", []),
        ("{ชื่อผู้แจ้ง} {reference}", ["{ชื่อผู้แจ้ง}"]),
        ("{name} {name}", ["{name}"]),
        ("{}", ["{}"]),
        ("{reference", ["{"]),
        ("reference}", ["}"]),
        ("{{reference}}", ["{", "}"]),
        ("ไม่มีตัวแปร", []),
        ("{reference.office}", ["{reference.office}"]),
        ("{office!r}", ["{office!r}"]),
    ],
)
def test_what_is_no_variable_is_named(text, unknown):
    assert unknown_in(text) == unknown


def test_a_value_in_braces_is_not_replaced_again():
    assert filled("{office}", {"office": "{reference}", "reference": "A"}) == "{reference}"


@given(st.text(alphabet="ก{} ab", max_size=40))
def test_what_passes_leaves_no_brace(text):
    if not unknown_in(text):
        assert not set("{}") & set(filled(text, dict.fromkeys(VARIABLES, "x")))
