"""What an officer fills in when a report leaves her hands: to another office or agency, to the case system, closed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.models import Office
from pacc.forms import LineField, LongTextField
from reports.access import APPROVE
from reports.forms.answer_templates import WithTemplates
from reports.forms.deed import LETTERS, DeedForm, SentOnceForm
from reports.forms.merging import WithParts
from reports.rules.transfer import may_lie_at
from reports.rules.vocabulary import RECEIVING_AGENCIES
from reports.workflow import NEEDS_APPROVAL, CloseReason, Move, Public


class TransferForm(DeedForm):
    deed = Move.TRANSFER
    heading, button = _("Transfer to another office"), _("Transfer the report")
    says = _(
        "The other office’s officers then see the report, and you no longer do. Its clocks run on. The reporter reads "
        "that it was sent on."
    )
    done = _("The report was transferred.")
    is_previewed = True
    leaves = True

    to = forms.ModelChoiceField(
        label=pgettext_lazy("office", "To"),
        queryset=Office.objects.none(),
        empty_label=pgettext_lazy("office", "Choose"),
        error_messages={"required": _("Choose the office")},
    )
    reason = LongTextField(
        label=_("Reason"),
        help_text=_("The other office’s officers read it; the reporter does not"),
        max_length=2_000,
        rows=4,
        error_messages={"required": _("Write why it belongs there")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        report = self.report
        numbers = [
            number
            for number in Office.objects.values_list("number", flat=True)
            if number != report.office_id
            and may_lie_at(
                number,
                about_pacc=report.about_pacc,
                about_office=report.about_office_id,
                agency_kind=report.agency_kind,
            )
        ]
        self.fields["to"].queryset = Office.objects.filter(number__in=numbers)  # type: ignore[attr-defined]


class DeclineForm(DeedForm):
    deed = Move.DECLINE
    heading, button = _("Decline the transfer"), _("Send the report back")
    says = _(
        "It goes back to the office that it came from, or to the central intake when it was sent back too often. You "
        "no longer see it. Its clocks run on."
    )
    done = _("The report was sent back.")
    is_previewed = True
    leaves = True

    reason = LongTextField(
        label=_("Reason"),
        help_text=_("The other office’s officers read it; the reporter does not"),
        max_length=2_000,
        rows=4,
        error_messages={"required": _("Write why it does not belong here")},
    )


class ReferForm(WithTemplates, SentOnceForm):
    deed = Move.REFER
    agencies = RECEIVING_AGENCIES
    heading, button = _("Refer to another agency"), _("Refer the report")
    says = _(
        "Here it is written down, and the reporter is told. Then you prepare the package on the page of the case and "
        "hand it over yourself: the portal sends nothing."
    )
    done = _("The report was referred.")
    is_previewed = True
    is_final = True

    agency = LineField(
        label=_("Agency"),
        max_length=200,
        widget=forms.TextInput({"list": "agencies"}),
        error_messages={"required": _("Write the agency’s name")},
    )
    ground = LongTextField(
        label=_("Legal ground"),
        help_text=_("As it stands in the letter to the agency. The agency reads it; the reporter does not"),
        max_length=1_000,
        rows=2,
        error_messages={"required": _("Write on which ground it is referred")},
    )
    show_agency = forms.BooleanField(label=_("The reporter may read which agency it is"), required=False)
    text = LongTextField(
        label=_("What the reporter reads"),
        max_length=LETTERS,
        rows=6,
        error_messages={"required": _("Write what the reporter reads")},
    )


class HandOverForm(SentOnceForm):
    deed = Move.HAND_OVER
    heading, button = _("Hand over to the case system"), _("Hand the report over")
    says = _("The formal inquiry goes on in the PACC’s case system. The portal tells the reporter so.")
    done = _("The report was handed over.")
    is_previewed = True
    is_final = True

    text = LongTextField(
        label=_("What the reporter reads"),
        max_length=LETTERS,
        rows=6,
        error_messages={"required": _("Write what the reporter reads")},
    )


class CloseForm(WithParts, WithTemplates, SentOnceForm):
    deed = Move.CLOSE
    heading = button = _("Close the report")
    says = _("You cannot open it again. The reporter can say once that it is not resolved.")
    done = _("The report is closed.")
    is_previewed = True
    is_final = True

    reason = forms.ChoiceField(
        label=_("Why it is closed"),
        help_text=_("“No ground” is closed only when a second person has approved it, as a rule the office director"),
        choices=CloseReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it is closed")},
    )
    text = LongTextField(
        label=_("What the reporter reads"),
        help_text=_("Say what was looked into, what came of it, and why it ends here"),
        max_length=LETTERS,
        rows=6,
        error_messages={"required": _("Write what the reporter reads")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("reason") in NEEDS_APPROVAL:
            self.deed, self.button = Move.PROPOSE_CLOSING, _("Propose closing")
            self.says = _(
                "A second person reads it and approves it or returns it. Until then nothing changes for the reporter."
            )
            self.done = _("The proposal waits for a second person.")


class ApproveForm(SentOnceForm):
    deed = APPROVE
    heading = _("Approve closing")
    button = _("Close the report")
    says = _(
        "The report is closed as proposed, and the reporter reads the text below. She can say once that it is not "
        "resolved."
    )
    done = _("The report is closed.")
    is_final = True
    shows_proposal = True

    @property
    def then(self) -> Public:
        return Public.CLOSED


class ReturnForm(SentOnceForm):
    deed = Move.RETURN_CLOSING
    heading, button = _("Return the proposal"), _("Return it")
    says = _("The report stays open. What you write is an internal note; the reporter never sees it.")
    done = _("The proposal was returned.")
    shows_proposal = True

    text = LongTextField(
        label=_("What is still to be done"),
        max_length=LETTERS,
        rows=4,
        error_messages={"required": _("Write what is still to be done")},
    )
