"""What officers' deeds are made of: lock, ask again whether she may, see that it is as she saw it, write down."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.outbox.jobs import enqueue
from reports.access import may_see, reports_visible_to
from reports.models import Message, Report
from reports.models.sealed import seal
from reports.queries.opened import desk_key
from reports.queries.seen import seen_of
from reports.rules.seen import Seen
from reports.workflow import Move, State, target_of


class Changed(DomainError):
    """Somebody was quicker; the sentence says what is different now. Nothing was done."""


def locked(report_id: UUID, *, by: User) -> Report:
    """The report, locked until the transaction ends. Raises PermissionDenied for whoever no longer sees it."""
    # RACE: no select_related. Whoever waited for the lock gets the row anew, but joined rows as they were before.
    report = Report.objects.select_for_update().get(pk=report_id)
    if not may_see(by, report):
        raise PermissionDenied
    return report


def lock_together(report_ids: Iterable[UUID]) -> dict[UUID, Report]:
    """Several reports, locked until the transaction ends.

    RACE: in the order of their ids, so that two that want the same reports never wait for each other in a circle.
    """
    return {report.pk: report for report in Report.objects.select_for_update().filter(pk__in=report_ids).order_by("pk")}


def locked_together(report_ids: Collection[UUID], *, by: User) -> dict[UUID, Report]:
    """As `locked`, of several: raises PermissionDenied for whoever does not see all of them. Three queries."""
    reports = lock_together(report_ids)
    if reports_visible_to(by).filter(pk__in=report_ids).count() != len(set(report_ids)):
        raise PermissionDenied
    return reports


def enter(move: Move, report: Report) -> None:
    """Set the state where `move` leads; the report is locked, by somebody who may. A state that it is in already keeps
    its day: a second question starts no new waiting. Raises DomainError where the table does not allow it."""
    state = target_of(move, report.state)
    if report.state != state:
        report.state = state
        report.state_on = timezone.localdate()
        # Whoever proposed to close it meant it as it was.
        report.proposals.filter(decided_on=None).update(decided_on=timezone.localdate())


def refuse_if_changed(report: Report, seen: Seen | None) -> None:
    """Raises Changed, in words, where the report is not as the officer's page showed it. One query."""
    if seen is None:
        return
    now = seen_of(report)
    if now == seen:
        return
    changes = []
    if now.state != seen.state:
        changes.append(_("The report is now “%(state)s”.") % {"state": State(now.state).label})
    if now.assigned_to != seen.assigned_to:
        name = report.assigned_to.name if report.assigned_to else _("nobody")
        changes.append(_("It is now with: %(name)s.") % {"name": name})
    if now.office != seen.office:
        where = report.office.short if report.office else _("officers posted to reports about the PACC")
        changes.append(_("It now lies at: %(office)s.") % {"office": where})
    if now.last_message != seen.last_message:
        changes.append(_("There is a new message with the reporter."))
    advice = _("Nothing was done yet, and what you wrote is still here: look again, then decide.")
    raise Changed(" ".join([_("Somebody else was at work here meanwhile."), *changes, advice]))


def was_sent(report: Report, send_key: UUID | None) -> bool:
    """Whether this very form came before: a double click, a lost answer. One query."""
    return send_key is not None and report.messages.filter(send_key=send_key).exists()


def write(
    report: Report,
    kind: str,
    text: str,
    *,
    by: User,
    send_key: UUID | None = None,
    answer_by: date | None = None,
) -> Message:
    """Add an officer's message, sealed, with its time. Assumes a transaction that locked the report."""
    now = timezone.now()
    message = Message(
        report=report, kind=kind, on=timezone.localdate(now), at=now, by=by, send_key=send_key, answer_by=answer_by
    )
    message.body_sealed = seal(message, "body_sealed", text, data_key=desk_key(report))
    message.save(force_insert=True)
    enqueue("reports.index", report_id=report.pk)
    return message


def tell_outcome(report: Report, kind: str, text: str, *, by: User, send_key: UUID | None) -> None:
    """Save where the report was moved, and write to the reporter what became of it; that is an answer."""
    fulfil_answer(report)
    report.save(update_fields=["state", "state_on", "answered_on", "reply_waits"])
    write(report, kind, text, by=by, send_key=send_key)


def fulfil_answer(report: Report) -> None:
    """The reporter has the office's first answer, and what she wrote was read. Not saved yet."""
    report.answered_on = report.answered_on or timezone.localdate()
    report.reply_waits = False
