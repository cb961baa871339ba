"""Two people wrote the same thing: what the other saved stands beside what this one typed, and nothing is lost."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import localize
from django.utils.translation import gettext as _

from pacc.thai.dates import format_long


def beside(form: forms.Form, theirs: Any) -> list[tuple[str, str]]:
    """Label and text of what the other person wrote, where it differs from what was typed. [] for no other person."""
    if theirs is None:
        return []
    # What the form asks beside what is saved (whether to tell people) is nothing to compare.
    typed = ((name, value) for name, value in form.cleaned_data.items() if name != "version" and hasattr(theirs, name))
    saved = ((name, value, getattr(theirs, name)) for name, value in typed)
    return [
        (str(form.fields[name].label), _said(form.fields[name], other))
        for name, value, other in saved
        if other != value
    ]


def _said(field: forms.Field, value: Any) -> str:
    choices: Iterable[Any] = getattr(field, "choices", ()) if isinstance(value, str) else ()
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return format_long(value)
    named = {str(key): str(label) for key, label in choices}
    return "" if value is None else named.get(str(value), str(localize(value)))
