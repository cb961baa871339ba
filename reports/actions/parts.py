"""Reports that are merged into one: what is written there may go to their reporters, too, to each in her thread."""

from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pacc.accounts.models import User
from pacc.ledger.record import record
from reports.access import may_see, reports_visible_to
from reports.actions.clocks import DEADLINES, set_clocks
from reports.actions.moving import lock_together, locked, write
from reports.models import Merge, Message, Report


def locked_with_parts(report_id: UUID, *, by: User, wanted: bool) -> tuple[Report, list[Report]]:
    """The report and, where `wanted`, its parts that the officer sees, all locked until the transaction ends. Raises
    PermissionDenied for whoever no longer sees the report."""
    if not wanted:
        return locked(report_id, by=by), []
    report, parts = locked_with_all_parts(report_id, by=by)
    seen = set(reports_visible_to(by).filter(pk__in=[part.pk for part in parts]).values_list("pk", flat=True))
    return report, [part for part in parts if part.pk in seen]


def locked_with_all_parts(report_id: UUID, *, by: User) -> tuple[Report, list[Report]]:
    """The same with those of its parts, too, that the officer does not see: for what happens to all of them."""
    report, parts = lock_with_parts(report_id)
    if not may_see(by, report):
        raise PermissionDenied
    return report, parts


def lock_with_parts(report_id: UUID) -> tuple[Report, list[Report]]:
    """The same for the portal itself, which sees all."""
    ids = Merge.objects.filter(into=report_id, ended_on=None).values_list("report", flat=True)
    reports = lock_together([report_id, *ids])
    # RACE: asked again under the locks; what was merged or taken out in between is left alone.
    still = set(ids.all())
    return reports[report_id], [part for pk, part in reports.items() if pk in still]


def tell_parts(parts: list[Report], text: str, *, by: User, send_key: UUID | None) -> None:
    """The same words to each of their reporters, sealed in her own thread; that is an answer. What she wrote herself
    stays unread."""
    for part in parts:
        part.answered_on = part.answered_on or timezone.localdate()
        set_clocks(part)
        part.save(update_fields=["answered_on", *DEADLINES])
        own_key = uuid5(send_key, str(part.pk)) if send_key else None
        write(part, Message.Kind.ANSWER, text, by=by, send_key=own_key)
        record("report.answered", by=by, report_id=part.pk, office_number=part.office_id)
