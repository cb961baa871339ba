"""A report is the same matter as another: it becomes a part of that one, and for thirty days this can be undone."""

from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from reports.access import others_merged_into
from reports.actions.clocks import DEADLINES, set_clocks
from reports.actions.moving import enter, lock_together, locked, locked_together, refuse_if_changed
from reports.models import Merge, Message, Report
from reports.models.sealed import seal
from reports.queries.merged import standing_merge, why_not_merged
from reports.queries.opened import desk_key
from reports.rules.seen import Seen
from reports.workflow import CloseReason, Move, State, target_of

_MOVED = ("state", "state_on", "close_reason")


@transaction.atomic(durable=True)
def merge_report(report_id: UUID, *, by: User, into: Report, seen: Seen | None = None) -> None:
    """Make it a part of `into`: it leaves the queue, its clocks stand still, and its reporter follows the status of the
    other one in her own thread, which nobody else reads. Doing it twice changes nothing.

    Raises DomainError where the two do not go together, PermissionDenied for whoever does not see both.
    """
    merge(report_id, by=by, into=into, seen=seen)


def merge(report_id: UUID, *, by: User, into: Report, seen: Seen | None = None) -> None:
    """As `merge_report`, in a transaction that is under way."""
    reports = locked_together([report_id, into.pk], by=by)
    report, other = reports[report_id], reports[into.pk]
    standing = standing_merge(report)
    if standing and standing.into_id == other.pk:
        return
    refuse_if_changed(report, seen)
    if against := why_not_merged(report, other, has_parts=others_merged_into(report).exists()):
        raise DomainError(against)
    today, came_from, closed_as = timezone.localdate(), report.state, report.close_reason
    enter(Move.MERGE, report)
    made = Merge(report=report, into=other, by=by, on=today, came_from=came_from, closed_as=closed_as)
    made.followed, made.followed_on = other.state, today
    made.save(force_insert=True)
    report.close_reason = CloseReason.DUPLICATE
    _save(report)
    with override(report.language):
        told = _(
            "Your report is about the same matter as another one, so the office works on both together. Reference and "
            "code stay as they are: here you read how it goes on, and you can write to the office as before."
        )
        _notice(report, told, name=f"merge {made.pk}")
    record("report.merged", by=by, report_id=report.pk, office_number=report.office_id, other=str(other.pk))
    record("report.merged_here", by=by, report_id=other.pk, office_number=other.office_id, other=str(report.pk))


@transaction.atomic(durable=True)
def separate_report(report_id: UUID, *, by: User, seen: Seen | None = None) -> None:
    """Undo the merge: the report is as it was, and its clocks go on where they stood. Raises DomainError where it is no
    part of another any more, or has been for too long."""
    separate(report_id, by=by, seen=seen)


def separate(report_id: UUID, *, by: User, seen: Seen | None = None) -> None:
    """As `separate_report`, in a transaction that is under way."""
    report = locked(report_id, by=by)
    refuse_if_changed(report, seen)
    target_of(Move.SEPARATE, report.state)
    standing = standing_merge(report)
    if standing is None or not standing.can_be_undone:
        raise DomainError(_("The days in which this could be undone are over."))
    _take_out(report, standing, by=by)


@transaction.atomic(durable=True)
def pass_reply_on(report_id: UUID) -> None:
    """The reporter of a merged report wrote: whoever works on the other one is told by its mark. Where that one is
    closed nobody would look, so the report is taken up by itself again, however long ago it was merged."""
    parted_from = Merge.objects.filter(report=report_id, ended_on=None).values_list("into", flat=True).first()
    if parted_from is None:
        return
    reports = lock_together([report_id, parted_from])
    report, other = reports[report_id], reports[parted_from]
    standing = standing_merge(report)
    if standing is None or standing.into_id != other.pk or not report.reply_waits:
        return
    if other.state == State.CLOSED:
        _take_out(report, standing, by=None)
    else:
        other.reply_waits = True
        other.save(update_fields=["reply_waits"])


def let_go(report: Report) -> None:
    """A part that may not go where the other report goes is taken up by itself again. Assumes a transaction that locked
    it."""
    standing = standing_merge(report)
    if standing:
        _take_out(report, standing, by=None)


def _take_out(report: Report, standing: Merge, *, by: User | None) -> None:
    standing.ended_on = report.state_on = timezone.localdate()
    standing.save(update_fields=["ended_on"])
    report.state, report.close_reason = standing.came_from, standing.closed_as
    _save(report)
    with override(report.language):
        _notice(report, _("The office works on your report by itself again."), name=f"separated {standing.pk}")
    record("report.separated", by=by, report_id=report.pk, office_number=report.office_id, other=str(standing.into_id))
    record("report.separated_here", by=by, report_id=standing.into_id, other=str(report.pk))


def _save(report: Report) -> None:
    """The state first: the clocks are reckoned from the trail that the database keeps of it."""
    report.save(update_fields=_MOVED)
    set_clocks(report)
    report.save(update_fields=DEADLINES)


def _notice(report: Report, text: str, *, name: str) -> None:
    """From the portal, in the reporter's own thread. It says nothing of the other report, nor of its reporter."""
    message = Message(
        report=report, kind=Message.Kind.NOTICE, on=timezone.localdate(), send_key=uuid5(report.pk, name)
    )  # fmt: skip
    message.body_sealed = seal(message, "body_sealed", text, data_key=desk_key(report))
    message.save(force_insert=True)
