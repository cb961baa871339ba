"""Template filters: dates in the reader's language, words and numbers that stay whole."""

from datetime import date, datetime, time

from django import template
from django.template.defaultfilters import stringfilter

from pacc.thai import dates
from pacc.thai.words import keep_whole, keep_with_unit

register = template.Library()


@register.filter
def thai_date(day: date | None) -> str:
    """24 พฤศจิกายน 2569; 24 November 2026."""
    return dates.format_long(day) if day else ""


@register.filter
def thai_date_short(day: date | None) -> str:
    """24 พ.ย. 69; 24 Nov 2026."""
    return dates.format_short(day) if day else ""


@register.filter
def thai_month(day: date | None) -> str:
    """ตุลาคม 2569; October 2026."""
    return dates.format_month(day) if day else ""


@register.filter
def thai_span(first: date, last: date) -> str:
    """24–25 พฤษภาคม 2565; 24–25 May 2022."""
    return dates.format_span(first, last)


@register.filter
def thai_hours(starts: time, ends: time) -> str:
    """09.00–10.30 น.; 9:00–10:30."""
    return dates.format_hours(starts, ends)


@register.filter
def fiscal_year(buddhist_year: int) -> int:
    """A fiscal year (kept as B.E.) as the reader counts: 2565; 2022."""
    return dates.year_shown(buddhist_year - dates.BUDDHIST_ERA_OFFSET)


@register.filter
def grouped(number: int) -> str:
    """1,284."""
    return f"{number:,}"


@register.filter
def thai_time(moment: datetime | None) -> str:
    """09.42 น.; 9:42."""
    return dates.format_time(moment) if moment else ""


@register.filter(is_safe=True)
@stringfilter
def nb(text: str) -> str:
    """Ties each number to its unit."""
    return keep_with_unit(text)


@register.filter(is_safe=True)
@stringfilter
def words(text: str) -> str:
    """Keeps the portal's own words whole at a line's end."""
    return keep_whole(text)
