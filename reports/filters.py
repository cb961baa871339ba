"""What narrows the officers' queue."""

from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.queries.places import district_choices, province_choices
from pacc.forms import Form
from reports.models import Report
from reports.rules.vocabulary import Kind
from reports.workflow import PUBLIC_OF, Public, State

MINE, NOBODYS = "mine", "nobody"
EVERY_STATE = "any"
_STATES: list[tuple[Any, Any]] = [
    (EVERY_STATE, _("All, closed ones too")),
    (_("What the reporter sees"), [(status.value, status.label) for status in Public]),
    (
        _("What officers see"),
        [(state.value, state.label) for state in State if state not in (State.SUBMITTED, State.REFERRED, State.CLOSED)],
    ),
]


class ReportFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Open reports unless a status is asked for. `q` is a reference, which the view looks up: the rest is sealed."""

    q = django_filters.CharFilter(
        label=_("Go to a reference"),
        method="untouched",
        max_length=60,
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    state = django_filters.ChoiceFilter(
        label=_("Status"), choices=_STATES, empty_label=_("Not closed"), method="in_state"
    )
    assigned = django_filters.ChoiceFilter(
        label=_("In charge"),
        choices=[(MINE, pgettext_lazy("in charge", "Me")), (NOBODYS, pgettext_lazy("in charge", "Nobody yet"))],
        empty_label=pgettext_lazy("in charge", "Everybody"),
        method="assigned_so",
    )
    kind = django_filters.ChoiceFilter(
        label=pgettext_lazy("report", "Kind"), choices=Kind.choices, empty_label=_("All kinds")
    )
    province = django_filters.ChoiceFilter(
        label=_("Province"), choices=province_choices, empty_label=_("All provinces")
    )
    district = django_filters.ChoiceFilter(label=_("District"), choices=(), empty_label=_("All districts"))
    overdue = django_filters.BooleanFilter(label=_("Overdue"), widget=forms.CheckboxInput, method="is_overdue")
    replied = django_filters.BooleanFilter(
        label=_("The reporter wrote, unread"), widget=forms.CheckboxInput, method="has_replied"
    )
    fears = django_filters.BooleanFilter(
        label=_("Fears for safety"), widget=forms.CheckboxInput, method="fears_for_safety"
    )

    class Meta:
        model = Report
        fields: tuple[str, ...] = ()
        form = Form

    def __init__(self, data: QueryDict, **kwargs: Any) -> None:
        asked, province = data.copy(), data.get("province", "")
        # A district of the province that was chosen before. DOPA codes: a district's begins with its province's.
        if not asked.get("district", "").startswith(province or "-"):
            asked.pop("district", None)
        super().__init__(asked, **kwargs)
        if province.isdecimal():
            self.filters["district"].extra["choices"] = district_choices(province)

    def filter_queryset(self, reports: QuerySet[Report]) -> QuerySet[Report]:
        found: QuerySet[Report] = super().filter_queryset(reports)
        return found if self.form.cleaned_data.get("state") else found.exclude(state=State.CLOSED)

    def untouched(self, reports: QuerySet[Report], _name: str, _typed: str) -> QuerySet[Report]:
        return reports

    def in_state(self, reports: QuerySet[Report], _name: str, asked: str) -> QuerySet[Report]:
        """A state, or what the reporter sees of several."""
        if asked == EVERY_STATE:
            return reports
        return reports.filter(state__in=[state for state in State if asked in (state, PUBLIC_OF[state])])

    def assigned_so(self, reports: QuerySet[Report], _name: str, asked: str) -> QuerySet[Report]:
        return reports.filter(assigned_to=self.request.user if asked == MINE else None)

    def is_overdue(self, reports: QuerySet[Report], _name: str, asked: bool) -> QuerySet[Report]:
        return reports.filter(due_on__lt=timezone.localdate()) if asked else reports

    def has_replied(self, reports: QuerySet[Report], _name: str, asked: bool) -> QuerySet[Report]:
        return reports.filter(reply_waits=True) if asked else reports

    def fears_for_safety(self, reports: QuerySet[Report], _name: str, asked: bool) -> QuerySet[Report]:
        return reports.filter(fears_for_safety=True) if asked else reports


@dataclass(frozen=True)
class Tab:
    """A filter that everybody uses. `counted` names its figure in `queries.queue.Counts`; `tone` is its colour."""

    counted: str
    label: Promise
    asks: dict[str, str]
    tone: str = ""

    @property
    def query(self) -> str:
        """What follows the queue's address."""
        return f"?{urlencode(self.asks)}" if self.asks else ""


TABS = (
    Tab("mine", pgettext_lazy("queue", "Mine"), {"assigned": MINE}),
    Tab("replied", pgettext_lazy("queue", "The reporter wrote"), {"replied": "on"}, "ask"),
    Tab("overdue", pgettext_lazy("queue", "Overdue"), {"overdue": "on"}, "stop"),
    Tab("new", pgettext_lazy("queue", "New"), {"state": State.ROUTED.value}),
    Tab("nobodys", pgettext_lazy("queue", "Nobody’s yet"), {"assigned": NOBODYS}),
    Tab("all", pgettext_lazy("queue", "All that are open"), {}),
)
