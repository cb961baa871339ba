"""What a portal admin writes about the people of the desk."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.models import Office, Posting
from pacc.forms import Form, ThaiDateField


class StaffFilterForm(Form):
    text = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=100)
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.all(), required=False, empty_label=_("All offices")
    )


class RolesForm(Form):
    is_portal_admin = forms.BooleanField(
        label=_("Portal admin"), required=False, help_text=_("Offices, province table, people of the desk")
    )
    is_workshop_admin = forms.BooleanField(
        label=_("Workshop admin"), required=False, help_text=_("Workshops of all offices, registrations, attendance")
    )


class InviteForm(RolesForm):
    email = forms.EmailField(label=_("E-mail address"), max_length=254, help_text=_("The link goes there"))
    title = forms.CharField(label=_("Title"), max_length=40, required=False, widget=forms.TextInput({"class": "w10"}))
    name = forms.CharField(label=_("Name and surname"), max_length=120)
    language = forms.ChoiceField(
        label=_("Language of mails"),
        choices=settings.LANGUAGES,
        initial="th",
        widget=forms.RadioSelect,
    )
    field_order = ["email", "title", "name", "language", "is_portal_admin", "is_workshop_admin"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class PostingForm(Form):
    role = forms.ChoiceField(label=_("Posting"), choices=Posting.Role.choices, widget=forms.RadioSelect)
    office = forms.ModelChoiceField(
        label=_("Office"),
        queryset=Office.objects.all(),
        required=False,
        empty_label=pgettext_lazy("office", "Choose"),
        help_text=_("For officers and directors; the other two serve for the whole country"),
    )
    starts = ThaiDateField(label=_("First day"), whole=True)
    ends = ThaiDateField(label=_("Last day"), whole=True, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"starts": timezone.localdate()})
        super().__init__(*args, **kwargs)


class EndPostingForm(Form):
    ends = ThaiDateField(label=_("Last day"), whole=True, help_text=_("The person still comes in on this day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"ends": timezone.localdate()})
        super().__init__(*args, **kwargs)
