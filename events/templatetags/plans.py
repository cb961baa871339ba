"""Template filters for a group's plan."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def of_part(texts: dict[str, str], part: str) -> str:
    """The text of this part."""
    return texts.get(part, "")


@register.filter
def seen_field(form: Any, part: str) -> Any:
    """The hidden field that says which version the writer saw."""
    return form[f"{part}_seen"]
