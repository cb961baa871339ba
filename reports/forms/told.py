"""What happened, what kind of thing it is, and when."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pacc.forms import LongTextField, ThaiDateField
from pacc.thai.typed_dates import TypedDate
from reports.forms.question import QuestionForm
from reports.rules.account import When
from reports.rules.draft import Question
from reports.rules.vocabulary import Kind, Ongoing


class KindForm(QuestionForm):
    question = Question.KIND

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        help_text=_("Choose the nearest. An officer can change it later"),
        choices=lambda: Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the nearest, or “Something else”")},
    )
    kind.dividers = (Kind.OTHER.value,)  # type: ignore[attr-defined]


class WhenForm(QuestionForm):
    question = Question.WHEN

    when = ThaiDateField(
        label=_("When did it happen?"),
        required=False,
        past=True,
        help_text=_("A month or a year is enough"),
    )
    when.optional_label = ""  # type: ignore[attr-defined]
    about = forms.BooleanField(label=_("About then: I am not sure of the date"), required=False)
    unknown = forms.BooleanField(label=_("I don't know when"), required=False)
    ongoing = forms.ChoiceField(
        label=_("Is it still going on?"),
        choices=lambda: Ongoing.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it is still going on, or “Don't know”")},
    )

    def clean(self) -> dict[str, object]:
        if "when" not in self.errors:
            when, unknown = self.cleaned_data.get("when"), self.cleaned_data.get("unknown")
            if when is None and not unknown:
                message = _("Write the year, or tick “I don't know when”")
                self.add_error("when", ValidationError(message, code="year"))
            elif when is not None and unknown:
                message = _("Leave the date blank, or remove the tick at “I don't know when”")
                self.add_error("when", ValidationError(message, code="both"))
        return self.cleaned_data

    @property
    def told(self) -> When:
        day: TypedDate | None = self.cleaned_data["when"]
        if day is None:
            return When()
        return When(year=day.year, month=day.month, day=day.day, about=self.cleaned_data["about"])


class WhatForm(QuestionForm):
    question = Question.WHAT
    MORE = ("subject", "people", "damage", "wishes", "how_known", "told_elsewhere")

    narrative = LongTextField(
        label=_("What happened?"),
        max_length=20_000,
        rows=8,
        help_text=_("Tell it in order: who did what and where, and how you know. Everyday words will do"),
        error_messages={"required": _("Say what happened, even briefly")},
    )
    people = LongTextField(
        label=_("Who is involved"),
        max_length=2000,
        rows=2,
        required=False,
        help_text=_("Name or position, as far as you know"),
    )
    damage = LongTextField(
        label=_("What damage it did"),
        max_length=1000,
        rows=2,
        required=False,
        help_text=_("For example: money lost, a road that breaks up"),
    )
    how_known = LongTextField(label=_("How you know of it"), max_length=1000, rows=2, required=False)
    wishes = LongTextField(label=_("What you would like to happen"), max_length=1000, rows=2, required=False)
    told_elsewhere = LongTextField(
        label=_("Whom you told before"),
        max_length=1000,
        rows=2,
        required=False,
        help_text=_("For example: the Damrongdhama Centre, and what they answered"),
    )
    subject = forms.CharField(label=_("A short name for your report"), max_length=150, required=False)

    @property
    def more_is_open(self) -> bool:
        """Whether any of the further boxes was used, or has something to correct."""
        return any(self.data.get(name) or name in self.errors for name in self.MORE)
