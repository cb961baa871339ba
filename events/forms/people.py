"""What an admin writes about a person in a workshop."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.actions.registering import PersonFacts
from events.models import Registration
from networks.access import networks_announced
from networks.models import Network, Province
from pacc.forms import Form, LineField
from pacc.people_fields import NameField, PhoneField, TitleField, apart


class PersonForm(Form):
    title = TitleField()
    name = NameField()
    phone = PhoneField()
    organisation = LineField(label=_("Position or organisation"), max_length=160, required=False)
    province = forms.ModelChoiceField(
        label=_("Province"),
        queryset=Province.objects.all(),
        required=False,
        empty_label=pgettext_lazy("province of a person", "Not provided"),
    )
    network = forms.ModelChoiceField(
        label=_("Network"),
        queryset=Network.objects.none(),
        required=False,
        empty_label=pgettext_lazy("network of a person", "None"),
    )
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, required=False, widget=forms.EmailInput({"autocomplete": "off"})
    )
    kind = forms.ChoiceField(
        label=_("Takes part as"), choices=Registration.Kind.choices, initial=Registration.Kind.PARTICIPANT
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        networks = networks_announced().order_by("sort_key", "pk")
        self.fields["network"].queryset = networks  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        apart(cleaned)
        return cleaned

    def facts(self) -> PersonFacts:
        return PersonFacts(**self.cleaned_data)


def facts_of(registration: Registration) -> dict[str, Any]:
    """What the form shows first when a person is corrected."""
    return {name: getattr(registration, name) for name in PersonForm.base_fields}
