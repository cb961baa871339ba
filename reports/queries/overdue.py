"""Reports that somebody above has to be told of, because a clock of theirs ran out."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from reports.models import Escalation, Report
from reports.rules.readings import ClockKind

# The two clocks that are escalated: while one of them runs, the reporter has heard nothing from a person.
WATCHED = (ClockKind.ACKNOWLEDGE, ClockKind.ANSWER)


def overdue_untold(clock: ClockKind, step: str, *, due_until: date) -> QuerySet[Report]:
    """Those whose running clock is this one, was due by that day, and of which this step was not told yet."""
    running = {"acknowledged_on": None} if clock == ClockKind.ACKNOWLEDGE else {"acknowledged_on__isnull": False}
    told = Escalation.objects.filter(report=OuterRef("pk"), clock=clock, step=step, reopened=OuterRef("was_contested"))
    # `due_on` is empty where no clock runs: waiting for the reporter, closed, practice that was never routed.
    return Report.objects.filter(
        ~Exists(told), due_on__lte=due_until, answered_on=None, is_practice=False, routed_on__isnull=False, **running
    )
