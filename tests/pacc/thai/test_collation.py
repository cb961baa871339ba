"""Thai names in dictionary order, and as people search them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacc.thai.collation import search_key, sort_key, without_titles

THAI = st.text(alphabet=[chr(point) for point in range(0x0E01, 0x0E4F) if not 0x0E3B <= point <= 0x0E3F], max_size=12)
CONSONANTS = [chr(point) for point in range(0x0E01, 0x0E2F)]


# Each list stands in the order of the Royal Institute's dictionary.
@pytest.mark.parametrize(
    "ordered",
    [
        ["กา", "เกษม", "แกว", "โกมล", "ไก่", "ขวัญ"],
        ["กก", "กะ", "กัน", "กา", "กำ", "กิน", "กู", "เก", "แก", "โก", "ใก", "ไก"],
        ["กอน", "ก่อน", "ก้อน", "ก๊อน", "ก๋อน", "กอนา"],
        ["รัก", "ฤทธิ์", "ลาน"],
        ["สมชาย ใจดี", "สมชาย แสงทอง", "สมชายวงศ์ กอบกิจ"],
        ["เขต 2", "เขต ๙", "เขต 10"],
        ["ชลบุรี", "ชัยนาท", "ชัยภูมิ", "ชุมพร", "เชียงราย", "เชียงใหม่"],
        ["สงขลา", "สตูล", "สมุทรปราการ", "สระแก้ว", "สระบุรี", "สิงห์บุรี", "สุโขทัย", "สุรินทร์"],
        ["Anna", "anna b", "Zoe", "กานดา"],
    ],
)
def test_dictionary_order(ordered):
    assert sorted(reversed(ordered), key=sort_key) == ordered


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("นายสมชาย ใจดี", "สมชาย ใจดี"),
        ("นางสาวกานดา", "กานดา"),
        ("น.ส. กานดา", "กานดา"),
        ("พ.ต.ท.เอก", "เอก"),
        ("พ.ต.ท. หญิง", "หญิง"),
        ("ว่าที่ ร.ต. เอก", "เอก"),
        ("ศ. ดร. ขวัญ", "ขวัญ"),
        ("รศ.นพ.ขวัญ", "ขวัญ"),
        ("Mrs. Anna", "Anna"),
        ("dr anna", "anna"),
        ("Drake", "Drake"),
        ("นายิกา", "นายิกา"),
        ("นาย", "นาย"),
        ("ดร.", "ดร."),
    ],
)
def test_titles_are_left_out(name, bare):
    assert without_titles(name) == bare
    assert sort_key(name) == sort_key(bare)


def test_places_keep_what_looks_like_a_title():
    assert sort_key("นางรอง", ignore_titles=False) > sort_key("ธรรม", ignore_titles=False)
    assert sort_key("นางรอง", ignore_titles=False) < sort_key("บ้าน", ignore_titles=False)


def test_marks_typed_in_another_order_make_the_same_name():
    assert sort_key("ท\u0e48\u0e35") == sort_key("ท\u0e35\u0e48")
    assert sort_key("น\u0e4d\u0e49า") == sort_key("น้ำ") == sort_key("น\u0e49\u0e4dา")
    assert sort_key("เเก้ว") == sort_key("แก้ว")


@given(THAI, THAI)
def test_order_is_total_and_keys_hold_nothing_a_database_refuses(one, other):
    assert (sort_key(one) < sort_key(other)) + (sort_key(one) > sort_key(other)) + (
        sort_key(one) == sort_key(other)
    ) == 1
    assert "\x00" not in sort_key(one)


@given(st.sampled_from("เแโใไ"), st.sampled_from(CONSONANTS), st.sampled_from(CONSONANTS), THAI)
def test_a_leading_vowel_sorts_by_its_consonant(vowel, consonant, other, rest):
    if consonant != other:
        word = sort_key(vowel + consonant + rest, ignore_titles=False)
        assert (word < sort_key(other, ignore_titles=False)) == (consonant < other)


@given(THAI, st.sampled_from(CONSONANTS), st.sampled_from("่้๊๋"), st.sampled_from(CONSONANTS))
def test_a_tone_mark_only_parts_equal_spellings(start, consonant, tone, following):
    plain, marked = start + consonant, start + consonant + tone
    assert sort_key(plain, ignore_titles=False) < sort_key(marked, ignore_titles=False)
    assert sort_key(marked, ignore_titles=False) < sort_key(plain + following, ignore_titles=False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("นายสมชาย  ใจดี", "สมชาย ใจดี"),
        ("เขต ๓", "เขต3"),
        ("ป.ป.ท.", "ปปท"),
        ("น\u0e4d\u0e49า", "น้ำ"),
        ("SOMCHAI", "somchai"),
        ("สม\u200bชาย", "สมชาย"),
    ],
)
def test_search_finds_other_spellings(one, other):
    assert search_key(one) == search_key(other)


@given(st.text(max_size=40))
def test_any_text_has_keys(text):
    assert isinstance(sort_key(text), str)
    assert search_key(search_key(text, ignore_titles=False), ignore_titles=False) == search_key(
        text, ignore_titles=False
    )
