"""How complete an account is. Always a hint."""

import pytest

from reports.rules.completeness import Level, Told, completeness_of


def test_nothing_told_is_missing_everywhere():
    hint = completeness_of(Told())
    assert {hint.who, hint.where, hint.when, hint.evidence} == {Level.MISSING}
    assert hint.clear == 0


def test_everything_told_is_clear():
    hint = completeness_of(Told(people="ช่างคุมงาน", district_code="3206", year=2026, month=10, day=4, files=4))
    assert hint.clear == 4
    assert hint.files == 4


@pytest.mark.parametrize(
    ("told", "part", "level"),
    [
        (Told(agency="อบต. หนองตาข่าย"), "who", Level.ROUGH),
        (Told(people="  "), "who", Level.MISSING),
        (Told(province_code="32"), "where", Level.ROUGH),
        (Told(province_code="32", place="หน้าวัด หมู่ 4"), "where", Level.CLEAR),
        (Told(place="หน้าวัด"), "where", Level.ROUGH),
        (Told(year=2026), "when", Level.ROUGH),
        (Told(year=2026, month=10, about=True), "when", Level.ROUGH),
        (Told(year=2026, month=10), "when", Level.CLEAR),
        (Told(month=10), "when", Level.MISSING),
    ],
)
def test_one_part(told, part, level):
    assert getattr(completeness_of(told), part) == level
