"""What an admin writes about a workshop, and which of its half-days count."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.actions.workshops import WorkshopFacts
from events.models import HalfDay, Workshop
from events.models.workshop import MAX_CAPACITY
from networks.forms.places import PlacesForm
from networks.models import Office
from pacc.forms import Form, LineField, LongTextField, ThaiDateField
from pacc.thai.dates import format_long
from pacc.thai.digits import to_arabic, without_invisible


class CountField(forms.CharField):
    """A whole number as people write it: ๑๒๐, 1,200."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.most = most
        self.widget.attrs.update({"class": "w4", "inputmode": "numeric"})

    def clean(self, value: Any) -> Any:
        typed = re.sub(r"[\s,]", "", to_arabic(without_invisible(super().clean(value))))
        if not typed and not self.required:
            return None
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= self.most):
            raise ValidationError(_("Write a number from 1 to %(most)s"), params={"most": f"{self.most:,}"})
        return int(typed)


class WorkshopForm(PlacesForm):
    title = LineField(label=_("Name of the workshop"), max_length=200)
    host_office = forms.ModelChoiceField(label=_("Host"), queryset=Office.objects.all(), empty_label=_("Choose"))
    starts_on = ThaiDateField(label=_("First day"), whole=True)
    ends_on = ThaiDateField(
        label=_("Last day"), whole=True, required=False, help_text=_("Leave it blank where there is one day only")
    )
    venue = LineField(label=_("Venue"), max_length=200, help_text=_("Building and room, as on the invitation"))
    capacity = CountField(label=_("Number of places"), most=MAX_CAPACITY)
    about = LongTextField(
        label=_("What it is for"),
        max_length=2000,
        required=False,
        rows=4,
        help_text=_("Everybody reads it on the announcement"),
    )
    map_url = forms.URLField(
        label=_("Link to a map"), max_length=500, required=False, assume_scheme="https",
        help_text=_("The link that a map gives for sharing, beginning with https://"),
    )  # fmt: skip
    contact = LineField(
        label=_("Whom to ask"), max_length=200, required=False,
        help_text=_("Name and telephone number, for everybody who has a question"),
    )  # fmt: skip
    project = LineField(label=_("Project"), max_length=200, required=False, help_text=_("As it stands in the budget"))
    budget_line = LineField(label=_("Budget line"), max_length=200, required=False)
    tell = forms.BooleanField(
        label=_("Tell everybody who is registered"), required=False,
        help_text=_("Where days or place change, by e-mail. Who has none is told by you."),
    )  # fmt: skip
    # Of the workshop as the person saw it; none for one that is still to be made.
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000, required=False)
    subdistrict = None  # type: ignore[assignment] # how a form drops a field of its base

    field_order = (
        "title", "host_office", "starts_on", "ends_on", "venue", "province", "district", "capacity", "about", "map_url",
        "contact", "project", "budget_line", "tell", "version",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("starts_on") and not cleaned.get("ends_on") and "ends_on" not in self.errors:
            cleaned["ends_on"] = cleaned["starts_on"]
        return cleaned

    def clean_map_url(self) -> str:
        address: str = self.cleaned_data["map_url"]
        if address and not address.startswith("https://"):
            raise ValidationError(_("Write a link that begins with https://"), code="invalid")
        return address

    def facts(self) -> WorkshopFacts:
        return WorkshopFacts(**{name: self.cleaned_data[name] for name in WorkshopFacts.__dataclass_fields__})

    def answer_to(self, version: int) -> None:
        """The next press answers to what somebody else saved meanwhile."""
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]


def facts_of(workshop: Workshop) -> dict[str, Any]:
    """What the form shows first when a workshop is changed."""
    return {name: getattr(workshop, name) for name in WorkshopForm.base_fields if name != "tell"} | {"tell": True}


class CancelForm(Form):
    note = LongTextField(
        label=_("What you tell them"), max_length=1000, required=False, rows=4,
        help_text=_(
            "Such as the reason, and whether there will be another day. "
            "Everybody who is registered and has an e-mail address gets it."
        ),
    )  # fmt: skip


class HalfDaysForm(Form):
    """One tick for each morning and afternoon of the workshop's days."""

    half_days = forms.MultipleChoiceField(
        label=_("Half-days that count for attendance"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = (workshop.ends_on - workshop.starts_on).days + 1
        self.fields["half_days"].optional_label = ""  # type: ignore[attr-defined]
        self.fields["half_days"].choices = [  # type: ignore[attr-defined]
            (f"{day.isoformat()} {part}", f"{format_long(day)} {part.label}")
            for day in (workshop.starts_on + timedelta(days=count) for count in range(days))
            for part in HalfDay.Part
        ]

    def chosen(self) -> set[tuple[date, str]]:
        pairs = (value.split(" ") for value in self.cleaned_data["half_days"])
        return {(date.fromisoformat(day), part) for day, part in pairs}
