"""A month's figures leave the portal as a paper."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pacc.accounts.models import User
from pacc.ledger.record import record
from reports.access import oversight_of


@transaction.atomic(durable=True)
def note_monthly_report(*, by: User, scope: str, month: date) -> None:
    """Write down who made it, of what and of which month."""
    if oversight_of(by).is_empty:
        raise PermissionDenied
    office_number = int(scope) if scope.isdecimal() else None
    record("figures.printed", by=by, office_number=office_number, scope=scope, month=f"{month:%Y-%m}")
