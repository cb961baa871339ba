"""A report is closed: by one person, or, where the reason asks for it, proposed by one and approved by another."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from reports.access import may_approve, waiting_proposal
from reports.actions.moving import enter, locked, refuse_if_changed, tell_outcome, was_sent, write
from reports.actions.parts import locked_with_parts, tell_parts
from reports.models import Message, Proposal, Report
from reports.models.sealed import seal, unseal
from reports.queries.opened import desk_key
from reports.rules.seen import Seen
from reports.workflow import NEEDS_APPROVAL, CloseReason, Move, target_of


@transaction.atomic(durable=True)
def close_report(
    report_id: UUID,
    *,
    by: User,
    reason: str,
    text: str,
    also_merged: bool = False,
    send_key: UUID | None = None,
    seen: Seen | None = None,
) -> None:
    """Close it with a reason and a text that the reporter reads, or, where a second person has to approve the reason,
    propose it: then nothing changes for the reporter yet. `also_merged`: the text goes to the reporters of the reports
    that are merged into this one, too; of a proposal nobody reads anything."""
    report, parts = locked_with_parts(report_id, by=by, wanted=also_merged and reason not in NEEDS_APPROVAL)
    if was_sent(report, send_key) or _was_proposed(report, send_key):
        return
    refuse_if_changed(report, seen)
    if reason in NEEDS_APPROVAL:
        _propose(report, reason, text, by=by, send_key=send_key)
    else:
        _close(report, reason, text, by=by, send_key=send_key)
        tell_parts(parts, text, by=by, send_key=send_key)
        record("report.closed", by=by, report_id=report.pk, office_number=report.office_id, reason=reason)


@transaction.atomic(durable=True)
def approve_closing(report_id: UUID, *, by: User, send_key: UUID | None = None, seen: Seen | None = None) -> None:
    """Close it as another person proposed, with her words."""
    report = locked(report_id, by=by)
    if was_sent(report, send_key):
        return
    refuse_if_changed(report, seen)
    proposal = _proposal_for(by, report)
    text = unseal(proposal, "text_sealed", data_key=desk_key(report))
    reason, proposed_by = proposal.reason, proposal.by_id
    _close(report, reason, text, by=by, send_key=send_key)
    record(
        "report.closed",
        by=by,
        report_id=report.pk,
        office_number=report.office_id,
        reason=reason,
        proposed_by=proposed_by,
    )


@transaction.atomic(durable=True)
def return_closing(
    report_id: UUID, *, by: User, text: str, send_key: UUID | None = None, seen: Seen | None = None
) -> None:
    """Not approved: the report stays open, and why is a note that officers read."""
    report = locked(report_id, by=by)
    if was_sent(report, send_key):
        return
    refuse_if_changed(report, seen)
    target_of(Move.RETURN_CLOSING, report.state)
    _decide(_proposal_for(by, report))
    write(report, Message.Kind.NOTE, text, by=by, send_key=send_key)
    record("report.closing_returned", by=by, report_id=report.pk, office_number=report.office_id)


def _was_proposed(report: Report, send_key: UUID | None) -> bool:
    return send_key is not None and report.proposals.filter(send_key=send_key).exists()


def _propose(report: Report, reason: str, text: str, *, by: User, send_key: UUID | None) -> None:
    target_of(Move.PROPOSE_CLOSING, report.state)
    if waiting_proposal(report):
        raise DomainError(_("Somebody proposed to close it already. It waits for a second person."))
    proposal = Proposal(report=report, by=by, on=timezone.localdate(), reason=CloseReason(reason), send_key=send_key)
    proposal.text_sealed = seal(proposal, "text_sealed", text, data_key=desk_key(report))
    proposal.save(force_insert=True)
    record("report.closing_proposed", by=by, report_id=report.pk, office_number=report.office_id, reason=reason)


def _proposal_for(by: User, report: Report) -> Proposal:
    """What waits for this person. Raises DomainError where nothing does, PermissionDenied where she may not decide."""
    proposal = waiting_proposal(report)
    if proposal is None:
        raise DomainError(_("No proposal waits here any more. Read the report again."))
    if not may_approve(by, report, proposal):
        raise PermissionDenied
    return proposal


def _decide(proposal: Proposal) -> None:
    proposal.decided_on = timezone.localdate()
    proposal.save(update_fields=["decided_on"])


def _close(report: Report, reason: str, text: str, *, by: User, send_key: UUID | None) -> None:
    enter(Move.CLOSE, report)
    report.close_reason, report.set_aside_until = CloseReason(reason), None
    report.save(update_fields=["close_reason", "set_aside_until"])
    tell_outcome(report, Message.Kind.CLOSING, text, by=by, send_key=send_key)
