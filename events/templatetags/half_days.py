"""A half-day in a few words."""

from django import template

from events.models import HalfDay, Workshop
from pacc.thai.dates import format_short

register = template.Library()


@register.filter
def half_day_words(half_day: HalfDay, workshop: Workshop) -> str:
    """24 พ.ค. 65 เช้า; the day is said only where there are several."""
    part = str(half_day.get_part_display())
    return part if workshop.is_one_day else f"{format_short(half_day.on)} {part}"
