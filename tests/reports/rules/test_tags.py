"""Tags as officers type them."""

import pytest

from pacc.errors import DomainError
from reports.rules.tags import MOST_LETTERS, MOST_TAGS, joined, read_tags


@pytest.mark.parametrize(("typed", "read"), [
    ("", []),
    (" , ,\n", []),
    ("ถนน, อาหารกลางวัน", ["ถนน", "อาหารกลางวัน"]),
    ("ถนน;ถนน\nคลอง", ["ถนน", "คลอง"]),
    ("Road, road,ROAD", ["Road"]),
    ("ถนน\u200b , ถนน", ["ถนน"]),
])  # fmt: skip
def test_each_stands_once_in_its_first_spelling(typed, read):
    assert read_tags(typed) == read


def test_one_too_long_is_named():
    assert read_tags("ก" * MOST_LETTERS) == ["ก" * MOST_LETTERS]
    with pytest.raises(DomainError, match="กกกก"):
        read_tags("ก" * (MOST_LETTERS + 1))


def test_chosen_and_typed_are_one_list_that_ends_somewhere():
    assert joined(["ข", "Road"], ["ก", "road"]) == ["Road", "ก", "ข"]
    with pytest.raises(DomainError):
        joined([str(number) for number in range(MOST_TAGS)], ["ก"])
