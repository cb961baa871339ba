"""What is typed about answer templates, and how one is put into an answer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.models import Office
from pacc.accounts.models import User
from pacc.forms import Form, LongTextField
from reports.access import templates_open_to
from reports.models import Report
from reports.queries.answer_templates import filled_for, fitting
from reports.rules.variables import unknown_in
from reports.rules.vocabulary import OfficialClass
from reports.workflow import Public

LETTERS = 4_000
INSERT, FIND = "insert", "find"  # the buttons beside an answer; neither sends anything


class VersionForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class TemplateForm(Form):
    """`office`: whose it is; only while it is new."""

    office = forms.ModelChoiceField(
        label=pgettext_lazy("template", "For whom"),
        queryset=Office.objects.none(),
        required=False,
        empty_label=_("Only for me"),
    )
    name = forms.CharField(label=_("Name of the template"), max_length=100)
    status = forms.ChoiceField(
        label=_("For reports with the status"),
        choices=[("", pgettext_lazy("template", "Any status")), *Public.choices],
        required=False,
    )
    official_class = forms.ChoiceField(
        label=_("For reports of the class"),
        choices=[("", pgettext_lazy("template", "Any class")), *OfficialClass.choices],
        required=False,
    )
    text_th = LongTextField(label=_("Text in Thai"), max_length=LETTERS, rows=6)
    text_en = LongTextField(
        label=_("Text in English"),
        help_text=_("For reporters who told it in English; without it they read the Thai text"),
        max_length=LETTERS,
        rows=6,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False)

    def __init__(self, *args: Any, offices: frozenset[int] | None, **kwargs: Any) -> None:
        """`offices`: among which she chooses; None where the template has its place already."""
        super().__init__(*args, **kwargs)
        if offices is None:
            del self.fields["office"]
        else:
            self.fields["office"].queryset = Office.objects.filter(number__in=offices)  # type: ignore[attr-defined]

    def clean_text_th(self) -> str:
        return self._checked("text_th")

    def clean_text_en(self) -> str:
        return self._checked("text_en")

    def clean_version(self) -> int:
        return self.cleaned_data.get("version") or 0

    def _checked(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        unknown = unknown_in(text)
        if unknown:
            raise ValidationError(
                _("%(unknown)s is no variable. Choose from the list beside the form, or leave out the braces.")
                % {"unknown": ", ".join(unknown[:3])}
            )
        return text


class WithTemplates(Form):
    """For a form with `text`, `report` and `by`: choose a template, and it is put behind what was typed."""

    template = forms.CharField(label=_("Template"), required=False, max_length=20, widget=forms.Select)
    find = forms.CharField(label=_("Words in a template"), required=False, max_length=100)

    report: Report
    by: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offers those that fit the report, and the words that were searched for. Two queries."""
        super().__init__(*args, **kwargs)
        words = str(self.data.get("find", "") or self.initial.get("find", ""))[:100].replace("\x00", "")
        offered = fitting(templates_open_to(self.by), self.report, text=words).select_related("office")
        self.offered = list(offered)
        widget = self.fields["template"].widget
        choices = [(str(each.pk), f"{each.name} ({each.whose})") for each in self.offered]
        widget.choices = [("", pgettext_lazy("template", "Choose")), *choices]

    def with_template(self) -> dict[str, Any]:
        """What the form begins with when it is shown again: all that was typed, and the chosen template behind it."""
        typed = {name: value for name, value in self.data.items() if name in self.fields}
        chosen = next((each for each in self.offered if str(each.pk) == typed.get("template")), None)
        if chosen:
            words = filled_for(chosen, self.report, today=timezone.localdate())
            before = str(typed.get("text", "")).rstrip()
            typed |= {"text": f"{before}\n\n{words}" if before else words, "template": ""}
        return typed

    def clean(self) -> dict[str, Any]:
        """The choice is no part of what is sent."""
        told = super().clean() or self.cleaned_data
        return {name: value for name, value in told.items() if name not in ("template", "find")}
