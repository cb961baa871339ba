"""Which open reports go along when another office begins to cover their province: looked at before, done on the day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from networks.models import Office, ProvinceChange
from networks.queries.coverage import covering_offices
from pacc.accounts.models import User
from reports.access import reports_in_numbers, reports_visible_to
from reports.models import Report, Rerouting, Routing, WrappedKey
from reports.rules.routing import CENTRAL_INTAKE, Reason
from reports.workflow import RULES, Move, State

MOST_LISTED = 50
_ONE_DAY = timedelta(days=1)
# Sent by the portal because of the province. What an officer sent somewhere stays there.
_BY_THE_TABLE = (Reason.PROVINCE, Reason.NOT_COVERED, Reason.TABLE)


@dataclass(frozen=True)
class Leaving:
    """How many leave an office, by their state in the workflow's order."""

    office: Office
    states: list[tuple[State, int]]

    @property
    def total(self) -> int:
        return sum(number for _state, number in self.states)


@dataclass(frozen=True)
class DryRun:
    """What would move, if it were done now. `listed`: those of them that the reader may see, some at most."""

    leaving: list[Leaving]
    listed: list[Report]
    after_another: bool  # what a change before that day moves is not counted

    @property
    def total(self) -> int:
        return sum(each.total for each in self.leaving)

    @property
    def unlisted(self) -> int:
        return self.total - len(self.listed)


def dry_run(user: User, province_codes: Collection[str], *, to: int, on: date) -> DryRun:
    """What `going_along` says today, in numbers, and by name where she may see it. Six queries."""
    offices, today = Office.objects.in_bulk(), localdate()
    came_from = _covered(province_codes, on=on - _ONE_DAY)
    counted = _going(reports_in_numbers(user), came_from, to=to).order_by().values("office", "state")
    found = {(row["office"], row["state"]): row["n"] for row in counted.annotate(n=Count("pk"))}
    leaving = [
        Leaving(offices[number], [(state, found[number, state]) for state in State if (number, state) in found])
        for number in sorted({number for number, _state in found})
    ]
    own = _going(reports_visible_to(user), came_from, to=to).select_related("province", "office")
    return DryRun(
        leaving,
        list(own.only(*_LISTED).order_by("-arrival")[:MOST_LISTED]),
        after_another=on > today and _covered(province_codes, on=today) != came_from,
    )


_LISTED = ("id", "reference", "state", "state_on", "arrival", "province", "office")


def promise_of(change: ProvinceChange) -> Rerouting | None:
    """Whether open reports go along, and how many did. One query."""
    return Rerouting.objects.filter(change=change).first()


def going_along(reports: QuerySet[Report], province_codes: Collection[str], *, to: int, on: date) -> QuerySet[Report]:
    """Of these reports, the ones that move when the office `to` begins to cover the provinces on that day.

    Open and not yet handed over, referred or closed; lying at the office that covered the province until then (the
    central intake, where none did), where the portal itself had sent them by the table. One query before it.
    """
    return _going(reports, _covered(province_codes, on=on - _ONE_DAY), to=to)


def _covered(province_codes: Collection[str], *, on: date) -> dict[str, int]:
    """Where reports of these provinces lie that were routed on that day."""
    covering = covering_offices(province_codes, on=on)
    return {code: covering.get(code, CENTRAL_INTAKE) for code in province_codes}


def _going(reports: QuerySet[Report], came_from: dict[str, int], *, to: int) -> QuerySet[Report]:
    lying = Q(pk__in=[])
    for code, office in came_from.items():
        if office != to:
            lying |= Q(province=code, office=office)
    steps = Routing.objects.filter(report=OuterRef("pk")).order_by("-id")
    # An erased report opens for nobody, and nobody misses it.
    has_key = WrappedKey.objects.filter(report=OuterRef("pk"), holder=WrappedKey.Holder.DESK)
    return (
        reports.filter(
            lying, Exists(has_key), is_practice=False, is_conflict=False, state__in=RULES[Move.TRANSFER].sources
        )
        .alias(came_by=Subquery(steps.values("reason")[:1]))
        .filter(came_by__in=_BY_THE_TABLE)
    )
