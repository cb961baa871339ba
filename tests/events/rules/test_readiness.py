"""What a workshop still lacks before it is announced."""

from datetime import date

import pytest

from events.rules.readiness import Lack, Missing, lacks

DAY, NEXT = date(2027, 5, 24), date(2027, 5, 25)
WHOLE = {
    "about": "เพื่อเรียนรู้", "district_code": "3201", "starts_on": DAY, "ends_on": NEXT, "agenda_days": [DAY, NEXT],
    "today": DAY,
}  # fmt: skip


def test_nothing_is_missing_in_a_whole_one():
    assert lacks(**WHOLE) == []


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"about": " \n"}, [Lack(Missing.ABOUT)]),
        ({"district_code": None}, [Lack(Missing.DISTRICT)]),
        ({"today": NEXT}, [Lack(Missing.DAY_TO_COME)]),
        ({"agenda_days": []}, [Lack(Missing.AGENDA)]),
        ({"agenda_days": [DAY]}, [Lack(Missing.AGENDA_OF_DAY, NEXT)]),
        ({"agenda_days": [], "about": "", "today": NEXT}, [
            Lack(Missing.DAY_TO_COME), Lack(Missing.AGENDA), Lack(Missing.ABOUT),
        ]),
    ],
)  # fmt: skip
def test_each_lack_is_named_the_gravest_first(changed, missing):
    assert lacks(**{**WHOLE, **changed}) == missing
