"""What an officer writes about a network."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networks.actions.networks import NetworkFacts
from networks.forms.places import PlacesForm
from networks.models import Network, Office
from networks.rules.levels import PLACES, missing_place, places_of
from pacc.forms import LongTextField
from pacc.thai.dates import BUDDHIST_ERA_OFFSET, year_shown
from pacc.thai.fiscal_year import fiscal_year_of
from pacc.thai.typed_dates import TypedDateError, parse_year

# Civil-society networks of the PACC: its law is of B.E. 2551.
_FIRST_FISCAL_YEAR = 2551


class FiscalYearField(forms.CharField):
    """A fiscal year in either era; cleans to B.E."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs.update({"class": "w4", "inputmode": "numeric"})

    def clean(self, value: Any) -> Any:
        try:
            year = parse_year(super().clean(value)) + BUDDHIST_ERA_OFFSET
        except TypedDateError as refused:
            raise ValidationError(refused.message, code="invalid") from None
        this_year = fiscal_year_of(timezone.localdate())
        if not _FIRST_FISCAL_YEAR <= year <= this_year + 1:
            raise ValidationError(
                _("Check the year, for example %(example)s") % {"example": self.prepare_value(this_year)}
            )
        return year

    def prepare_value(self, value: Any) -> Any:
        return year_shown(value - BUDDHIST_ERA_OFFSET) if isinstance(value, int) else value


class NetworkForm(PlacesForm):
    name = forms.CharField(label=_("Name of the network"), max_length=160)
    level = forms.ChoiceField(label=_("Level"), choices=Network.Level.choices, widget=forms.RadioSelect)
    office = forms.ModelChoiceField(label=_("Looked after by"), queryset=Office.objects.none(), empty_label=None)
    founded_fiscal_year = FiscalYearField(label=_("Fiscal year of its founding"))
    about = LongTextField(label=_("About the network"), max_length=2000, required=False, rows=4)

    field_order = ("name", "level", *PLACES, "office", "founded_fiscal_year", "about")

    def __init__(self, *args: Any, offices: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].required = False  # a region's network names none
        self.fields["office"].queryset = Office.objects.filter(number__in=offices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        level = cleaned.get("level")
        if not level:
            return cleaned
        for place in PLACES:
            if place not in places_of(level):
                cleaned[place] = None  # chosen before the level was changed
        given = {place for place in PLACES if cleaned.get(place) or place in self.errors}
        if missing := missing_place(level, given):
            self.add_error(*missing)
        return cleaned

    def facts(self) -> NetworkFacts:
        return NetworkFacts(**self.cleaned_data)
