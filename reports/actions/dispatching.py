"""A report leaves the portal: the dispatch made with its move, what is taken of it, and what came back."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from pacc.accounts.models import User
from pacc.ledger.record import record
from reports.access import may_see
from reports.actions.moving import locked
from reports.models import Dispatch, Report
from reports.queries.dispatches import Receipt, Told
from reports.queries.opened import desk_key
from reports.queries.packages import Package

_RECEIVED = {
    Dispatch.Kind.CASE_SYSTEM: "report.case_numbered",
    Dispatch.Kind.AGENCY: "report.receipt_kept",
}


def dispatch(report: Report, kind: Dispatch.Kind, *, by: User, told: Told | None = None) -> None:
    """The report leaves for there. Assumes a transaction that locked the report."""
    now = timezone.now()
    leaving = Dispatch(report=report, kind=kind, by=by, at=now, on=timezone.localdate(now))
    if told is not None:
        leaving.told_sealed = told.sealed_in(leaving, data_key=desk_key(report))
    leaving.save(force_insert=True)


@transaction.atomic(durable=True)
def prepare_package(dispatch_id: UUID, *, by: User, package: Package) -> None:
    """What another agency is to read, in place of what was prepared before. The same again changes nothing."""
    dispatch = Dispatch.objects.get(pk=dispatch_id)
    report = locked(dispatch.report_id, by=by)
    dispatch.refresh_from_db()
    data_key = desk_key(report)
    if Package.of(dispatch, data_key=data_key) == package:
        return
    dispatch.package_sealed = package.sealed_in(dispatch, data_key=data_key)
    dispatch.save(update_fields=["package_sealed"])
    record(
        "report.package_prepared",
        by=by,
        report_id=report.pk,
        office_number=report.office_id,
        dispatch=dispatch.number,
        files=len(package.files),
    )


@transaction.atomic(durable=True)
def note_taken(dispatch: Dispatch, *, by: User, file: str, with_identity: bool = False) -> None:
    """Before a file of the dispatch is given: each download is in the ledger, and whether it names the reporter.

    Raises PermissionDenied for whoever does not see the report.
    """
    report = dispatch.report
    if not may_see(by, report):
        raise PermissionDenied
    record(
        "report.dispatch_taken",
        by=by,
        report_id=report.pk,
        office_number=report.office_id,
        dispatch=dispatch.number,
        file=file,
        identity=with_identity,
    )


@transaction.atomic(durable=True)
def keep_receipt(dispatch_id: UUID, *, by: User, receipt: Receipt) -> None:
    """Write down what the receiver gave back, in place of what was written before. The same again changes nothing."""
    dispatch = Dispatch.objects.get(pk=dispatch_id)
    report = locked(dispatch.report_id, by=by)
    dispatch.refresh_from_db()
    data_key = desk_key(report)
    if Receipt.of(dispatch, data_key=data_key) == receipt:
        return
    dispatch.receipt_sealed = receipt.sealed_in(dispatch, data_key=data_key)
    dispatch.save(update_fields=["receipt_sealed"])
    what = _RECEIVED[Dispatch.Kind(dispatch.kind)]
    record(what, by=by, report_id=report.pk, office_number=report.office_id, dispatch=dispatch.number)
