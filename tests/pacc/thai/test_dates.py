"""Days, months and times in the reader's language."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils.translation import override

from pacc.thai import dates

WORKSHOP = date(2022, 5, 24)


def test_long_date_is_of_the_buddhist_era_in_thai():
    assert dates.format_long(WORKSHOP, "th") == "24\u00a0พฤษภาคม\u00a02565"


def test_long_date_is_of_the_common_era_in_english():
    assert dates.format_long(WORKSHOP, "en") == "24\u00a0May\u00a02022"


def test_active_language_decides_when_none_is_given():
    with override("en"):
        assert dates.format_long(WORKSHOP) == "24\u00a0May\u00a02022"
    with override("th"):
        assert dates.format_long(WORKSHOP) == "24\u00a0พฤษภาคม\u00a02565"


def test_a_language_the_portal_does_not_speak_reads_thai():
    assert dates.format_month(WORKSHOP, "de") == "พฤษภาคม\u00a02565"


@pytest.mark.parametrize(("lang", "shown"), [("th", "24\u00a0พ.ค.\u00a065"), ("en", "24\u00a0May\u00a02022")])
def test_short_date(lang, shown):
    assert dates.format_short(WORKSHOP, lang) == shown


def test_range_is_joined_by_an_en_dash():
    shown = dates.format_range(date(2025, 10, 1), date(2026, 9, 30), "th").replace("\u00a0", " ")
    assert shown == "1 ต.ค. 68 – 30 ก.ย. 69"


def test_time_is_on_thailands_clock():
    moment = datetime(2026, 11, 24, 2, 42, tzinfo=UTC)
    assert dates.format_time(moment, "th") == "09.42\u00a0น."
    assert dates.format_time(moment, "en") == "9:42"


def test_a_late_evening_in_utc_is_the_next_day_in_thailand():
    assert dates.format_long(datetime(2026, 11, 24, 18, 0, tzinfo=UTC), "en") == "25\u00a0November\u00a02026"


def test_each_language_names_twelve_months():
    for lang in ("th", "en"):
        assert len(set(dates.month_names(lang))) == 12
        assert len({dates.format_short(date(2026, month, 1), lang) for month in range(1, 13)}) == 12


@pytest.mark.parametrize(
    ("first", "last", "thai", "english"),
    [
        (WORKSHOP, WORKSHOP, "24 พฤษภาคม 2565", "24 May 2022"),
        (WORKSHOP, date(2022, 5, 25), "24–25 พฤษภาคม 2565", "24–25 May 2022"),
        (date(2022, 5, 31), date(2022, 6, 1), "31 พฤษภาคม – 1 มิถุนายน 2565", "31 May – 1 June 2022"),
        (date(2022, 12, 31), date(2023, 1, 1), "31 ธันวาคม 2565 – 1 มกราคม 2566", "31 December 2022 – 1 January 2023"),
    ],
)
def test_span_says_each_part_once(first, last, thai, english):
    assert dates.format_span(first, last, "th").replace("\u00a0", " ") == thai
    assert dates.format_span(first, last, "en").replace("\u00a0", " ") == english


def test_hours():
    assert dates.format_hours(time(9), time(10, 30), "th") == "09.00–10.30\u00a0น."
    assert dates.format_hours(time(9), time(10, 30), "en") == "9:00–10:30"
