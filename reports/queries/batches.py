"""A file of reports as the officer who brought it sees it."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from pacc.accounts.models import User
from pacc.vault import codes
from reports.models import Batch, Report
from reports.queries.slips import Slip


def batches_of(by: User) -> QuerySet[Batch]:
    """Only whoever brought it, as long as it is kept."""
    return Batch.objects.filter(Q(state=Batch.State.SAVING) | Q(expires_at__gt=timezone.now()), by=by)


def slips_of(tokens: Iterable[bytes]) -> list[Slip]:
    """The slips of reports whose first code still counts, in this order. One query."""
    by_hash = {codes.token_hash(token): codes.code_of(token) for token in tokens}
    columns = ("token_hash", "reference", "language", "submitted_on", "acknowledge_by", "answer_by")
    rows = Report.objects.filter(token_hash__in=list(by_hash), code_is_first=True).values(*columns)
    found = {bytes(row.pop("token_hash")): row for row in rows}
    return [Slip(code=code, **found[key]) for key, code in by_hash.items() if key in found]
