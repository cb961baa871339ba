"""What is typed about a saved filter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.models import Office
from pacc.forms import Form, LineField


class NameForm(Form):
    name = LineField(
        label=_("Name of the filter"), max_length=60, error_messages={"required": _("Write a name for the filter")}
    )


class KeepForm(NameForm):
    """`office`: whose it is."""

    office = forms.ModelChoiceField(
        label=pgettext_lazy("saved filter", "For whom"),
        queryset=Office.objects.none(),
        required=False,
        empty_label=_("Only for me"),
    )

    def __init__(self, *args: Any, offices: frozenset[int], **kwargs: Any) -> None:
        """`offices`: among which she chooses."""
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.filter(number__in=offices)  # type: ignore[attr-defined]
