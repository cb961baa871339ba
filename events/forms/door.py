"""What people at the door type without the app: a walk-in, a reason, a label for a phone."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.models import Province
from pacc.forms import Form, LineField
from pacc.people_fields import NameField, PhoneField


class WalkInForm(Form):
    """Title and name in one line: somebody waits in front of the table."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    name = NameField()
    province = forms.ModelChoiceField(
        label=_("Province"),
        queryset=Province.objects.all(),
        required=False,
        empty_label=pgettext_lazy("province of a person", "Not provided"),
    )
    phone = PhoneField()


class PassForm(Form):
    label = LineField(
        label=_("Name of the phone"),
        max_length=60,
        help_text=_("Such as: door 1, or whose phone it is"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class DecisionForm(Form):
    decision = forms.ChoiceField(choices=[("accepted", ""), ("same", ""), ("dropped", "")], widget=forms.HiddenInput)
