"""What an admin decides about registering for a workshop: rules, quotas, questions; and a copy of an earlier one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.actions.questions import QuestionFacts
from events.actions.quotas import QuotaFacts
from events.actions.workshops import RegistrationRules
from events.forms.workshop import CountField
from events.models import Question, Registration, Workshop
from events.models.workshop import MAX_CAPACITY
from networks.models import Network, Province
from pacc.forms import Form, LineField, LongTextField, ThaiDateField

MAX_CHOICES, MAX_CHOICE = 30, 200
USUAL_CHOICES = {
    Question.Kind.FOOD: ("ทั่วไป", "มังสวิรัติ", "เจ", "ฮาลาล"),
    Question.Kind.ACCESS: ("ใช้รถเข็น", "ล่ามภาษามือ", "ที่นั่งใกล้ผู้บรรยาย", "เอกสารตัวอักษรใหญ่"),
}


class RegistrationRulesForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    audience = forms.ChoiceField(
        label=_("Who may register"), choices=Workshop.Audience.choices, widget=forms.RadioSelect
    )
    registers_from = ThaiDateField(label=_("Registration begins on"), whole=True, required=False)
    registers_until = ThaiDateField(
        label=_("Registration ends on"), whole=True, required=False,
        help_text=_("The whole day included. Blank: until the last day of the workshop"),
    )  # fmt: skip
    admission = forms.ChoiceField(label=_("Admission"), choices=Workshop.Admission.choices, widget=forms.RadioSelect)
    answer_hours = CountField(
        label=_("Hours to accept a place from the waiting list"),
        most=720,
        help_text=_("Then the place goes to the next"),
    )
    asks_photo_consent = forms.BooleanField(
        label=_("Ask whether photographs of the person may be shown"), required=False
    )
    asks_citizen_id = forms.BooleanField(
        label=_("Ask for the citizen id"), required=False,
        help_text=_("Only where the accountant needs it. It is sealed, and each opening is recorded."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("registers_from"), cleaned.get("registers_until")
        if first and last and last < first:
            self.add_error("registers_until", _("The last day is before the first day"))
        return cleaned

    def rules(self) -> RegistrationRules:
        return RegistrationRules(**{name: value for name, value in self.cleaned_data.items() if name != "version"})

    def answer_to(self, version: int) -> None:
        """The next press answers to what somebody else saved meanwhile."""
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]


def rules_of(workshop: Workshop) -> dict[str, Any]:
    """What the form shows first."""
    return {name: getattr(workshop, name) for name in RegistrationRulesForm.base_fields}


class QuotaForm(Form):
    """One of the three, and how many places."""

    network = forms.ModelChoiceField(label=_("Network"), queryset=Network.objects.none(), required=False)
    province = forms.ModelChoiceField(label=_("Province"), queryset=Province.objects.all(), required=False)
    kind = forms.ChoiceField(label=_("Takes part as"), required=False)
    seats = CountField(label=_("Number of places"), most=MAX_CAPACITY)

    def __init__(self, *args: Any, networks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"].queryset = networks  # type: ignore[attr-defined]
        self.fields["network"].empty_label = pgettext_lazy("quota", "Any")  # type: ignore[attr-defined]
        self.fields["province"].empty_label = pgettext_lazy("quota", "Any")  # type: ignore[attr-defined]
        choices = [("", pgettext_lazy("quota", "Any")), *Registration.Kind.choices]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        for name in ("network", "province", "kind"):
            self.fields[name].optional_label = ""  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = [name for name in ("network", "province", "kind") if cleaned.get(name)]
        if not {"network", "province", "kind"} & set(self.errors) and len(named) != 1:
            self.add_error(
                named[1] if named else "network",
                _("Choose one of the three: a network, a province or a kind of participant"),
            )
        return cleaned

    def facts(self) -> QuotaFacts:
        return QuotaFacts(**self.cleaned_data)


class QuestionForm(Form):
    label = LineField(label=pgettext_lazy("question", "Question"), max_length=200)
    label_en = LineField(label=_("The question in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Answer"), choices=Question.Kind.choices)
    choices = LongTextField(
        label=_("Choices"), max_length=4000, rows=5, required=False,
        help_text=_("One a line. Blank for food and what somebody needs: the usual ones"),
    )  # fmt: skip
    is_required = forms.BooleanField(label=_("Everybody has to answer"), required=False)
    condition = forms.ChoiceField(label=_("Asked of"), required=False)

    def __init__(self, *args: Any, before: list[Question], **kwargs: Any) -> None:
        """`before`: the questions that this one may depend on."""
        super().__init__(*args, **kwargs)
        self.conditions = {
            f"{question.pk}:{number}": (question, choice)
            for question in before
            for number, choice in enumerate(question.choices)
        }
        named = [
            (key, _("“%(choice)s” in “%(question)s”") % {"choice": choice, "question": question.label})
            for key, (question, choice) in self.conditions.items()
        ]
        everybody = ("", pgettext_lazy("question", "Everybody"))
        self.fields["condition"].choices = [everybody, *named]  # type: ignore[attr-defined]
        self.fields["condition"].optional_label = ""  # type: ignore[attr-defined]

    def clean_choices(self) -> list[str]:
        choices = [" ".join(line.split()) for line in self.cleaned_data["choices"].splitlines() if line.strip()]
        if len(choices) > MAX_CHOICES:
            raise ValidationError(_("At most %(most)s choices"), params={"most": MAX_CHOICES})
        if any(len(choice) > MAX_CHOICE for choice in choices):
            raise ValidationError(_("Shorten each choice to %(most)s characters"), params={"most": MAX_CHOICE})
        return choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, choices = cleaned.get("kind"), cleaned.get("choices")
        if kind in {Question.Kind.CHOICE, Question.Kind.SEVERAL} and choices is not None and len(choices) < 2:
            self.add_error("choices", _("Write at least two choices, one a line"))
        elif choices and len(set(choices)) < len(choices):
            self.add_error("choices", _("A choice stands there twice"))
        return cleaned

    def facts(self) -> QuestionFacts:
        typed = self.cleaned_data
        only_if, only_if_choice = self.conditions.get(typed["condition"], (None, ""))
        return QuestionFacts(
            kind=typed["kind"],
            label=typed["label"],
            label_en=typed["label_en"],
            choices=typed["choices"] or USUAL_CHOICES.get(typed["kind"], ()),
            is_required=typed["is_required"],
            only_if=only_if,
            only_if_choice=only_if_choice,
        )


def question_shown(question: Question) -> dict[str, Any]:
    """What the form shows first when a question is changed."""
    condition = ""
    if question.only_if is not None and question.only_if_choice in question.only_if.choices:
        condition = f"{question.only_if.pk}:{question.only_if.choices.index(question.only_if_choice)}"
    return {
        "label": question.label, "label_en": question.label_en, "kind": question.kind,
        "choices": "\n".join(question.choices), "is_required": question.is_required, "condition": condition,
    }  # fmt: skip


class CopyForm(Form):
    title = LineField(label=_("Name of the workshop"), max_length=200)
    starts_on = ThaiDateField(label=_("First day"), whole=True)
