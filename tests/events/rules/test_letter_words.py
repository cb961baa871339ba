"""The places of a letter that are filled in for each reader."""

import pytest

from events.rules.letter_words import filled, unknown_places

VALUES = {"name": "นางสาวสมหญิง ใจดี", "workshop": "ประชุมเครือข่าย", "map": "", "link": "https://a.test/{name}"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("เรียน {ชื่อ}", "เรียน นางสาวสมหญิง ใจดี"),
        ("Dear { name },", "Dear นางสาวสมหญิง ใจดี,"),
        ("ก\nแผนที่: {แผนที่}\nข", "ก\nข"),  # nothing to say: the line is left out
        ("{ลิงก์}", "https://a.test/{name}"),  # what is filled in is not looked at again
        ("{ไม่รู้จัก} {", "{ไม่รู้จัก} {"),
        ("{ชื่อ}  \n\nท้าย", "นางสาวสมหญิง ใจดี\n\nท้าย"),
    ],
)
def test_places_are_filled(text, expected):
    assert filled(text, VALUES) == expected


def test_unknown_places_are_named_once():
    assert unknown_places("{ชื่อ} {ชือ} {name} {ชือ} {\n}") == ["{ชือ}"]
