"""Template filters for surveys."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from events.models import SurveyItem
from events.rules.evaluation import RATING_WORDS

register = template.Library()


@register.filter
def item_label(item: SurveyItem) -> str:
    """The question in the reader's language, where it has one."""
    english = (get_language() or "th").startswith("en")
    return (english and item.label_en) or item.label


@register.filter
def rating_words(level: int | None) -> str:
    """5 → มากที่สุด; nothing for None."""
    return str(RATING_WORDS[level]) if level else ""


@register.filter
def bar_width(mean: Decimal | None) -> str:
    """A mean from 1 to 5 as a share of the bar, percent."""
    return "0" if mean is None else f"{(mean - 1) * 25:.1f}"
