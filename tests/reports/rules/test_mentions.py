"""Whom a note names by @, in Thai and Latin letters."""

import pytest

from reports.rules.mentions import mentions_in

PEOPLE = {1: "สมชาย ใจดี", 2: "สมชาย ใจกล้า", 3: "ดวงใจ รักไทย", 4: "Anna Lee", 5: "Ann Lee"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@ดวงใจ ช่วยดูด้วย", {3}),
        ("ขอให้ @ดวงใจช่วยดู", {3}),
        ("(@ดวงใจ รักไทย)", {3}),
        ("@สมชาย  ใจกล้า และ @ANNA", {2, 4}),
        ("@Ann, look", {5}),
        ("write to somebody@example.org at @ 09:00", set()),
        ("ไม่มี", set()),
    ],
)
def test_names_are_found_as_they_are_typed(text, found):
    named = mentions_in(text, PEOPLE)
    assert (named.found, named.unknown, named.shared) == (found, (), ())


def test_name_of_several_is_nobodys():
    assert mentions_in("@สมชาย ดู", PEOPLE).shared == ("สมชาย",)


@pytest.mark.parametrize("text", ["@วิชัย ดู", "@Annabel ดู", "@" + "ก" * 5000])
def test_name_that_nobody_has_is_said(text):
    named = mentions_in(text, PEOPLE)
    assert not named.found
    assert len(named.unknown) == 1
    assert len(named.unknown[0]) <= 30


def test_person_without_a_name_is_never_named():
    assert mentions_in("@ก", {1: "", 2: " "}).unknown == ("ก",)
