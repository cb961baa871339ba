"""What a slip says: reference, first code, days. Nothing of what was told, and not where it went."""

from dataclasses import dataclass
from datetime import date

from pacc.vault import codes
from reports.models import Report


@dataclass(frozen=True)
class Slip:
    """`language`: the reporter's. No days while its clocks stand still, merged into another report."""

    reference: str
    code: str
    language: str
    submitted_on: date
    acknowledge_by: date | None
    answer_by: date | None


def slip_of(token: bytes) -> Slip | None:
    """One query. None once the reporter has a code of her own: the first one opens nothing any more."""
    columns = ("reference", "language", "submitted_on", "acknowledge_by", "answer_by")
    found = Report.objects.filter(token_hash=codes.token_hash(token), code_is_first=True).values(*columns).first()
    return Slip(code=codes.code_of(token), **found) if found else None
