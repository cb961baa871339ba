"""What a portal admin writes about which office covers which province."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.models import Office, Province
from networks.models.province_change import MOST_LETTERS
from networks.queries.coverage import ProvinceLine
from networks.queries.province_changes import objection_to
from pacc.forms import Form, LongTextField, ThaiDateField
from reports.rules.routing import BANGKOK


class OpenReports(TextChoices):
    STAY = "stay", _("They stay where they are, and the office that has them finishes them")
    MOVE = "move", _("They are transferred to the new office on that day")


class ChangeForm(Form):
    """`seen`: the table as the look at what would move showed it; only where the change is saved after it.

    Cleans `provinces` to places. Bangkok is not among them: the central intake serves it by a rule, not by the table.
    """

    provinces = forms.MultipleChoiceField(
        label=_("Provinces"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Below each stands the office that covers it today."),
        error_messages={"invalid_choice": _("Choose one of the answers shown")},
    )
    office = forms.ModelChoiceField(
        label=_("New office"), queryset=Office.objects.all(), empty_label=pgettext_lazy("office", "Choose")
    )
    on = ThaiDateField(label=_("From which day"), whole=True, help_text=_("Today or a later day"))
    reason = LongTextField(
        label=_("Reason"),
        max_length=MOST_LETTERS,
        rows=4,
        help_text=_(
            "It is kept with the change. Officers read it in the trail of each report that is transferred. "
            "Write nothing about a single report."
        ),
    )
    open_reports = forms.ChoiceField(
        label=_("Open reports of these provinces"),
        choices=OpenReports.choices,
        initial=OpenReports.STAY,
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args: Any, lines: Sequence[ProvinceLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._provinces = {line.province.pk: line.province for line in lines if line.province.pk != BANGKOK}
        choice: Any = self.fields["provinces"]
        choice.choices = list(self._provinces.items())
        choice.hints = {line.province.pk: line.now.office if line.now else _("No office") for line in lines}

    def clean_provinces(self) -> list[Province]:
        return [self._provinces[code] for code in self.cleaned_data["provinces"]]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors.keys() & {"provinces", "office", "on"}:
            objection = objection_to(
                told["provinces"], office=told["office"], on=told["on"], today=timezone.localdate()
            )
            if objection:
                self.add_error(*objection)
        return told

    @property
    def moves_reports(self) -> bool:
        return bool(self.cleaned_data["open_reports"] == OpenReports.MOVE)

    @property
    def open_reports_in_words(self) -> str:
        return str(OpenReports(self.cleaned_data["open_reports"]).label)

    def deed(self) -> dict[str, Any]:
        """What the action takes."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "open_reports"}
        return told | {"moves_reports": self.moves_reports}

    def typed(self) -> list[tuple[str, str]]:
        """All that was typed, for the page that shows what would move."""
        own = tuple(f"{name}_" for name in self.fields if name != "seen")
        lists = dict(self.data.lists())  # type: ignore[attr-defined]
        return [(name, value) for name, values in lists.items() if f"{name}_".startswith(own) for value in values]
