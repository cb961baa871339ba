"""An officer ticks what of a report's checklist is done."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from reports.actions.moving import locked
from reports.models import TaskDone
from reports.rules.checklist import checklist_of
from reports.workflow import State


@transaction.atomic(durable=True)
def tick_tasks(report_id: UUID, *, by: User, shown: Collection[str], done: Collection[str]) -> None:
    """Of the tasks that her page `shown`, these are done and the rest is not. What a colleague ticked stays his.

    Tasks of a class that the report no longer has keep their tick, and are not shown.
    """
    report = locked(report_id, by=by)
    if report.state == State.CLOSED:
        raise DomainError(_("The report is closed; its tasks can no longer be changed."))
    open_to_her = {task.code for task in checklist_of(report.official_class)} & set(shown)
    ticked = set(report.tasks_done.values_list("code", flat=True))
    new, taken_back = (open_to_her & set(done)) - ticked, (open_to_her - set(done)) & ticked
    if not new and not taken_back:
        return
    today = timezone.localdate()
    TaskDone.objects.bulk_create(TaskDone(report=report, code=code, by=by, on=today) for code in sorted(new))
    report.tasks_done.filter(code__in=taken_back).delete()
    told = {"done": sorted(new), "taken_back": sorted(taken_back)}
    record("report.tasks_ticked", by=by, report_id=report.pk, office_number=report.office_id, **told)
