"""An officer takes reports out of the portal as a file: written down before its first byte."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pacc.accounts.models import User
from pacc.ledger.record import record
from reports.access import may_see
from reports.models import Evidence, Report
from reports.rules.exports import CaseFormat, CasePart, Order, Purpose


@transaction.atomic(durable=True)
def note_export(order: Order, *, rows: int, by: User) -> None:
    """`rows`: of what she sees, those that her filter leaves. The entry stands also where nobody fetches the file."""
    record("reports.exported", by=by, rows=rows, **order.noted)


@transaction.atomic(durable=True)
def begin_case_export(
    report: Report, *, by: User, to: CaseFormat, purpose: Purpose, parts: Sequence[CasePart]
) -> list[Evidence]:
    """The case's files that go along, in the order in which they came: none of them into a paper."""
    if not may_see(by, report):
        raise PermissionDenied
    files = list(report.evidence.order_by("arrival")) if to == CaseFormat.ZIP else []
    record(
        "report.exported",
        by=by,
        report_id=report.pk,
        office_number=report.office_id,
        format=to.value,
        purpose=purpose.value,
        parts=[part.value for part in parts],
        files=len(files),
    )
    return files
