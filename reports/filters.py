"""What narrows the officers' queue."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.queries.places import district_choices, province_choices
from pacc.forms import Form
from pacc.thai.dates import format_long
from reports.models import Report
from reports.queries import behind
from reports.queries.queue import names_in_a_note, still_aside, waits_for_another_than
from reports.rules.readings import ClockKind
from reports.rules.vocabulary import AgencyKind, Channel, Identity, Kind, OfficialClass, Severity
from reports.workflow import DONE, PUBLIC_OF, CloseReason, Public, State

MINE, NOBODYS = "mine", "nobody"
BOXES = ("state", "assigned", "kind", "channel", "province", "district")
MORE = ("official_class", "severity", "agency_kind", "identity")  # filters that are asked for now and then
AWAKE, ASLEEP, REMINDED = "no", "still", "over"
EVERY_STATE = "any"
CLOCKS_MET = [(clock.value, clock.label) for clock in (ClockKind.ACKNOWLEDGE, ClockKind.ANSWER)]
CONTESTED = [
    (behind.Contested.OPEN.value, _("and it is open again")),
    (behind.Contested.CLOSED.value, _("and it was closed again")),
]
_STATES: list[tuple[Any, Any]] = [
    (EVERY_STATE, _("All, closed ones too")),
    (_("What the reporter sees"), [(status.value, status.label) for status in Public]),
    (
        _("What officers see"),
        [(state.value, state.label) for state in State if state not in (State.SUBMITTED, State.REFERRED, State.CLOSED)],
    ),
]


def _hidden(label: Any, method: str, **more: Any) -> Any:
    return django_filters.CharFilter(label=label, method=method, max_length=80, widget=forms.HiddenInput, **more)


def _hidden_choice(label: Any, method: str, choices: list[tuple[str, Any]]) -> Any:
    return django_filters.ChoiceFilter(label=label, method=method, choices=choices, widget=forms.HiddenInput)


def _hidden_day(label: Any, column: str, side: str) -> Any:
    return django_filters.DateFilter(
        label=label, field_name=column, lookup_expr=side, widget=forms.HiddenInput, input_formats=["%Y-%m-%d"]
    )


class BehindFigures(django_filters.FilterSet):  # type: ignore[misc]
    """What only a dashboard's links ask for. Days as in ISO 8601."""

    at = _hidden(_("Office"), "lies_at", validators=[RegexValidator(r"\A([0-9]|conflicts)(,([0-9]|conflicts))*\Z")])
    officer = _hidden(_("Officer in charge"), "held_by", validators=[RegexValidator(r"\A[0-9]{1,9}\Z")])
    came_from = _hidden_day(_("Came in from"), "submitted_on", "gte")
    came_until = _hidden_day(_("Came in until"), "submitted_on", "lte")
    closed_from = _hidden_day(_("Closed from"), "state_on", "gte")
    closed_until = _hidden_day(_("Closed until"), "state_on", "lte")
    reason = _hidden_choice(_("Closed as"), "closed_as", CloseReason.choices)
    clock = _hidden_choice(_("Clock that ran out"), "clock_over", ClockKind.choices)
    late = _hidden_choice(_("Done too late"), "met_late", CLOCKS_MET)
    contested = _hidden_choice(_("Closing was contested"), "was_contested", CONTESTED)
    over = _hidden(_("Overdue by days"), "overdue_by", validators=[RegexValidator(r"\A[0-9]{1,4}\Z")])
    due = _hidden_choice(_("Deadline"), "due_so", [("today", pgettext_lazy("deadline", "today"))])
    aside = _hidden_choice(
        _("Set aside"),
        "set_aside_so",
        [
            (AWAKE, pgettext_lazy("set aside", "no")),
            (ASLEEP, pgettext_lazy("set aside", "still")),
            (REMINDED, pgettext_lazy("set aside", "its day has come")),
        ],
    )
    proposed = _hidden_choice(
        _("Closing proposed"), "is_proposed", [("others", pgettext_lazy("proposal", "by somebody else"))]
    )
    mentioned = _hidden_choice(
        _("Named in an internal note"), "is_mentioned", [("me", pgettext_lazy("named in a note", "me, unread"))]
    )
    tag = _hidden(pgettext_lazy("filter", "Tag"), "is_tagged")
    nowhere = django_filters.BooleanFilter(label=_("Province not known"), method="is_nowhere", widget=forms.HiddenInput)

    def lies_at(self, reports: QuerySet[Report], _name: str, places: str) -> QuerySet[Report]:
        return reports.filter(behind.lying_at(places.split(",")))

    def held_by(self, reports: QuerySet[Report], _name: str, officer: str) -> QuerySet[Report]:
        return reports.filter(assigned_to=int(officer))

    def closed_as(self, reports: QuerySet[Report], _name: str, reason: str) -> QuerySet[Report]:
        return reports.filter(close_reason=reason)

    def clock_over(self, reports: QuerySet[Report], _name: str, clock: str) -> QuerySet[Report]:
        return reports.filter(behind.clock_over(clock, today=timezone.localdate()))

    def met_late(self, reports: QuerySet[Report], _name: str, clock: str) -> QuerySet[Report]:
        return reports.filter(behind.met_late(clock))

    def was_contested(self, reports: QuerySet[Report], _name: str, which: str) -> QuerySet[Report]:
        return reports.filter(behind.contested(which))

    def overdue_by(self, reports: QuerySet[Report], _name: str, days: str) -> QuerySet[Report]:
        return reports.filter(due_on__lte=timezone.localdate() - timedelta(days=int(days)))

    def due_so(self, reports: QuerySet[Report], _name: str, _asked: str) -> QuerySet[Report]:
        return reports.filter(due_on=timezone.localdate())

    def set_aside_so(self, reports: QuerySet[Report], _name: str, asked: str) -> QuerySet[Report]:
        asleep = still_aside(today=timezone.localdate())
        if asked == ASLEEP:
            return reports.filter(asleep)
        awake = reports.filter(~asleep)
        return awake.filter(set_aside_until__isnull=False) if asked == REMINDED else awake

    def is_proposed(self, reports: QuerySet[Report], _name: str, _asked: str) -> QuerySet[Report]:
        return reports.filter(waits_for_another_than(self.request.user))

    def is_mentioned(self, reports: QuerySet[Report], _name: str, _asked: str) -> QuerySet[Report]:
        return reports.filter(names_in_a_note(self.request.user))

    def is_tagged(self, reports: QuerySet[Report], _name: str, tag: str) -> QuerySet[Report]:
        return reports.filter(tags__contains=[tag])

    def is_nowhere(self, reports: QuerySet[Report], _name: str, asked: bool) -> QuerySet[Report]:
        return reports.filter(province=None) if asked else reports

    @property
    def narrowed(self) -> list[tuple[Any, str]]:
        """What of this is asked for, in words: no box of the form shows it."""
        told = self.form.cleaned_data if self.form.is_bound and self.form.is_valid() else {}
        return [
            (self.filters[name].label, told[name] if name == "tag" else _in_words(self.filters[name], told[name]))
            for name in BehindFigures.base_filters
            if told.get(name)
        ]


