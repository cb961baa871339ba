"""Before the first question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pacc.forms import Form


class StartForm(Form):
    """How long an unfinished account stays, and the ticket of the network that the reporter comes from."""

    leaves_no_trace = True

    keep = forms.BooleanField(
        label=_("Keep what I write for 24 hours, not 2, if I do not finish"),
        help_text=_("Only on this device. Leave it out on a device that others use"),
        required=False,
    )
    ticket = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
