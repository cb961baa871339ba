"""What a form carries of the page that it stood on."""

import pytest

from reports.rules.seen import Seen, read_seen


@pytest.mark.parametrize(
    "seen", [Seen("routed", 0, 3, 0), Seen("in_triage", 17, None, 4211), Seen("waiting", 1, 0, 10**17)]
)
def test_seen_comes_back_as_it_was_written(seen):
    assert read_seen(str(seen)) == seen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "routed",
        "routed-0-3",
        "routed-0-3-0-9",
        "ROUTED-0-3-0",
        "routed-๑-3-0",
        "a" * 5000,
        "routed-0-3-0\n",
        "x-1-x-",
    ],
)
def test_what_was_not_written_here_is_none(text):
    assert read_seen(text) is None