def _in_words(asked: Any, value: Any) -> str:
    if isinstance(value, date):
        return format_long(value)
    return str(dict(asked.extra.get("choices", ())).get(value, ""))


class ReportFilter(BehindFigures):
    """Open reports unless a status is asked for. What is sealed is searched for elsewhere (`rules.search`)."""

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
    channel = django_filters.ChoiceFilter(
        label=_("Came in by"), choices=Channel.choices, empty_label=pgettext_lazy("channel", "Every way")
    )
    province = django_filters.ChoiceFilter(
        label=_("Province"), choices=province_choices, empty_label=_("All provinces")
    )
    official_class = django_filters.ChoiceFilter(
        label=_("Official class"), choices=OfficialClass.choices, empty_label=_("All classes")
    )
    severity = django_filters.ChoiceFilter(
        label=_("Severity"), choices=Severity.choices, empty_label=pgettext_lazy("severity", "Any")
    )
    agency_kind = django_filters.ChoiceFilter(
        label=_("Kind of agency"), choices=AgencyKind.choices, empty_label=_("All agencies")
    )
    identity = django_filters.ChoiceFilter(
        label=_("Identity"), choices=Identity.choices, empty_label=pgettext_lazy("identity", "Any")
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

    def __init__(self, data: QueryDict, *, known_places: bool = False, **kwargs: Any) -> None:
        """`known_places`: province and district were chosen from a list before, and are not looked up again."""
        asked, province = data.copy(), data.get("province", "")
        # A district of the province that was chosen before. DOPA codes: a district's begins with its province's.
        if not asked.get("district", "").startswith(province or "-"):
            asked.pop("district", None)
        super().__init__(asked, **kwargs)
        if known_places:
            for name in ("province", "district"):
                self.filters[name].extra["choices"] = [(asked.get(name), asked.get(name))]
        elif province.isdecimal():
            self.filters["district"].extra["choices"] = district_choices(province)

    def filter_queryset(self, reports: QuerySet[Report]) -> QuerySet[Report]:
        found: QuerySet[Report] = super().filter_queryset(reports)
        return found if self.form.cleaned_data.get("state") else found.exclude(state__in=DONE)

    @property
    def asked(self) -> dict[str, str | bool]:
        """What narrows it, by the values of a filter that holds; days as in ISO 8601. Nothing that anybody typed: of a
        tag, only that one was asked for."""
        told = ((name, name == "tag" or value) for name, value in self.form.cleaned_data.items() if value)
        return {name: value if value is True else str(value) for name, value in told}

    @property
    def query(self) -> str:
        """What narrows it as the queue's address has it, in an order of its own, so that equal filters are equal
        texts; "" where nothing does, and for what does not hold."""
        if not self.form.is_valid():
            return ""
        yes = {name: "true" if field.widget.is_hidden else "on" for name, field in self.form.fields.items()}
        return urlencode({name: yes[name] if value is True else value for name, value in self.asked.items()})

    @property
    def in_words(self) -> str:
        """The whole filter as a line of text."""
        told = self.form.cleaned_data
        lines = [self._line(name, told[name]) for name in self.filters if told.get(name) or name == "state"]
        return " · ".join(lines)

    def _line(self, name: str, value: Any) -> str:
        """Of an officer the label alone: her number says nothing to a reader."""
        field, label = self.form.fields[name], str(self.filters[name].label)
        if isinstance(field, forms.ChoiceField):
            choices: Any = field.choices
            return f"{label}: {dict(flatten_choices(choices))[value]}"
        if value is True or name == "officer":
            return label
        return f"{label}: {format_long(value) if isinstance(value, date) else value}"

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
    Tab("mine", pgettext_lazy("queue", "Mine"), {"assigned": MINE, "aside": AWAKE}),
    Tab("today", pgettext_lazy("queue", "Due today"), {"due": "today"}, "ask"),
    Tab("reminders", pgettext_lazy("queue", "Reminders"), {"assigned": MINE, "aside": REMINDED}, "ask"),
    Tab("proposals", pgettext_lazy("queue", "Closing proposed"), {"proposed": "others"}, "ask"),
    Tab("mentioned", pgettext_lazy("queue", "You are named"), {"mentioned": "me", "state": EVERY_STATE}, "ask"),
    Tab("replied", pgettext_lazy("queue", "The reporter wrote"), {"replied": "on"}, "ask"),
    Tab("overdue", pgettext_lazy("queue", "Overdue"), {"overdue": "on"}, "stop"),
    Tab("new", pgettext_lazy("queue", "New"), {"state": State.ROUTED.value}),
    Tab("nobodys", pgettext_lazy("queue", "Nobody’s yet"), {"assigned": NOBODYS}),
    Tab("all", pgettext_lazy("queue", "All that are open"), {}),
)
