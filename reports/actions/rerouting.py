"""Another office begins to cover a province, and, where an admin chose so, its open reports go along on that day."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from networks.actions import province_table
from networks.models import Office, Province, ProvinceChange
from pacc.accounts.models import User
from pacc.ledger.record import record
from pacc.vault.errors import CannotOpen
from reports.actions.moving import enter
from reports.actions.parts import lock_with_parts
from reports.actions.routing import route_of
from reports.actions.transferring import send_along, send_on
from reports.models import Report, Rerouting
from reports.queries.rerouting import going_along
from reports.rules.routing import Reason
from reports.workflow import Move

AT_ONCE = 200  # reports a run of each change; some 20 ms each, far below the limit of a task


@transaction.atomic(durable=True)
def change_offices(
    provinces: Collection[Province],
    *,
    by: User,
    office: Office,
    on: date,
    reason: str,
    moves_reports: bool,
    seen: str,
) -> ProvinceChange:
    """Change the province table from that day on; open reports stay, or go along on that day.

    Raises `province_table.Refused` and `TableChanged`.
    """
    change = province_table.change_province_table(provinces, by=by, office=office, on=on, reason=reason, seen=seen)
    if moves_reports:
        Rerouting.objects.create(change=change)
    return change


@transaction.atomic(durable=True)
def withdraw_change(change: ProvinceChange, *, by: User) -> None:
    """Take back what has not begun; then no report moves either. Raises DomainError."""
    province_table.withdraw_change(change, by=by)


def keep_promises() -> None:
    """Move some reports of each change whose day has come, the earliest change first. May run twice, and be killed:
    every report is a transaction of its own, and what moved no longer asks to."""
    due = Rerouting.objects.filter(
        done_on=None, change__withdrawn_at=None, change__valid_from__lte=timezone.localdate()
    ).order_by("change__valid_from", "change")
    for rerouting in due.select_related("change"):
        if not _move_some(rerouting.change):
            return


def _move_some(change: ProvinceChange) -> bool:
    """Whether the change is done with: nothing is left, or nothing that can be moved."""
    waiting = list(_waiting(change).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    moved = [report_id for report_id in waiting if _take_along(report_id, change)]
    if len(waiting) == AT_ONCE and moved:
        return False
    _finish(change)
    return True


def _waiting(change: ProvinceChange) -> QuerySet[Report]:
    codes = list(change.provinces.values_list("pk", flat=True))
    return going_along(Report.objects.all(), codes, to=change.office_id, on=change.valid_from)


def _take_along(report_id: UUID, change: ProvinceChange) -> bool:
    """False where it stays after all: somebody was quicker, or it opens for nobody."""
    try:
        return _transfer(report_id, change)
    except CannotOpen:
        return False


@transaction.atomic(durable=True)
def _transfer(report_id: UUID, change: ProvinceChange) -> bool:
    # RACE: a change that is being withdrawn, and an officer at the same report.
    rerouting = Rerouting.objects.select_for_update(of=("self", "change")).select_related("change").get(pk=change.pk)
    report, parts = lock_with_parts(report_id)
    if rerouting.change.withdrawn_at or not _waiting(change).filter(pk=report_id).exists():
        return False
    if route_of(report, on=change.valid_from).office_number != change.office_id:
        return False
    came_from = report.office_id
    enter(Move.TRANSFER, report)
    send_on(report, change.office_id, Reason.TABLE, change.reason, by=change.by)
    send_along(parts, report, Reason.TABLE, by=change.by)
    Rerouting.objects.filter(pk=change.pk).update(moved=F("moved") + 1)
    record(
        "report.transferred",
        by=change.by,
        report_id=report.pk,
        office_number=change.office_id,
        from_office=came_from,
        change=change.pk,
    )
    return True


@transaction.atomic(durable=True)
def _finish(change: ProvinceChange) -> None:
    rerouting = Rerouting.objects.select_for_update().get(pk=change.pk)
    if rerouting.done_on is None:
        rerouting.done_on = timezone.localdate()
        rerouting.save(update_fields=["done_on"])
        record("reports.rerouted", change=change.pk, office_number=change.office_id, reports=rerouting.moved)
