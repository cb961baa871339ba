"""The officer's desk over HTTP: the queue by one filter and by two, its 1,000th page, a case, a director's overview.

Measured with a tenth of the reports and with all of them; beside a bare view in the same run.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from bench.exports import everywhere
from bench.figures import Figure, Reference, Sheet, p95
from bench.load import Phone
from bench.portal import cookies_of
from tests.fixtures.stack import RunningStack

QUIET_BARE_VIEW_MS = 3.5  # p95 of the health page asked for by one client, on the quiet machine
FILTERS = {
    "state": "routed", "assigned": "nobody", "kind": "construction", "channel": "web", "province": "32",
    "official_class": "procurement", "severity": "high", "agency_kind": "sao", "identity": "anonymous",
    "overdue": "on", "replied": "on", "fears": "on",
}  # fmt: skip
CLOSED_TOO = {"state": "any"}
TIMES = 100  # that a page is asked for
FAR = 1000  # the page far down the list


@dataclass(frozen=True)
class Desk:
    """p95 in milliseconds."""

    queue: float
    queue_closed_too: float
    first_page: float
    far_page: float
    case: float
    overview: float
    heaviest: int  # bytes


def measure(portal: RunningStack, sheet: Sheet, *, rows: int) -> None:
    from bench.seeding import seed

    seed(rows // 10, with_code=0)
    # Everywhere she serves from the beginning, so that both measure the same person.
    over_all = everywhere()
    few = desk_with(portal, over_all)
    seed(rows - rows // 10, with_code=0)
    many = desk_with(portal, over_all)
    bare = Reference(
        "bare view, p95 ms", QUIET_BARE_VIEW_MS, p95(asked(Phone(portal.desk_url), ["/health/live"] * TIMES))
    )
    sheet.note(
        Figure(f"queue by no, one or two filters, {rows:,} reports, p95", many.queue, "ms", 50, reference=bare),
        Figure("growth from a tenth", many.queue / few.queue, "x", 1.3),
        Figure("the same with closed ones, p95", many.queue_closed_too, "ms", 50, reference=bare),
        Figure("growth from a tenth", many.queue_closed_too / few.queue_closed_too, "x", 1.3),
        Figure("heaviest page of the queue", many.heaviest / 1000, "kB", 60),
        Figure(f"page {FAR:,} beside the first page", many.far_page / many.first_page, "x", 1.3),
        Figure("case, p95", many.case, "ms", 80, reference=bare),
        Figure("growth from a tenth", many.case / few.case, "x", 1.2),
        Figure("a director's overview, p95", many.overview, "ms", 80, reference=bare),
        Figure("growth from a tenth", many.overview / few.overview, "x", 1.3),
    )


def desk_with(portal: RunningStack, over_all: Any) -> Desk:
    """As the desk is with the reports that there are now."""
    from django.db import connection

    from networks.models import Office, Posting
    from pacc.accounts.models import User
    from reports.models import Report

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    officer = User.objects.get(email="officer-3-0@seed.example")
    director, _new = User.objects.get_or_create(email="director@bench.example", name="ผู้อำนวยการ เขต 3", is_staff=True)
    Posting.objects.get_or_create(
        user=director,
        office=Office.objects.get(number=3),
        role=Posting.Role.DIRECTOR,
        defaults={"starts": "2024-01-01"},
    )

    def of(who: Any) -> Phone:
        """A browser that was just opened: the server closes connections on which nothing is asked for a while."""
        phone = Phone(portal.desk_url, {"Cookie": cookies_of(who)})
        asked(phone, ["/reports/"] * 3)  # what a process learns but once
        return phone

    sizes: list[int] = []
    queue = asked(of(officer), [f"/reports/{_query(pair)}" for pair in _pairs()], sizes)
    closed_too = [f"/reports/{_query(pair | CLOSED_TOO)}" for pair in _pairs() if "state" not in pair]
    visible = Report.objects.filter(office=3, is_conflict=False, state="in_triage")
    sample = [f"/reports/{reference}/" for reference in visible.values_list("reference", flat=True)[:TIMES]]
    cases, far = [*sample, *sample][: 2 * TIMES], _cursor(FAR)
    asked(of(officer), cases[:3])
    return Desk(
        queue=p95(queue),
        queue_closed_too=p95(asked(of(officer), closed_too, sizes)),
        first_page=p95(asked(of(over_all), ["/reports/?state=any"] * TIMES)),
        far_page=p95(asked(of(over_all), [f"/reports/?state=any&page={far}"] * TIMES)),
        case=p95(asked(of(officer), cases)),
        overview=p95(asked(of(director), ["/dashboard/"] * TIMES)),
        heaviest=max(sizes),
    )


def _pairs() -> list[dict[str, str]]:
    single = [{name: value} for name, value in FILTERS.items()]
    return [{}, *single, *({name: FILTERS[name] for name in pair} for pair in combinations(FILTERS, 2))]


def _query(asked_for: dict[str, str]) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in asked_for.items()) if asked_for else ""


def _cursor(page: int) -> str:
    """What leads to that page of all that the regional offices have, closed ones too."""
    from pacc.paging import _Cursor
    from reports.models import Report
    from reports.views.queue import PAGE_SIZE

    seen = Report.objects.filter(office__number__gt=0, is_conflict=False).order_by("-arrival")
    last = seen[min((page - 1) * PAGE_SIZE, seen.count() - PAGE_SIZE) - 1]
    return str(_Cursor(True, last.arrival, last.pk))


def asked(phone: Phone, paths: Iterable[str], sizes: list[int] | None = None) -> list[float]:
    """Milliseconds of each; all of them have to be found."""
    took = []
    for path in paths:
        answer = phone.ask("GET", path)
        assert answer.status == 200, (path, answer.status)
        took.append(answer.milliseconds)
        if sizes is not None:
            sizes.append(len(answer.body))
    return took
