"""A dashboard's figures, added up from the tally. One query for the counts, three for names."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from networks.models import Office, Province
from pacc.accounts.models import User
from reports.access import Oversight
from reports.models.tally import Tally
from reports.queries.behind import CONFLICTS, Contested, lying_at
from reports.queries.tallies import Counts, counted
from reports.rules.figures import AGES, Figure, Line, Overview, Step
from reports.rules.periods import Period
from reports.rules.readings import ClockKind
from reports.workflow import CloseReason, State

ALL = "all"
_M = Tally.Measure


@dataclass(frozen=True)
class Scope:
    """Whose figures are asked for: one office's, those of reports about the PACC, or all that the reader may count."""

    value: str
    label: str
    places: tuple[str, ...]  # as the queue's filter names them
    listable: bool  # the reader may list these reports, not only count them
    everywhere: bool = False


def scopes_of(oversight: Oversight) -> list[Scope]:
    """What the reader may choose from, the first being the usual. One query."""
    offices = Office.objects.all() if oversight.every_office else Office.objects.filter(pk__in=oversight.offices)
    scopes = [
        Scope(str(office.number), office.short, (str(office.number),), office.number in oversight.lists)
        for office in offices
    ]
    if oversight.conflicts:
        scopes.append(Scope(CONFLICTS, _("Reports about the PACC"), (CONFLICTS,), listable=True))
    if len(scopes) > 1:
        places = tuple(place for scope in scopes for place in scope.places)
        listable = all(scope.listable for scope in scopes)
        scopes.insert(0, Scope(ALL, _("All offices"), places, listable, everywhere=True))
    return scopes


def overview_of(tallies: QuerySet[Tally], scope: Scope, period: Period, *, today: date) -> Overview:
    """`tallies` as `access.tallies_read_by` gives them."""
    if not scope.everywhere:
        tallies = tallies.filter(lying_at(list(scope.places)))
    counts = counted(tallies, period, today=today)
    happened, standing = counts.happened, counts.standing
    behind = _Behind(scope, period, today)
    return Overview(
        period=period,
        today=today,
        open=behind.open(standing.sum(measure=_M.OPEN)),
        overdue=behind.overdue(standing.sum(measure=_M.DUE)),
        nobodys=behind.open(standing.sum(measure=_M.HELD, person=None), assigned="nobody"),
        contested_open=behind.open(standing.sum(measure=_M.CONTESTED), contested=Contested.OPEN),
        ages=_ages(standing, behind),
        clocks=_clocks(standing, happened, behind),
        received=behind.received(happened.sum(measure=_M.RECEIVED)),
        closed=behind.closed(happened.sum(measure=_M.CLOSED)),
        contested_closed=behind.closed(happened.sum(measure=_M.CLOSED_AGAIN), contested=Contested.CLOSED),
        steps=_steps(counts.steps, period, behind),
        reasons=[
            Line(reason.label, [behind.closed(happened.sum(measure=_M.CLOSED, what=reason), reason=reason)])
            for reason in CloseReason
        ],
        officers=_officers(standing, happened, behind),
        provinces=_provinces(standing, happened, behind),
        offices=_offices(standing, happened, scope, behind),
    )


class _Behind:
    """Makes figures, with what the queue is asked for."""

    def __init__(self, scope: Scope, period: Period, today: date) -> None:
        self._base = {"at": ",".join(scope.places)} if scope.listable else {}
        self._period, self.today = period, today

    def _figure(self, count: int, asks: Mapping[str, str]) -> Figure:
        return Figure(count, {**self._base, **asks} if self._base else {})

    def open(self, count: int, **asks: str) -> Figure:
        return self._figure(count, asks)

    def overdue(self, count: int, **asks: str) -> Figure:
        return self._figure(count, {"overdue": "on", **asks})

    def received(self, count: int, **asks: str) -> Figure:
        return self.received_in(self._period, count, **asks)

    def received_in(self, of: Period, count: int, **asks: str) -> Figure:
        came = {"state": "any", "came_from": of.first.isoformat(), "came_until": of.last.isoformat()}
        return self._figure(count, {**came, **asks})

    def closed(self, count: int, **asks: str) -> Figure:
        return self.closed_in(self._period, count, **asks)

    def closed_in(self, of: Period, count: int, **asks: str) -> Figure:
        days = {"closed_from": of.first.isoformat(), "closed_until": of.last.isoformat()}
        return self._figure(count, {"state": State.CLOSED.value, **days, **asks})


