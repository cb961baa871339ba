"""What a portal admin writes about holidays."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacc.forms import Form, ThaiDateField
from reports.models import Holiday
from reports.rules.holidays import may_hold


class HolidayForm(Form):
    """`version`: the year as its page showed it; only where a day is changed."""

    on = ThaiDateField(label=_("Day"), whole=True)
    name_th = forms.CharField(label=_("Name in Thai"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False)

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if not may_hold(day.year, today=timezone.localdate()):
            raise ValidationError(_("The cabinet sets holidays a year or two ahead. Check the year."), code="year")
        return day

    def clean_version(self) -> int:
        return self.cleaned_data.get("version") or 0

    @classmethod
    def of(cls, holiday: Holiday, *, version: int) -> "HolidayForm":
        told: dict[str, Any] = {"on": holiday.on, "name_th": holiday.name_th, "name_en": holiday.name_en}
        return cls(initial=told | {"version": version})


class VersionForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class ConfirmYearForm(VersionForm):
    source = forms.CharField(
        label=_("Compared with"),
        max_length=200,
        help_text=_("The cabinet’s resolution or announcement, with its date"),
    )
    compared = forms.BooleanField(label=_("Every day of this year stands as the cabinet announced it"))
