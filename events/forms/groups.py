"""How an organiser wishes the groups, where somebody is put by hand, and what a group writes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.actions.groups import MOST_GROUPS, Place
from events.forms.workshop import CountField
from events.models import Group, Registration
from events.models.groups import MAX_PLAN_TEXT
from events.queries.groups import Written
from events.rules.balancing import Wish, Wishes
from events.rules.plan_parts import OF_ACTIVITY, PARTS, WHOLE
from pacc.forms import Form, LineField, LongTextField

_NETWORKS = (
    (Wish.ANY, pgettext_lazy("networks in groups", "As it comes")),
    (Wish.TOGETHER, pgettext_lazy("networks in groups", "A network stays together")),
    (Wish.APART, pgettext_lazy("networks in groups", "A network is spread over the groups")),
)
_PROVINCES = (
    (Wish.APART, pgettext_lazy("provinces in groups", "Mixed in each group")),
    (Wish.TOGETHER, pgettext_lazy("provinces in groups", "Groups by province")),
    (Wish.ANY, pgettext_lazy("provinces in groups", "As it comes")),
)
PART_LABELS = {
    "goal": _("Goal"),
    "place": _("Place"),
    "what": _("Activity"),
    "who": pgettext_lazy("plan", "Who"),
    "when": pgettext_lazy("plan", "When"),
    "indicator": _("Indicator"),
}


class WishesForm(Form):
    """`seed` says which of the possible groups were shown, `made_from` from whom."""

    groups = CountField(label=_("Number of groups"), most=MOST_GROUPS)
    networks = forms.ChoiceField(label=_("Networks"), choices=_NETWORKS, widget=forms.RadioSelect, initial=Wish.ANY)
    provinces = forms.ChoiceField(
        label=_("Provinces"), choices=_PROVINCES, widget=forms.RadioSelect, initial=Wish.APART
    )
    seed = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000)
    made_from = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def wishes(self) -> Wishes:
        typed = self.cleaned_data
        return Wishes(typed["groups"], Wish(typed["networks"]), Wish(typed["provinces"]))

    def carry(self, *, seed: int, made_from: str) -> None:
        """The form as it goes with what is shown."""
        self.data = {**self.data.dict(), "seed": str(seed), "made_from": made_from}  # type: ignore[attr-defined]


class PlacesByHandForm(Form):
    """Three fields a person: her group, whether she stays in it, whether she leads."""

    def __init__(self, *args: Any, people: Sequence[Registration], groups: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        choices = [("0", pgettext_lazy("no group", "None")), *((str(group.number), str(group)) for group in groups)]
        for one in people:
            member = getattr(one, "group_member", None)
            number = member.group.number if member and member.group else 0
            self.fields[f"group_{one.pk}"] = forms.ChoiceField(
                label=_("Group"), choices=choices, initial=str(number), required=False
            )
            for name, label in (("pin", _("Stays")), ("lead", _("Leads"))):
                is_set = bool(member and (member.is_pinned if name == "pin" else member.is_leader))
                self.fields[f"{name}_{one.pk}"] = forms.BooleanField(label=label, initial=is_set, required=False)

    def places(self) -> dict[int, Place]:
        typed = self.cleaned_data
        return {
            one.pk: Place(int(typed[f"group_{one.pk}"] or 0), typed[f"pin_{one.pk}"], typed[f"lead_{one.pk}"])
            for one in self.people
        }

    def rows(self) -> list[tuple[Registration, Any, Any, Any]]:
        """Person, group, pin, lead."""
        return [(one, self[f"group_{one.pk}"], self[f"pin_{one.pk}"], self[f"lead_{one.pk}"]) for one in self.people]


class GroupNameForm(Form):
    name = LineField(label=_("Name of the group"), max_length=80, required=False)
    room = LineField(label=_("Room or table"), max_length=80, required=False)


class PlanForm(Form):
    """Every part of a plan, with the version that the writer saw."""

    def __init__(self, *args: Any, written: dict[str, Written], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PARTS:
            kind = part if part in WHOLE else part[:-1]
            field = LongTextField(
                label=PART_LABELS[kind], max_length=MAX_PLAN_TEXT, required=False, rows=4 if part == "goal" else 2
            )
            field.optional_label = ""  # type: ignore[attr-defined]
            field.initial = written[part].text
            self.fields[part] = field
            self.fields[f"{part}_seen"] = forms.IntegerField(
                widget=forms.HiddenInput,
                min_value=0,
                max_value=1_000_000,
                initial=written[part].version,
                required=False,
            )  # fmt: skip

    def texts(self) -> dict[str, tuple[str, int]]:
        """Of the parts that were sent."""
        return {
            part: (self.cleaned_data[part], self.cleaned_data[f"{part}_seen"] or 0)
            for part in PARTS
            if part in self.data
        }

    def carry(self, written: dict[str, Written], theirs: dict[str, str]) -> None:
        """Where somebody else wrote meanwhile, the next press answers to her text."""
        data = self.data.dict()  # type: ignore[attr-defined]
        self.data = data | {f"{part}_seen": str(written[part].version) for part in theirs}

    def whole(self) -> list[Any]:
        return [self[part] for part in WHOLE]

    def activity(self, number: int) -> list[Any]:
        return [self[f"{part}{number}"] for part in OF_ACTIVITY]
