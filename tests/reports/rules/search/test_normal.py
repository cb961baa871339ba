"""What is spelled in several ways is one for the search."""

import unicodedata
from functools import cache

import pytest
from hypothesis import given, settings, strategies

from pacc.errors import DomainError
from reports.rules.search.normal import normal, readable
from reports.rules.search.query import read_query
from reports.rules.search.words import dictionary_words, words_in, words_shared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("น้ำ", "น้ํา"),
        ("น้ำ", "นํ้า"),
        ("แพง", "เเพง"),
        ("ป.ป.ท.", "ปปท"),
        ("อบต.หนองตาข่าย", "อบตหนองตาข่าย"),
        ("พ.ศ. ๒๕๖๙", "พศ2569"),
        ("สิน\u200bบน", "สินบน"),
        ("สิน\u2060บน", "สินบน"),
        ("PACC", "pacc"),
        ("P.A.C.C.", "pacc"),
        ("ก  ข\n\tค", "ก ข ค"),
        ("\uff30\uff21\uff23\uff23", "pacc"),
        (unicodedata.normalize("NFD", "น้ำ"), "น้ำ"),
    ],
)
def test_spellings_are_one(one, other):
    assert normal(one) == normal(other)


def test_numbers_keep_their_point():
    assert normal("หนา 4.5 นิ้ว") == "หนา 4.5 นิ้ว"


@given(strategies.text(alphabet="กขน้ำําเแ่๑1Aa. \u200b", max_size=30))
def test_normal_is_its_own_normal(text):
    assert normal(normal(text)) == normal(text)
    assert normal(readable(normal(text))) == normal(text)


@cache
def some_words():
    return sorted(dictionary_words())[::97]


@settings(deadline=None)  # the first one reads the dictionary
@given(strategies.data())
def test_whatever_stands_in_a_text_shares_its_words_with_it(data):
    """The promise on which recall rests, for any part of any text."""
    pieces = data.draw(strategies.lists(strategies.sampled_from(some_words()), min_size=1, max_size=8))
    text = normal("".join(pieces))
    begins = data.draw(strategies.integers(0, len(text) - 1))
    ends = data.draw(strategies.integers(begins + 1, len(text)))
    assert words_shared(text[begins:ends]) <= words_in(text)


def test_latin_words_are_found_by_their_beginning():
    assert words_shared("bribe") <= words_in(normal("They took BRIBES."))
    assert words_shared("081") <= words_in("โทร 0812345678")


def test_the_fields_words_do_not_fall_apart():
    assert "ปปท" in words_in(normal("แจ้งไปที่ ป.ป.ท. เขต 3 แล้ว"))
    assert "สินบน" in words_in(normal("เรียกรับสินบน"))
    assert "ท่าตูม" in words_in(normal("ที่อำเภอท่าตูม จังหวัดสุรินทร์"))


@pytest.mark.parametrize("typed", ["", "  ", "กข", "่้๊๋", "...", '""', "\x00\x00", "ก" * 5_000, "-- !!"])
def test_what_nothing_can_be_found_by_is_told(typed):
    with pytest.raises(DomainError):
        read_query(typed)


def test_words_and_phrases():
    assert read_query('สินบน "ถนน คอนกรีต" PACC').parts == ("สินบน", "ถนน คอนกรีต", "pacc")
