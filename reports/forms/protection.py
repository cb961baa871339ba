"""The account names the PACC: should it be kept from that part of it?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from pacc.forms import Form


class ProtectionForm(Form):
    leaves_no_trace = True

    protect = forms.ChoiceField(
        label=_("Is your report about the PACC or its staff?"),
        widget=forms.RadioSelect,
        choices=(
            ("yes", _("Yes, keep it out of sight of those it is about")),
            ("no", _("No, the PACC is only mentioned")),
        ),
        error_messages={"required": _("Choose whether your report is about the PACC or its staff")},
    )

    @property
    def wanted(self) -> bool:
        return bool(self.cleaned_data["protect"] == "yes")
