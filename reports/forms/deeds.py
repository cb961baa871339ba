"""What an officer fills in while a report is hers: taking, screening, writing, setting aside."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.forms import LongTextField, ThaiDateField
from pacc.thai.dates import format_short
from pacc.thai.working_days import add_working_days
from reports.access import ANSWER, CLASSIFY, NOTE, TASKS, officers_to_tell
from reports.forms.answer_templates import WithTemplates
from reports.forms.deed import LETTERS, DeedForm, SentOnceForm
from reports.forms.merging import WithParts
from reports.queries.holidays import holiday_table
from reports.queries.tags import offered_tags
from reports.queries.tasks_done import TaskShown, tasks_of
from reports.rules.mentions import mentions_in
from reports.rules.tags import joined, read_tags
from reports.rules.vocabulary import Behaviour, OfficialClass, Severity
from reports.workflow import Move

DAYS_TO_ANSWER = 15  # working days, proposed with a question
MOST_NAMES = 12  # that a message lists
LONGEST_AHEAD = 366  # days; a later one is a slip of the pen


class TakeForm(DeedForm):
    deed = Move.TAKE
    heading = button = _("Take the report")
    says = _("It is yours from now on, and the reporter reads that an officer has taken it.")
    done = _("The report is yours.")
    ends = False
    asks_seen = False


class TriageForm(DeedForm):
    deed = Move.BEGIN_TRIAGE
    heading = button = _("Begin triage")
    says = _("An answer that the office waits for is no longer waited for. The reporter can still write.")
    done = _("Triage has begun.")
    ends = False


class ExamineForm(DeedForm):
    deed = Move.EXAMINE
    heading = button = _("Begin fact-finding")
    says = _("The reporter reads that the office is examining the facts.")
    done = _("Fact-finding has begun.")
    ends = False


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
        label=_("Official class"),
        choices=[("", _("Not set yet")), *OfficialClass.choices],
        required=False,
        widget=forms.Select({"aria-keyshortcuts": "l"}),
    )
    behaviour = forms.ChoiceField(
        label=_("Behaviour"), choices=[("", _("Not set yet")), *Behaviour.choices], required=False
    )
    severity = forms.ChoiceField(
        label=_("Severity"), choices=[("", _("Not set yet")), *Severity.choices], required=False
    )

    tags = forms.MultipleChoiceField(label=_("Tags"), required=False, widget=forms.CheckboxSelectMultiple)
    new_tags = forms.CharField(
        label=_("Other tags"),
        help_text=_("With a comma between. They are not sealed: no names of people"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(dict.fromkeys([*self.report.tags, *offered_tags(self.report.office_id)]))
        self.fields["tags"].choices = [(name, name) for name in offered]  # type: ignore[attr-defined]
        if not offered:
            del self.fields["tags"]

    def clean(self) -> dict[str, Any]:
        """`tags`: all that the report shall have, those typed among them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = cleaned.pop("new_tags", "")
        try:
            cleaned["tags"] = joined(cleaned.get("tags", []), read_tags(typed))
        except DomainError as refused:
            self.add_error("new_tags", str(refused.message))
        return cleaned


class TasksForm(DeedForm):
    """The checklist of the report's class. `on_page`: what stood on it, so that nothing else is taken back."""

    deed = TASKS
    heading, button = _("Tasks"), _("Save the tasks")
    done = _("The tasks were saved.")
    asks_seen = False

    done_now = forms.MultipleChoiceField(
        label=_("Done so far"),
        help_text=_("A reminder. Nothing waits for it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    on_page = forms.CharField(max_length=400, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = tasks = tasks_of(self.report)
        field: Any = self.fields["done_now"]
        field.optional_label = ""
        field.choices = [(each.task.code, each.task.label) for each in tasks]
        field.hints = {each.task.code: _by_whom(each) for each in tasks if each.done}
        self.initial["done_now"] = [each.task.code for each in tasks if each.done]
        self.initial["on_page"] = " ".join(each.task.code for each in tasks)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {"shown": cleaned.get("on_page", "").split(), "done": cleaned.get("done_now", [])}


def _by_whom(each: TaskShown) -> str:
    return f"{each.done.by} {format_short(each.done.on)}" if each.done else ""


class NoteForm(SentOnceForm):
    deed = NOTE
    heading, button = _("Add an internal note"), _("Add the note")
    done = _("The note was added.")
    ends = False
    asks_seen = False

    text = LongTextField(
        label=_("Note"),
        help_text=_("The reporter never sees it. @ and a colleague’s name tells the colleague"),
        max_length=LETTERS,
        rows=3,
        widget=forms.Textarea({"aria-keyshortcuts": "m"}),
        error_messages={"required": _("Write the note")},
    )

    def clean(self) -> dict[str, Any]:
        """`mentioned`: whom the note names, of those who see the report."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        text = cleaned.get("text", "")
        cleaned["mentioned"] = self._mentioned(text) if "@" in text else frozenset()
        return cleaned

    def _mentioned(self, text: str) -> frozenset[int]:
        """One query."""
        serving = officers_to_tell(self.report, on=timezone.localdate()).order_by("name", "pk")
        people = {person.pk: person.name for person in serving}
        named = mentions_in(text, people)
        if named.unknown:
            known = ", ".join(f"@{name}" for name in list(people.values())[:MOST_NAMES])
            told = {"name": named.unknown[0], "known": known}
            self.add_error("text", _("Nobody who sees this report is called “%(name)s”. Known are: %(known)s") % told)
        elif named.shared:
            told = {"name": named.shared[0]}
            self.add_error("text", _("Several are called “%(name)s”: write the surname, too") % told)
        return named.found


class AskForm(SentOnceForm):
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
        return _to_come(self.cleaned_data["answer_by"])


class AnswerForm(WithParts, WithTemplates, SentOnceForm):
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


class SetAsideForm(DeedForm):
    deed = Move.SET_ASIDE
    heading = button = _("Set the report aside")
    says = _(
        "Until then it is no longer among what you have to do today. Its clocks run on, and you find it in the queue."
    )
    done = _("The report is set aside.")

    until = ThaiDateField(label=_("Until"), whole=True)
    back_on_reply = forms.BooleanField(label=_("Or until the reporter writes, if that is earlier"), required=False)

    def clean_until(self) -> date:
        return _to_come(self.cleaned_data["until"])


class BringBackForm(DeedForm):
    deed = Move.BRING_BACK
    heading = button = _("Bring it back")
    done = _("The report is among yours again.")
    ends = False


def _to_come(day: date) -> date:
    """Raises ValidationError for a day that is over, or too far off to be meant."""
    today = timezone.localdate()
    if day <= today:
        raise ValidationError(_("Choose a day to come"), code="day")
    if (day - today).days > LONGEST_AHEAD:
        raise ValidationError(_("Choose a day within a year"), code="year")
    return day
