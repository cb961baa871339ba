"""What an officer fills in about a report that left the portal: which file she takes, and what came back."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pacc.forms import Form, LineField, ThaiDateField
from pacc.thai.dates import format_long
from reports.models import Dispatch
from reports.queries.dispatches import Receipt
from reports.rules.vocabulary import Identity


class CaseFile(TextChoices):
    """In which shape the case system gets a report."""

    JSON = "json", pgettext_lazy("file", "Data (JSON)")
    PDF = "pdf", pgettext_lazy("file", "Letter of complaint (PDF)")


class CaseFileForm(Form):
    """Which file, and whether it names the reporter: asked only where the office knows who it is."""

    leaves_no_trace = True

    file = forms.ChoiceField(
        label=_("Which file"),
        choices=CaseFile.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a file")},
    )
    with_identity = forms.BooleanField(
        label=_("With the reporter’s name, telephone and e-mail"),
        help_text=_("Only where the inquiry needs them. The ledger keeps that you included them"),
        required=False,
    )

    def __init__(self, *args: Any, dispatch: Dispatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if dispatch.report.identity != Identity.NAMED:
            del self.fields["with_identity"]

    @property
    def is_named(self) -> bool:
        return bool(self.cleaned_data.get("with_identity"))


class ReceiptForm(Form):
    """What the receiver gave back; not before the report left, nor in time to come."""

    leaves_no_trace = True

    on = ThaiDateField(label=_("Received on"), whole=True, past=True)
    number = LineField(
        label=_("Case number in the case system"),
        max_length=60,
        error_messages={"required": _("Write the case number")},
    )

    def __init__(self, *args: Any, dispatch: Dispatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dispatch = dispatch

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < self.dispatch.on:
            left = format_long(self.dispatch.on)
            raise ValidationError(_("The report left the portal on %(day)s: not before") % {"day": left}, code="day")
        return day

    @property
    def receipt(self) -> Receipt:
        return Receipt(**self.cleaned_data)


class AgencyReceiptForm(ReceiptForm):
    """Who received the package there; a number of theirs may come later."""

    field_order = ("on", "name", "position", "agency", "number")

    name = LineField(label=_("Received by"), max_length=200, error_messages={"required": _("Write who received it")})
    position = LineField(label=_("Position"), max_length=200, required=False)
    agency = LineField(label=_("Agency"), max_length=200, error_messages={"required": _("Write the agency’s name")})
    number = LineField(label=_("Their number"), max_length=60, required=False)


RECEIPT_FORMS: dict[str, type[ReceiptForm]] = {
    Dispatch.Kind.CASE_SYSTEM: ReceiptForm,
    Dispatch.Kind.AGENCY: AgencyReceiptForm,
}
