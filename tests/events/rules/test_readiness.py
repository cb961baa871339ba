"""What a workshop still lacks before it is announced."""

from datetime import date

import pytest

from events.rules.readiness import Announcement, Lack, Missing, lacks

DAY, NEXT = date(2027, 5, 24), date(2027, 5, 25)
WHOLE = {
    "about": "เพื่อเรียนรู้", "district_code": "3201", "starts_on": DAY, "ends_on": NEXT,
    "contact": "ฝ่ายประสาน", "map_url": "https://maps.example/surin", "registers_until": DAY,
}  # fmt: skip
ASKED = {"agenda_days": [DAY, NEXT], "today": DAY}


def missing_in(**changed):
    asked = {name: changed.pop(name, value) for name, value in ASKED.items()}
    return lacks(Announcement(**{**WHOLE, **changed}), **asked)


def test_nothing_is_missing_in_a_whole_one():
    assert missing_in() == []
    assert missing_in(registers_until=None) == []


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"about": " \n"}, [Lack(Missing.ABOUT)]),
        ({"district_code": None}, [Lack(Missing.DISTRICT)]),
        ({"contact": "", "map_url": ""}, [Lack(Missing.CONTACT), Lack(Missing.MAP)]),
        ({"registers_until": date(2027, 5, 23)}, [Lack(Missing.WINDOW)]),
        ({"registers_until": date(2027, 5, 26)}, [Lack(Missing.WINDOW)]),
        ({"today": NEXT, "registers_until": None}, [Lack(Missing.DAY_TO_COME)]),
        ({"agenda_days": []}, [Lack(Missing.AGENDA)]),
        ({"agenda_days": [DAY]}, [Lack(Missing.AGENDA_OF_DAY, NEXT)]),
        ({"agenda_days": [], "about": "", "today": NEXT, "registers_until": NEXT}, [
            Lack(Missing.DAY_TO_COME), Lack(Missing.AGENDA), Lack(Missing.ABOUT),
        ]),
    ],
)  # fmt: skip
def test_each_lack_is_named_the_gravest_first(changed, missing):
    assert missing_in(**changed) == missing
