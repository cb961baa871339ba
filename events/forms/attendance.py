"""Who came: ticks of a page of the list; and why a mark is taken back."""

from collections import defaultdict

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models import CheckInEvent, HalfDay
from pacc.forms import Form, LineField

# Half-days of one day times people of one page, with room to spare.
_MOST_TICKS = 500


class TicksForm(Form):
    """`came` holds half-day and person, as "12-345", once for each tick. Whose place it is the action asks."""

    via = forms.ChoiceField(choices=CheckInEvent.Via.choices, widget=forms.HiddenInput)
    came = forms.Field(label=_("Who came"), required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: object, half_days: list[HalfDay], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._half_days = {str(half_day.pk): half_day for half_day in half_days}

    def clean_came(self) -> list[tuple[HalfDay, set[int]]]:
        ticks: list[str] = self.cleaned_data["came"] or []
        if not ticks:
            raise ValidationError(_("Tick who came"))
        people: dict[str, set[int]] = defaultdict(set)
        for tick in ticks[:_MOST_TICKS]:
            half_day, _dash, person = tick.partition("-")
            if half_day not in self._half_days or not (person.isascii() and person.isdigit() and len(person) < 19):
                raise ValidationError(_("The list has changed meanwhile. Look at it again, then tick once more"))
            people[half_day].add(int(person))
        return [(self._half_days[half_day], chosen) for half_day, chosen in people.items()]


class TakeBackForm(Form):
    reason = LineField(
        label=_("Why the mark is taken back"),
        max_length=200,
        help_text=_("It stays on record beside the mark."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
