"""Province, then district, then subdistrict: each list follows the choice before it, without JavaScript too.

A button "Show the districts" (name="places") sends the form without saving it; htmx presses it after a change.
"""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from networks.models import District, Province, Subdistrict
from pacc.forms import Form

# htmx sends the form as the button would, and takes the lists of places out of the answer.
_FOLLOW = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-vals": '{"places": "1"}',
    "hx-select": "#places",
    "hx-target": "#places",
    "hx-swap": "outerHTML",
}


class PlacesForm(Form):
    """Base of forms that ask for a place; a form without `subdistrict` drops that field."""

    province = forms.ModelChoiceField(
        label=_("Province"), queryset=Province.objects.all(), empty_label=_("Choose"), widget=forms.Select(_FOLLOW)
    )
    district = forms.ModelChoiceField(
        label=_("District"),
        queryset=District.objects.none(),
        required=False,
        empty_label=_("Choose"),
        widget=forms.Select(_FOLLOW),
    )
    subdistrict = forms.ModelChoiceField(
        label=_("Subdistrict"), queryset=Subdistrict.objects.none(), required=False, empty_label=_("Choose")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("district", District.objects.filter(province=self._chosen("province")))
        if "subdistrict" in self.fields:
            self._offer("subdistrict", Subdistrict.objects.filter(district=self._chosen("district")))

    def _offer(self, name: str, places: Any) -> None:
        self.fields[name].queryset = places  # type: ignore[attr-defined]

    def _chosen(self, name: str) -> str:
        """The code typed or given; "" for what is no code, which no place has."""
        value = self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)
        code = str(getattr(value, "pk", value) or "")
        return code if code.isascii() and code.isdigit() and len(code) <= 6 else ""

    def ask_again(self) -> None:
        """Show what was typed, with lists that fit it, and no errors yet."""
        self._errors = ErrorDict()
        self.cleaned_data = {}


def asks_for_places(request: HttpRequest) -> bool:
    """The reader pressed "Show the districts", or changed a place."""
    return "places" in request.POST
