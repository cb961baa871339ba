"""What narrows the lists of workshops and of the people in one."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import HalfDay, Registration, Workshop
from events.queries.people import in_state, who_came
from events.queries.workshops import fiscal_years_of
from networks.models import Office
from pacc.forms import Form
from pacc.thai.collation import search_key
from pacc.thai.dates import BUDDHIST_ERA_OFFSET, format_short, year_shown
from pacc.thai.digits import clean_number

_SEARCH = forms.TextInput({"type": "search", "autocomplete": "off"})


class WorkshopFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Fiscal year (B.E. in the address), state, host office. One query for the years."""

    year = django_filters.ChoiceFilter(label=_("Fiscal year"), field_name="fiscal_year", empty_label=_("All years"))
    state = django_filters.ChoiceFilter(label=_("Status"), choices=Workshop.State.choices, empty_label=_("All"))
    office = django_filters.ModelChoiceFilter(
        label=_("Host"), field_name="host_office", queryset=Office.objects.all(), empty_label=_("All offices")
    )

    class Meta:
        model = Workshop
        fields: tuple[str, ...] = ()
        form = Form

    def __init__(self, data: Any, *, queryset: QuerySet[Workshop]) -> None:
        super().__init__(data, queryset=queryset)
        self.filters["year"].extra["choices"] = [
            (str(year), str(year_shown(year - BUDDHIST_ERA_OFFSET))) for year in fiscal_years_of(queryset)
        ]


class PeopleFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Any part of the name (titles and spaces ignored) or of the telephone number; kind; who came when."""

    q = django_filters.CharFilter(
        label=_("Search a name or telephone number"), method="by_name", max_length=100, widget=_SEARCH
    )
    kind = django_filters.ChoiceFilter(
        label=_("Takes part as"), choices=Registration.Kind.choices, empty_label=_("All")
    )
    came = django_filters.ChoiceFilter(label=_("Attendance"), method="by_attendance", empty_label=_("All"))
    state = django_filters.ChoiceFilter(
        label=_("Registration"),
        choices=[*Registration.State.choices, ("live", pgettext_lazy("registration", "All who have not left"))],
        empty_label=None,
        null_label=None,
        method="by_state",
    )

    class Meta:
        model = Registration
        fields: tuple[str, ...] = ()
        form = Form

    def __init__(self, data: Any, *, queryset: QuerySet[Registration], half_days: list[HalfDay]) -> None:
        given = data.copy()
        given.setdefault("state", Registration.State.REGISTERED)
        super().__init__(given, queryset=queryset)
        self.filters["came"].extra["choices"] = [
            ("some", pgettext_lazy("attendance", "Came at least once")),
            ("none", pgettext_lazy("attendance", "Never came")),
        ] + [
            choice
            for half_day in half_days
            for choice in (
                (f"in-{half_day.pk}", _named(half_day, came=True)),
                (f"out-{half_day.pk}", _named(half_day, came=False)),
            )
        ]

    def by_name(self, people: QuerySet[Registration], _name: str, typed: str) -> QuerySet[Registration]:
        number = clean_number(typed)
        if number.isascii() and number.isdigit():
            return people.filter(phone__contains=number)
        key = search_key(typed)
        return people.filter(search_key__contains=key) if key else people

    def by_attendance(self, people: QuerySet[Registration], _name: str, chosen: str) -> QuerySet[Registration]:
        return who_came(people, chosen)

    def by_state(self, people: QuerySet[Registration], _name: str, chosen: str) -> QuerySet[Registration]:
        return in_state(people, chosen)


def _named(half_day: HalfDay, *, came: bool) -> str:
    words = pgettext_lazy("attendance", "Came: %(when)s") if came else pgettext_lazy("attendance", "Not here: %(when)s")
    return words % {"when": f"{format_short(half_day.on)} {half_day.get_part_display()}"}


def kept(filtering: Any) -> dict[str, str]:
    """What was asked for, beyond what is shown anyway."""
    default = {"state": Registration.State.REGISTERED} if isinstance(filtering, PeopleFilter) else {}
    data, fields = filtering.form.data, filtering.form.fields
    return {name: value for name, value in data.items() if name in fields and value and default.get(name) != value}
