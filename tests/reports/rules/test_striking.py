"""Words struck out of a text: nothing of them is left, all else is, and who told it is found however it is spaced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rules.striking import (
    BAR,
    Unbalanced,
    marked_where,
    names_in,
    parts_of,
    still_told,
    struck,
    to_mark,
    without_marks,
)

TEXTS = st.text(alphabet="กขค ab()\n\r0๑", max_size=40)


def test_each_passage_becomes_one_bar_of_one_length():
    assert struck("ผมชื่อ ((สมชาย ใจดี)) อยู่ ((ก)) ครับ") == f"ผมชื่อ {BAR} อยู่ {BAR} ครับ"


@pytest.mark.parametrize("marked", ["((ก", "ก))", "((ก ((ข)) ค))", "))ก(("])
def test_a_mark_without_its_other_half_is_refused(marked):
    with pytest.raises(Unbalanced):
        struck(marked)


@given(TEXTS)
def test_a_text_without_marks_is_what_it_was(text):
    shown = to_mark(text)
    assert struck(shown) == shown == without_marks(shown) == to_mark(shown)


@given(TEXTS, TEXTS, TEXTS)
def test_marks_strike_what_is_between_them_and_leave_the_words(before, within, after):
    before, within, after = (to_mark(text).replace("(", "").replace(")", "") for text in (before, within, after))
    marked = f"{before}(({within})){after}"
    assert struck(marked) == f"{before}{BAR}{after}"
    assert without_marks(marked) == before + within + after


@pytest.mark.parametrize(
    "told",
    ["สมหญิง ตัวอย่าง", "สมหญิงตัวอย่าง", "081-234-5678", "๐๘๑ ๒๓๔ ๕๖๗๘", "+66 81 234 5678", "Som@Example.test"],
)
def test_who_told_it_is_marked_and_then_no_longer_read(told):
    names = names_in(name="นางสาวสมหญิง ตัวอย่าง", phone="0812345678", email="som@example.test")
    text = f"ติดต่อ {told} ได้"
    assert still_told(text, names)
    marked = marked_where(text, names)
    assert without_marks(marked) == text and not still_told(struck(marked), names)
    assert struck(marked) == f"ติดต่อ {BAR} ได้"


def test_parts_of_a_name_are_marked_where_they_stand_alone():
    names = [*names_in(name="นายสมชาย ใจดี", phone="", email=""), *parts_of("นายสมชาย ใจดี")]
    assert struck(marked_where("สมชายบอกว่า สมชาย ใจดี เห็น", names)) == f"{BAR}บอกว่า {BAR} เห็น"


def test_nobody_known_marks_nothing():
    assert names_in(name="", phone="", email="") == []
    assert marked_where("ข้อความ", ["", "ก"]) == "ข้อความ" and not still_told("ข้อความ", ["", "ก"])
