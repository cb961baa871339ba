"""Template filters for what is known of a person."""

from django import template

from pacc.thai import phone_numbers

register = template.Library()


@register.filter
def phone(stored: str) -> str:
    """081 234 5678, unbroken."""
    return phone_numbers.show_phone(stored)
