"""What an officer fills in for each thing she does with a report. Each form is a page of its own."""

from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.models import Office
from pacc.accounts.models import User
from pacc.forms import Form, LongTextField, ThaiDateField
from pacc.thai.dates import format_long
from pacc.thai.working_days import add_working_days
from reports.access import ANSWER, CLASSIFY, NOTE, may_close_without_ground, officers_to_tell
from reports.forms.answer_templates import WithTemplates
from reports.models import Report
from reports.queries.holidays import holiday_table
from reports.rules.seen import Seen, read_seen
from reports.rules.transfer import may_lie_at
from reports.rules.vocabulary import Behaviour, OfficialClass
from reports.workflow import NEEDS_DIRECTOR, PUBLIC_OF, RULES, CloseReason, Move, Public

LETTERS = 5_000
DAYS_TO_ANSWER = 15  # working days, proposed with a question
LONGEST_TO_ANSWER = 366  # days; a later one is a slip of the pen


class DeedForm(Form):
    """`deed`: a move of the workflow, or one of `access`' own. `button` names what is done, `done` that it was.

    `is_previewed`: it cannot be taken back, so it is read once more before it is done. `leaves`: the report is then
    out of the officer's sight. `asks_seen`: it is not done where somebody else was quicker.
    """

    deed: ClassVar[str]
    heading: ClassVar[str | Promise]
    button: ClassVar[str | Promise]
    done: ClassVar[str | Promise]
    says: ClassVar[str | Promise] = ""
    is_previewed: ClassVar[bool] = False
    is_final: ClassVar[bool] = False
    leaves: ClassVar[bool] = False
    asks_seen: ClassVar[bool] = True
    leaves_no_trace = True  # a shared browser at an office remembers nothing of a case either

    seen = forms.CharField(
        widget=forms.HiddenInput,
        max_length=60,
        error_messages={"required": _("The page was not complete. Read the report again, then decide.")},
    )

    def __init__(self, *args: Any, report: Report, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report, self.by = report, by
        if not self.asks_seen:
            del self.fields["seen"]

    def clean_seen(self) -> Seen:
        seen = read_seen(self.cleaned_data["seen"])
        if seen is None:
            raise ValidationError(self.fields["seen"].error_messages["required"])
        return seen

    def show(self, seen: Seen) -> None:
        """The page is shown again, with the report as it is now: from here on that is what the officer saw."""
        if self.asks_seen:
            self.data = {**dict(self.data.items()), "seen": str(seen)}

    def typed(self) -> list[tuple[str, str]]:
        """All that was typed, for the page that shows it before it is done."""
        own = tuple(f"{name}_" for name in self.fields)
        return [(name, value) for name, value in self.data.items() if f"{name}_".startswith(own)]

    def shown(self) -> list[tuple[Any, Any]]:
        """What was typed in words, for reading it once more: label and text."""
        return [
            (field.label, self.in_words(field.name))
            for field in self.visible_fields()
            if field.name in self.cleaned_data and self.in_words(field.name)
        ]

    def in_words(self, name: str) -> Any:
        field, value = self.fields[name], self.cleaned_data[name]
        if isinstance(field, forms.BooleanField):
            return _("Yes") if value else _("No")
        if isinstance(field, ThaiDateField):
            return format_long(value)
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            return dict(field.choices).get(value, "")  # type: ignore[arg-type]
        return value

    @property
    def then(self) -> Public | None:
        """What the reporter sees as the status afterwards; None where it stays."""
        return PUBLIC_OF[RULES[Move(self.deed)].target] if self.deed in Move else None


class TakeForm(DeedForm):
    deed = Move.TAKE
    heading = button = _("Take the report")
    says = _("It is yours from now on, and the reporter reads that an officer has taken it.")
    done = _("The report is yours.")
    asks_seen = False


class TriageForm(DeedForm):
    deed = Move.BEGIN_TRIAGE
    heading = button = _("Begin triage")
    says = _("An answer that the office waits for is no longer waited for. The reporter can still write.")
    done = _("Triage has begun.")


class ExamineForm(DeedForm):
    deed = Move.EXAMINE
    heading = button = _("Begin fact-finding")
    says = _("The reporter reads that the office is examining the facts.")
    done = _("Fact-finding has begun.")


class AssignForm(DeedForm):
    deed = Move.ASSIGN
    heading = button = _("Assign the report")
    done = _("The report was assigned.")

    to = forms.ModelChoiceField(
        label=_("Officer"), queryset=User.objects.none(), empty_label=pgettext_lazy("officer", "Choose")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serving = officers_to_tell(self.report, on=timezone.localdate())
        self.fields["to"].queryset = serving.order_by("name", "pk")  # type: ignore[attr-defined]


class ClassifyForm(DeedForm):
    deed = CLASSIFY
    heading, button = _("Classify the report"), _("Save the class")
    done = _("The class was saved.")
    asks_seen = False

    official_class = forms.ChoiceField(
        label=_("Official class"), choices=[("", _("Not set yet")), *OfficialClass.choices], required=False
    )
    behaviour = forms.ChoiceField(
        label=_("Behaviour"), choices=[("", _("Not set yet")), *Behaviour.choices], required=False
    )


class _SentOnce(DeedForm):
    """With a name of its own, so that a repeated send is done once."""

    send_key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid4,
        error_messages={"required": _("The page was not complete. Read the report again, then decide.")},
    )


class NoteForm(_SentOnce):
    deed = NOTE
    heading, button = _("Add an internal note"), _("Add the note")
    done = _("The note was added.")
    asks_seen = False

    text = LongTextField(
        label=_("Note"),
        help_text=_("The reporter never sees it"),
        max_length=LETTERS,
        rows=3,
        error_messages={"required": _("Write the note")},
    )


class AskForm(_SentOnce):
    deed = Move.ASK
    heading, button = _("Ask the reporter"), _("Send the question")
    says = _("The office then waits, and the clock of the first answer stands still until the reporter answers.")
    done = _("The question was sent.")
    is_previewed = True

    text = LongTextField(
        label=_("Question"), max_length=LETTERS, rows=6, error_messages={"required": _("Write the question")}
    )
    answer_by = ThaiDateField(label=_("Answer by"), whole=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer_by"].initial = add_working_days(timezone.localdate(), DAYS_TO_ANSWER, holiday_table())

    def clean_answer_by(self) -> date:
        day: date = self.cleaned_data["answer_by"]
        today = timezone.localdate()
        if day <= today:
            raise ValidationError(_("Choose a day to come"), code="day")
        if (day - today).days > LONGEST_TO_ANSWER:
            raise ValidationError(_("Choose a day within a year"), code="year")
        return day


class AnswerForm(WithTemplates, _SentOnce):
    deed = ANSWER
    heading, button = _("Answer the reporter"), _("Send the answer")
    done = _("The answer was sent.")
    is_previewed = True

    text = LongTextField(
        label=_("Answer to the reporter"),
        max_length=LETTERS,
        rows=4,
        error_messages={"required": _("Write the answer")},
    )


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


class ReferForm(WithTemplates, _SentOnce):
    deed = Move.REFER
    heading, button = _("Refer to another agency"), _("Refer the report")
    says = _("The portal passes nothing on: send the file yourself. Here it is written down, and the reporter is told.")
    done = _("The report was referred.")
    is_previewed = True
    is_final = True

    agency = forms.CharField(
        label=_("Agency"), max_length=200, error_messages={"required": _("Write the agency’s name")}
    )
    show_agency = forms.BooleanField(label=_("The reporter may read which agency it is"), required=False)
    text = LongTextField(
        label=_("What the reporter reads"),
        max_length=LETTERS,
        rows=6,
        error_messages={"required": _("Write what the reporter reads")},
    )


class HandOverForm(_SentOnce):
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


class CloseForm(WithTemplates, _SentOnce):
    deed = Move.CLOSE
    heading = button = _("Close the report")
    says = _("You cannot open it again. The reporter can say once that it is not resolved.")
    done = _("The report is closed.")
    is_previewed = True
    is_final = True

    reason = forms.ChoiceField(
        label=_("Why it is closed"),
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
        if may_close_without_ground(self.by, self.report):
            return
        reason = self.fields["reason"]
        reason.choices = [choice for choice in CloseReason.choices if choice[0] not in NEEDS_DIRECTOR]  # type: ignore[attr-defined]
        reason.help_text = _("“No ground” is for the office director to decide. Leave your proposal as a note.")
