"""What an officer fills in for many reports at once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.forms import Form
from reports.access import colleagues_of
from reports.forms.other_report import other_report, other_report_field
from reports.models import Bulk, Report
from reports.rules.tags import joined, read_tags
from reports.rules.vocabulary import Behaviour, OfficialClass, Severity
from reports.workflow import DONE

_AS_IT_IS = ("", _("Leave as it is"))


class BulkForm(Form):
    """`told`: what was filled in, as ids and codes that JSON can hold; `in_words`: the same, to be read once more."""

    heading: str | Promise
    leaves_no_trace = True

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def told(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class BulkAssignForm(BulkForm):
    heading = _("Assign the reports")

    to = forms.ModelChoiceField(
        label=_("Officer"), queryset=User.objects.none(), empty_label=pgettext_lazy("officer", "Choose")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues_of(self.by).order_by("name", "pk")  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        return {"to": self.cleaned_data["to"].pk}


class BulkClassifyForm(BulkForm):
    heading = _("Classify the reports")

    official_class = forms.ChoiceField(
        label=_("Official class"), choices=[_AS_IT_IS, *OfficialClass.choices], required=False
    )
    behaviour = forms.ChoiceField(label=_("Behaviour"), choices=[_AS_IT_IS, *Behaviour.choices], required=False)
    severity = forms.ChoiceField(label=_("Severity"), choices=[_AS_IT_IS, *Severity.choices], required=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(told.values()):
            raise ValidationError(_("Choose what is to be changed"))
        return told


class BulkTagForm(BulkForm):
    heading = _("Give tags to the reports")

    tags = forms.CharField(
        label=_("Tags"),
        help_text=_("With a comma between. They are not sealed: no names of people"),
        max_length=200,
        error_messages={"required": _("Write at least one tag")},
    )

    def clean_tags(self) -> list[str]:
        try:
            tags = joined([], read_tags(self.cleaned_data["tags"]))
        except DomainError as refused:
            raise ValidationError(str(refused.message)) from None
        if not tags:
            raise ValidationError(self.fields["tags"].error_messages["required"])
        return tags


class BulkDuplicateForm(BulkForm):
    heading = _("Merge the reports into one")

    into = other_report_field()

    def clean_into(self) -> Report:
        into = other_report(self.cleaned_data["into"], by=self.by)
        if into.state in DONE:
            raise ValidationError(_("The other report is closed. Only one that is still open takes another in"))
        return into

    def told(self) -> dict[str, Any]:
        return {"into": str(self.cleaned_data["into"].pk)}


BULK_FORMS: dict[str, type[BulkForm]] = {
    Bulk.Deed.ASSIGN: BulkAssignForm,
    Bulk.Deed.CLASSIFY: BulkClassifyForm,
    Bulk.Deed.TAG: BulkTagForm,
    Bulk.Deed.DUPLICATE: BulkDuplicateForm,
}
