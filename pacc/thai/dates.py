"""Days, months and times in the reader's language: Buddhist era in Thai, Common Era in English."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

BANGKOK = ZoneInfo("Asia/Bangkok")
BUDDHIST_ERA_OFFSET = 543
# U+00A0 keeps day, month and year on one line; a lone "9" at a line's end reads as something else.
NBSP = "\u00a0"

_MONTHS = {
    "th": (
        "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
        "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_SHORT_MONTHS = {
    "th": ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def reading_language(lang: str | None = None) -> str:
    """ "th" or "en": the language asked for, else the active one; any other reads Thai."""
    return "en" if (lang or get_language() or "th").startswith("en") else "th"


def month_names(lang: str | None = None) -> tuple[str, ...]:
    """The twelve months, January first."""
    return _MONTHS[reading_language(lang)]


def in_bangkok(moment: datetime) -> datetime:
    """A moment on Thailand's clock; a time without a zone is taken as Thailand's already."""
    return moment.astimezone(BANGKOK) if moment.tzinfo else moment.replace(tzinfo=BANGKOK)


def _day_of(day: date) -> date:
    return in_bangkok(day).date() if isinstance(day, datetime) else day


def year_shown(year: int, lang: str | None = None) -> int:
    """The year (C.E.) as the reader counts it."""
    return year + BUDDHIST_ERA_OFFSET if reading_language(lang) == "th" else year


def format_long(day: date, lang: str | None = None) -> str:
    """24 พฤศจิกายน 2569; 24 November 2026."""
    day = _day_of(day)
    return NBSP.join((str(day.day), month_names(lang)[day.month - 1], str(year_shown(day.year, lang))))


def format_short(day: date, lang: str | None = None) -> str:
    """24 พ.ย. 69; 24 Nov 2026. For tables."""
    day = _day_of(day)
    language = reading_language(lang)
    year = str(year_shown(day.year, language))
    return NBSP.join((str(day.day), _SHORT_MONTHS[language][day.month - 1], year[-2:] if language == "th" else year))


def format_month(day: date, lang: str | None = None) -> str:
    """The day's month: ตุลาคม 2569; October 2026."""
    day = _day_of(day)
    return NBSP.join((month_names(lang)[day.month - 1], str(year_shown(day.year, lang))))


def format_range(first: date, last: date, lang: str | None = None) -> str:
    """1 ต.ค. 68 – 30 ก.ย. 69, joined by an en dash."""
    return f"{format_short(first, lang)} – {format_short(last, lang)}"


def format_span(first: date, last: date, lang: str | None = None) -> str:
    """24 พฤษภาคม 2565; 24–25 พฤษภาคม 2565; 31 พฤษภาคม – 1 มิถุนายน 2565; years twice where they differ."""
    if first == last:
        return format_long(last, lang)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{format_long(last, lang)}"
    if first.year == last.year:
        return f"{first.day}{NBSP}{month_names(lang)[first.month - 1]} – {format_long(last, lang)}"
    return f"{format_long(first, lang)} – {format_long(last, lang)}"


def format_hours(starts: time, ends: time, lang: str | None = None) -> str:
    """09.00–10.30 น.; 9:00–10:30."""
    if reading_language(lang) == "th":
        return f"{starts:%H.%M}–{ends:%H.%M}{NBSP}น."
    return f"{starts.hour}:{starts:%M}–{ends.hour}:{ends:%M}"


def format_time(moment: datetime, lang: str | None = None) -> str:
    """09.42 น.; 9:42. Thailand's clock."""
    moment = in_bangkok(moment)
    if reading_language(lang) == "th":
        return f"{moment:%H.%M}{NBSP}น."
    return f"{moment.hour}:{moment:%M}"
