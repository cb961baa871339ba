"""What an officer chooses before reports leave the portal as a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pacc.forms import Form
from pacc.sealed_zip import SHORTEST_PASSWORD, new_password, opens_everywhere
from reports.rules.exports import (
    MOST_ROWS,
    USUAL,
    USUALLY_TOLD,
    CaseFormat,
    CasePart,
    Column,
    Format,
    Order,
    Purpose,
    Told,
)


class PasswordField(forms.CharField):
    """The password of a ZIP: shown, as nobody can be told it again. One is proposed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Password of the ZIP"),
            help_text=_("Write it down now: it is kept nowhere. Send it to others by another way than the file."),
            initial=new_password,
            min_length=SHORTEST_PASSWORD,
            max_length=80,
            widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        password: str = super().clean(value)
        if not opens_everywhere(password):
            raise ValidationError(_("Use Latin letters, digits and signs: programs do not agree on any other"))
        return password


class LeavingForm(Form):
    """What is asked before anything leaves."""

    password = PasswordField(required=False)
    purpose = forms.ChoiceField(
        label=pgettext_lazy("export", "What it is for"),
        choices=[("", pgettext_lazy("purpose", "Choose")), *Purpose.choices],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.optional_label = ""  # type: ignore[attr-defined]

    def clean_purpose(self) -> Purpose:
        return Purpose(self.cleaned_data["purpose"])

    def want_password(self) -> None:
        if "password" not in self.errors and not self.cleaned_data.get("password"):
            self.add_error("password", _("Choose a password of %(least)s signs or more") % {"least": SHORTEST_PASSWORD})


class ExportForm(LeavingForm):
    """`rows`: how many reports the filter finds."""

    format = forms.ChoiceField(
        label=pgettext_lazy("export", "Format"), choices=Format.choices, initial=Format.CSV, widget=forms.RadioSelect
    )
    columns = forms.MultipleChoiceField(
        label=_("What the portal and officers know"),
        choices=Column.choices,
        initial=USUAL,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    told = forms.MultipleChoiceField(
        label=_("What the reporter told"),
        help_text=_("Who told it is in no list."),
        choices=Told.choices,
        initial=USUALLY_TOLD,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ("format", "password", "purpose", "columns", "told")

    def __init__(self, *args: Any, rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.fields["format"].hints = {  # type: ignore[attr-defined]
            Format.CSV: _("Any number of reports. 7-Zip opens it; the Explorer of Windows does not."),
            **{each: _("Up to %(most)s reports") % {"most": f"{most:,}"} for each, most in MOST_ROWS.items()},
        }

    def clean_format(self) -> Format:
        chosen = Format(self.cleaned_data["format"])
        most = MOST_ROWS.get(chosen, self.rows)
        if self.rows > most:
            raise ValidationError(
                _("%(format)s holds up to %(most)s reports, and the filter finds %(rows)s. Choose CSV"),
                params={"format": chosen.label, "most": f"{most:,}", "rows": f"{self.rows:,}"},
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.rows:
            self.add_error(None, _("The filter finds no report: there is nothing to take out"))
        if told.get("format") == Format.CSV:
            self.want_password()
        if not {"columns", "told"} & self.errors.keys() and not (told.get("columns") or told.get("told")):
            self.add_error("columns", _("Tick at least one column"))
        return told

    def order(self, asked: dict[str, Any]) -> Order:
        """`asked`: the filter's values."""
        told = self.cleaned_data
        columns: list[Column | Told] = [Column(name) for name in told["columns"]]
        columns += [Told(name) for name in told["told"]]
        return Order(told["format"], told["purpose"], tuple(columns), asked)


class CaseExportForm(LeavingForm):
    format = forms.ChoiceField(
        label=pgettext_lazy("export", "Format"),
        choices=CaseFormat.choices,
        initial=CaseFormat.ZIP,
        widget=forms.RadioSelect,
    )
    parts = forms.MultipleChoiceField(
        label=pgettext_lazy("export", "What goes along besides"),
        choices=CasePart.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("format", "password", "purpose", "parts")

    def clean_format(self) -> CaseFormat:
        return CaseFormat(self.cleaned_data["format"])

    def clean_parts(self) -> list[CasePart]:
        return [CasePart(name) for name in self.cleaned_data["parts"]]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("format") == CaseFormat.ZIP:
            self.want_password()
        return told
