"""Write a deed into the ledger, in the deed's own transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from pacc.ledger.models import Entry

if TYPE_CHECKING:
    from pacc.accounts.models import User


def record(
    what: str,
    *,
    by: User | None = None,
    report_id: UUID | None = None,
    office_number: int | None = None,
    **detail: Any,
) -> None:
    """One entry. Without `by` somebody unnamed did it (a reporter, the portal): then the day only, never the time."""
    if not connection.in_atomic_block:
        raise RuntimeError("a ledger entry belongs into the transaction of its deed")
    now = timezone.now()
    Entry(
        what=what,
        on=timezone.localdate(now),
        at=now if by else None,
        by=by,
        report_id=report_id,
        office_number=office_number,
        detail=detail,
    ).save(force_insert=True)
