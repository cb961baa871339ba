"""What an officer fills in where two reports are the same matter."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pacc.vault import codes
from pacc.vault.errors import CannotOpen
from reports.access import others_merged_into, reports_visible_to
from reports.forms.deed import DeedForm
from reports.forms.other_report import other_report, other_report_field
from reports.models import Report
from reports.queries.merged import why_not_merged
from reports.queries.opened import desk_key, subject_of
from reports.workflow import Move, Public, followed_status


class MergeForm(DeedForm):
    deed = Move.MERGE
    heading = _("Same matter as another report")
    button = _("Merge the reports")
    says = _(
        "This report becomes a part of the other one: it leaves the queue, and its clocks stand still. Its reporter "
        "keeps reference, code and messages, sees the status of the other report, and is told so. For 30 days it can "
        "be undone."
    )
    done = _("The report was merged.")
    is_previewed = True
    taken_from_address = ("into",)

    into = other_report_field()

    def clean_into(self) -> Report:
        """One that she sees, and that takes this report in. Up to three queries."""
        other = other_report(self.cleaned_data["into"], by=self.by)
        if against := why_not_merged(self.report, other, has_parts=others_merged_into(self.report).exists()):
            raise ValidationError(against)
        return other

    def in_words(self, name: str) -> Any:
        if name != "into":
            return super().in_words(name)
        other: Report = self.cleaned_data["into"]
        try:
            subject = subject_of(other, data_key=desk_key(other))
        except CannotOpen:
            subject = ""
        return " · ".join(filter(None, [codes.show_reference(other.reference), other.get_state_display(), subject]))

    @property
    def then(self) -> Public:
        return followed_status(self.cleaned_data["into"].state)


class SeparateForm(DeedForm):
    deed = Move.SEPARATE
    heading = button = _("Undo the merge")
    says = _(
        "The report is as it was before, and its clocks go on where they stood. Its reporter is told that the office "
        "works on it by itself again."
    )
    done = _("The merge was undone.")
    ends = False


class WithParts(DeedForm):
    """What is written to the reporter can be sent to those of the reports that are merged into hers, too."""

    also_merged = forms.BooleanField(
        label=_("Send it to the reporters of the merged reports, too"),
        help_text=_("Each reads it among her own messages"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = others_merged_into(self.report)
        if not (parts.exists() and parts.filter(report__in=reports_visible_to(self.by)).exists()):
            del self.fields["also_merged"]
        else:
            self.order_fields([name for name in self.fields if name != "also_merged"])  # behind the text
