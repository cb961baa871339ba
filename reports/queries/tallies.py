"""Adds up the tally for a period and for today: all counts of a dashboard in one query."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    DateField,
    F,
    Q,
    QuerySet,
    SmallIntegerField,
    Sum,
    Value,
    When,
)  # fmt: skip
from django.db.models.functions import Cast, TruncMonth

from reports.models.tally import Tally
from reports.rules.figures import AGES
from reports.rules.periods import Period

_M, _G = Tally.Measure, Tally.Grain
_IN_PERIOD = (_M.RECEIVED, _M.LATE, _M.CLOSED, _M.CLOSED_IN, _M.CLOSED_BY, _M.CLOSED_AGAIN)
# `band`: of age, by its place in AGES; of a period's step, its first day.
_COLUMNS = ("measure", "office", "is_conflict", "province", "person", "what", "band")
_EMPTY: dict[str, Any] = {
    "office": SmallIntegerField(),
    "is_conflict": BooleanField(),
    "province": CharField(),
    "person": BigIntegerField(),
    "what": CharField(),
}
_HAPPENED, _STANDING, _STEPS = range(3)


class Counts:
    """Rows of the tally, added up once for each way in which they are asked for."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._rows = [row for row in rows if row[-1]]
        self._sums: dict[tuple[str, ...], Counter[tuple[Any, ...]]] = {}

    def sum(self, **wanted: Any) -> int:
        """All rows in which the named columns are so."""
        names = tuple(wanted)
        if names not in self._sums:
            places = [_COLUMNS.index(name) for name in names]
            self._sums[names] = Counter()
            for row in self._rows:
                self._sums[names][tuple(row[place] for place in places)] += row[-1]
        return self._sums[names][tuple(wanted.values())]

    def values(self, name: str) -> set[Any]:
        place = _COLUMNS.index(name)
        return {row[place] for row in self._rows}


@dataclass(frozen=True)
class Counted:
    """What happened in the period, what stands today, and what happened in each step of the period."""

    happened: Counts
    standing: Counts
    steps: Counts


def counted(tallies: QuerySet[Tally], period: Period, *, today: date) -> Counted:
    """One query, over as many rows as there are months, days at a period's edges and days with open reports."""
    asked = _happened(tallies, period).union(_standing(tallies, today), _steps(tallies, period), all=True)
    parts: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for part, *row in asked:
        parts[part].append(tuple(row))
    return Counted(Counts(parts[_HAPPENED]), Counts(parts[_STANDING]), Counts(parts[_STEPS]))


def _added_up(rows: QuerySet[Tally], part: int, band: Any) -> QuerySet[Any, tuple[Any, ...]]:
    tagged = rows.annotate(part=Value(part, output_field=SmallIntegerField()), band=band)
    return tagged.order_by().values_list("part", *_COLUMNS).annotate(n=Sum("count"))


def _by_step(rows: QuerySet[Tally], band: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """By measure and step alone. In a union columns go by their place, so the others are there, and empty."""
    empty = {f"no_{name}": Cast(Value(None), kind) for name, kind in _EMPTY.items()}
    tagged = rows.annotate(part=Value(_STEPS, output_field=SmallIntegerField()), band=band, **empty)
    return tagged.order_by().values_list("part", "measure", *empty, "band").annotate(n=Sum("count"))


def _within(period: Period) -> Q:
    """Whole months by their one row; other days by the day; what was not folded yet besides."""
    inside = Q(grain=_G.NEW, day__range=(period.first, period.last))
    if whole := period.whole_months:
        inside |= Q(grain=_G.MONTH, day__in=whole)
    for edge in period.edges:
        inside |= Q(grain=_G.DAY, day__range=(edge.first, edge.last))
    return inside


def _happened(tallies: QuerySet[Tally], period: Period) -> QuerySet[Any, tuple[Any, ...]]:
    return _added_up(tallies.filter(_within(period), measure__in=_IN_PERIOD), _HAPPENED, Value(""))


def _standing(tallies: QuerySet[Tally], today: date) -> QuerySet[Any, tuple[Any, ...]]:
    """Open reports with their band of age; of running clocks only those whose last day is past."""
    over = Q(measure__in=(_M.DUE, _M.HELD_DUE), day__lt=today)
    rows = tallies.filter(
        over | Q(measure__in=(_M.OPEN, _M.HELD, _M.CONTESTED)), grain__in=(_G.DAY, _G.NEW)
    )  # fmt: skip
    bands = [
        When(measure=_M.OPEN, day__gte=age.days(today)[0], then=Value(str(position)))
        for position, age in enumerate(AGES)
        if age.until_days is not None
    ]
    oldest = When(measure=_M.OPEN, then=Value(str(len(AGES) - 1)))
    return _added_up(rows, _STANDING, Case(*bands, oldest, default=Value(""), output_field=CharField()))


def _steps(tallies: QuerySet[Tally], period: Period) -> QuerySet[Any, tuple[Any, ...]]:
    """By the day, or by the month where the period is long."""
    rows = tallies.filter(measure__in=(_M.RECEIVED, _M.CLOSED_IN))
    if period.is_by_day:
        rows = rows.filter(grain__in=(_G.DAY, _G.NEW), day__range=(period.first, period.last))
        return _by_step(rows, Cast(F("day"), CharField()))
    return _by_step(rows.filter(_within(period)), Cast(Cast(TruncMonth("day"), DateField()), CharField()))
