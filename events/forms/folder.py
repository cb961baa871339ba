"""What people write for the result report: its words and budget, indicators, photographs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.actions.folder import IndicatorFacts, ReportWords
from events.models import Indicator, Photograph, Registration, ResultReport
from events.models.folder import MAX_WORDS
from pacc.forms import Form, LineField, LongTextField
from pacc.number_fields import AmountField
from pacc.picture_field import PictureField


def _words(label: Any, hint: Any = "") -> LongTextField:
    return LongTextField(label=label, max_length=MAX_WORDS, required=False, rows=4, help_text=hint)


class ReportForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    background = _words(_("Background"), _("Why the workshop was held"))
    aims = _words(_("Aims"), _("One a line"))
    target_group = _words(_("Target group"))
    method = _words(_("Method"))
    budget_planned = AmountField(label=_("Planned budget (baht)"), required=False)
    budget_spent = AmountField(label=_("Spent budget (baht)"), required=False)
    results = _words(_("Results in words"))
    problems = _words(_("Problems"))
    suggestions = _words(_("Suggestions"))

    def ask_again(self, version: int) -> None:
        """The next press answers to what somebody else saved meanwhile."""
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]

    def words(self) -> ReportWords:
        return ReportWords(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


def written_in(report: ResultReport) -> dict[str, Any]:
    """What the form shows first."""
    return {name: getattr(report, name) for name in ReportForm.base_fields}


class IndicatorForm(Form):
    name = LineField(label=_("Indicator"), max_length=200, help_text=_("Such as: people who took part"))
    target = AmountField(label=pgettext_lazy("indicator", "Target"))
    unit = LineField(label=_("Unit"), max_length=40, help_text=_("Such as: people, percent, plans"))
    reached = AmountField(label=pgettext_lazy("indicator", "Result"), required=False)
    words = LongTextField(label=_("In words"), max_length=1000, required=False, rows=3)

    def facts(self) -> IndicatorFacts:
        return IndicatorFacts(**self.cleaned_data)


def facts_of(indicator: Indicator) -> dict[str, Any]:
    return {name: getattr(indicator, name) for name in IndicatorForm.base_fields}


class PictureForm(Form):
    file = PictureField(label=_("Photograph"))
    caption = LineField(label=_("What it shows"), max_length=200, required=False)


class ConsentForm(Form):
    caption = LineField(label=_("What it shows"), max_length=200, required=False)
    consent = forms.ChoiceField(
        label=_("Consent to this photograph"), choices=Photograph.Consent.choices, widget=forms.RadioSelect
    )
    shows = forms.ModelMultipleChoiceField(
        label=_("Who can be recognised in it"),
        queryset=Registration.objects.none(),
        required=False,
        help_text=_("Whoever said no to photographs takes the picture out of the report, now or later."),
        widget=forms.SelectMultiple({"size": "8"}),
    )

    def __init__(self, *args: Any, photograph: Photograph, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Registration.objects.filter(workshop=photograph.workshop_id, state=Registration.State.REGISTERED)
        self.fields["shows"].queryset = people.order_by("sort_key", "pk")  # type: ignore[attr-defined]
