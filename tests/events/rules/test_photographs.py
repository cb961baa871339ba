"""May a photograph be printed?"""

import pytest

from events.rules.photographs import Hindrance, hindrance


@pytest.mark.parametrize(
    ("consent", "answers", "expected"),
    [
        ("agreed", [], None),
        ("nobody", [], None),
        ("agreed", [True, True], None),
        ("unknown", [], Hindrance.NOT_ASKED),
        ("unknown", [True], Hindrance.NOT_ASKED),
        ("agreed", [True, False], Hindrance.REFUSED),
        ("unknown", [False], Hindrance.REFUSED),
        ("agreed", [True, None], Hindrance.NOT_SAID),
    ],
)
def test_a_no_takes_the_picture_out(consent, answers, expected):
    assert hindrance(consent, answers) == expected
