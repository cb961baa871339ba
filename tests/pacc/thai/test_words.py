"""The portal's own words, and the filters that templates use."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from pacc.thai.words import keep_whole, keep_with_unit


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ปปท. เขต 3 นครราชสีมา", "ปปท. เขต~3 นครราชสีมา"),
        ("ภายใน 15 วันทำการ", "ภายใน~15~วันทำการ"),
        ("หมู่ 4 ตำบล", "หมู่~4 ตำบล"),
        ("ที่ 09.42 น.", "ที่~09.42~น."),
        ("within 7 working days", "within~7~working days"),
        ("ตัวอย่าง 081 234 5678", "ตัวอย่าง~081~234~5678"),
        ("ไม่มีตัวเลข เลย", "ไม่มีตัวเลข เลย"),
    ],
)
def test_a_number_stays_with_its_unit(text, shown):
    assert keep_with_unit(text).replace("\u00a0", "~") == shown


def test_words_are_kept_whole_once():
    whole = keep_whole("เจ้าหน้าที่รับผิดชอบ")
    assert whole == "เจ้า\u2060หน้าที่รับผิด\u2060ชอบ"
    assert keep_whole(whole) == whole


def render(source, **values):
    return Template("{% load thai %}" + source).render(Context(values))


def test_filters_speak_the_readers_language():
    source = "{{ day|thai_date }}|{{ day|thai_date_short }}|{{ day|thai_month }}|{{ moment|thai_time }}"
    values = {"day": date(2026, 11, 24), "moment": datetime(2026, 11, 24, 2, 42, tzinfo=UTC)}
    with override("th"):
        assert render(source, **values).replace("\u00a0", " ") == ("24 พฤศจิกายน 2569|24 พ.ย. 69|พฤศจิกายน 2569|09.42 น.")
    with override("en"):
        assert render(source, **values).replace("\u00a0", " ") == "24 November 2026|24 Nov 2026|November 2026|9:42"


def test_filters_show_nothing_for_no_date():
    assert render("{{ day|thai_date }}{{ day|thai_date_short }}{{ day|thai_month }}{{ day|thai_time }}", day=None) == ""


def test_filters_keep_what_people_typed_escaped():
    assert render("{{ text|nb|words }}", text="<b>เขต 3") == "&lt;b&gt;เขต\u00a03"