def _ages(standing: Counts, behind: _Behind) -> list[Line]:
    lines = []
    for position, age in enumerate(AGES):
        first, last = age.days(behind.today)
        came = {"came_from": first.isoformat()} if first else {}
        # The youngest band takes in what a clock ahead of ours has dated tomorrow.
        until = {"came_until": last.isoformat()} if age.from_days else {}
        count = standing.sum(measure=_M.OPEN, band=str(position))
        lines.append(Line(age.label, [behind.open(count, **came, **until)]))
    return lines


def _clocks(standing: Counts, happened: Counts, behind: _Behind) -> list[Line]:
    """Which ran out and still run, and which were met too late among what came in in the period."""
    lines = []
    for clock in ClockKind:
        over = behind.open(standing.sum(measure=_M.DUE, what=clock), clock=clock.value)
        late = behind.received(happened.sum(measure=_M.LATE, what=clock), late=clock.value)
        known = clock in (ClockKind.ACKNOWLEDGE, ClockKind.ANSWER)
        lines.append(Line(clock.label, [over, late if known else None], key=clock.value))
    return lines


def _steps(counts: Counts, period: Period, behind: _Behind) -> list[Step]:
    steps = []
    for part in period.steps:
        band = (part.first if period.is_by_day else part.first.replace(day=1)).isoformat()
        received = behind.received_in(part, counts.sum(measure=_M.RECEIVED, band=band))
        steps.append(Step(part, received, behind.closed_in(part, counts.sum(measure=_M.CLOSED_IN, band=band))))
    return steps


def _officers(standing: Counts, happened: Counts, behind: _Behind) -> list[Line]:
    """Whoever is in charge of something open, or was of something closed in the period; nobody comes last."""
    ids = (standing.values("person") | happened.values("person")) - {None}
    people = User.objects.filter(pk__in=ids).only("name").order_by("name")

    def line(label: str, person: int | None, **asks: str) -> Line:
        held = behind.open(standing.sum(measure=_M.HELD, person=person), **asks)
        over = behind.overdue(standing.sum(measure=_M.HELD_DUE, person=person), **asks)
        closed = behind.closed(happened.sum(measure=_M.CLOSED_BY, person=person), **asks)
        return Line(label, [held, over, closed])

    lines = [line(person.name, person.pk, officer=str(person.pk)) for person in people]
    return [*lines, line(_("Nobody yet"), None, assigned="nobody")]


def _provinces(standing: Counts, happened: Counts, behind: _Behind) -> list[Line]:
    ids = (standing.values("province") | happened.values("province")) - {None}
    provinces = Province.objects.filter(pk__in=ids).order_by("sort_key")
    lines = [
        _place_line(standing, happened, behind, str(province), {"province": province.pk}, province=province.pk)
        for province in provinces
    ]
    unknown = _place_line(standing, happened, behind, _("Province not known"), {"nowhere": "true"}, province=None)
    return [*lines, unknown] if any(figure and figure.count for figure in unknown.figures) else lines


def _offices(standing: Counts, happened: Counts, scope: Scope, behind: _Behind) -> list[Line]:
    """Only where several stand together."""
    if not scope.everywhere:
        return []
    lines = [
        _place_line(standing, happened, behind, office.short, {"at": str(office.number)}, office=office.number,
                    is_conflict=False, key=str(office.number))
        for office in Office.objects.filter(pk__in=[place for place in scope.places if place != CONFLICTS])
    ]  # fmt: skip
    if CONFLICTS in scope.places:
        lines.append(
            _place_line(standing, happened, behind, _("Reports about the PACC"), {"at": CONFLICTS}, is_conflict=True,
                        key=CONFLICTS)
        )  # fmt: skip
    return lines


def _place_line(
    standing: Counts, happened: Counts, behind: _Behind, label: str, asks: dict[str, str], *, key: str = "", **of: Any
) -> Line:
    """Open, overdue, came in, closed."""

    def figure(counts: Counts, measure: str, make: Callable[..., Figure]) -> Figure:
        return make(counts.sum(measure=measure, **of), **asks)

    return Line(
        label,
        [
            figure(standing, _M.OPEN, behind.open),
            figure(standing, _M.DUE, behind.overdue),
            figure(happened, _M.RECEIVED, behind.received),
            figure(happened, _M.CLOSED_IN, behind.closed),
        ],
        key,
    )


def highest(figures: Iterable[Figure]) -> int:
    """For the length of bars; 1 at least."""
    return max((figure.count for figure in figures), default=0) or 1
