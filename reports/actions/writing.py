"""What an officer is writing is kept, sealed, until it is sent: hers alone, and no deed that the ledger would keep."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pacc.accounts.models import User
from reports.actions.moving import locked
from reports.models import Writing
from reports.models.sealed import seal
from reports.queries.opened import desk_key


@transaction.atomic(durable=True)
def keep_writing(report_id: UUID, *, by: User, deed: str, text: str) -> None:
    """In place of what was kept before; nothing typed keeps nothing."""
    report = locked(report_id, by=by)
    own = Writing.objects.filter(report=report, by=by, deed=deed)
    if not text.strip():
        own.delete()
        return
    writing = own.first() or Writing(report=report, by=by, deed=deed)
    writing.text_sealed = seal(writing, "text_sealed", text, data_key=desk_key(report))
    writing.at = timezone.now()
    writing.save()


def forget_writing(report_id: UUID, *, by: User, deed: str) -> None:
    """It was sent."""
    Writing.objects.filter(report=report_id, by=by, deed=deed).delete()
