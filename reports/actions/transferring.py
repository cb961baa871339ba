"""A report goes to another office, or back from one that says it is not theirs."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.models import Office
from networks.models.office import CENTRAL_INTAKE
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from reports.access import transfer_to_decline
from reports.actions.clocks import DEADLINES, set_clocks
from reports.actions.merging import let_go
from reports.actions.moving import enter, refuse_if_changed
from reports.actions.parts import locked_with_all_parts
from reports.models import Report, Routing
from reports.models.sealed import seal
from reports.queries.opened import desk_key
from reports.rules.routing import Reason
from reports.rules.seen import Seen
from reports.rules.transfer import may_lie_at
from reports.workflow import MOST_DECLINED, Move, State


@transaction.atomic(durable=True)
def transfer_report(report_id: UUID, *, by: User, to: Office, reason: str, seen: Seen | None = None) -> None:
    """Send it to another office, with a reason for its officers. Clocks run on: the reporter does not wait anew.
    What is merged into it goes along.

    Never to the office it is about, nor a report about headquarters or an unknown part of the PACC to the central
    intake. Source: domain.md, Routing.
    """
    report, parts = locked_with_all_parts(report_id, by=by)
    refuse_if_changed(report, seen)
    if to.number == report.office_id:
        raise DomainError(_("The report lies at this office already."))
    if not _may_lie_at(to.number, report):
        raise DomainError(_("The report may be about this office, so it cannot go there."))
    enter(Move.TRANSFER, report)
    came_from = report.office_id
    send_on(report, to.number, Reason.TRANSFER, reason, by=by)
    send_along(parts, report, Reason.TRANSFER, by=by)
    record("report.transferred", by=by, report_id=report.pk, office_number=to.number, from_office=came_from)


@transaction.atomic(durable=True)
def decline_transfer(report_id: UUID, *, by: User, reason: str, seen: Seen | None = None) -> None:
    """ "Not ours": back to where it came from, or, after so many times, to the central intake, which keeps it. What may
    not lie there goes to those posted to such cases."""
    report, parts = locked_with_all_parts(report_id, by=by)
    refuse_if_changed(report, seen)
    transfer = transfer_to_decline(report)
    if transfer is None:
        raise DomainError(_("There is no transfer to decline: take the report, or transfer it yourself."))
    enter(Move.DECLINE, report)
    declined_before = report.routings.filter(reason=Reason.DECLINED).count()
    came_from, number = report.office_id, transfer.params.get("from_office")
    back_to = None if number is None else int(number)
    why = Reason.DECLINED
    if declined_before + 1 >= MOST_DECLINED:
        back_to, why = CENTRAL_INTAKE, Reason.DECLINED_OFTEN
    if back_to is not None and not _may_lie_at(back_to, report):
        back_to = None
    send_on(report, back_to, why, reason, by=by)
    send_along(parts, report, why, by=by)
    record("report.declined", by=by, report_id=report.pk, office_number=back_to, from_office=came_from)


def _may_lie_at(office_number: int, report: Report) -> bool:
    return may_lie_at(
        office_number,
        about_pacc=report.about_pacc,
        about_office=report.about_office_id,
        agency_kind=report.agency_kind,
    )


def send_on(report: Report, office_number: int | None, why: str, words: str, *, by: User) -> None:
    """From here on it is the other office's; None: those posted to conflict cases. Nobody there has it yet."""
    came_from, today = report.office_id, timezone.localdate()
    report.office_id, report.is_conflict, report.assigned_to = office_number, office_number is None, None
    report.routed_on = report.state_on = today
    report.set_aside_until = None
    moved = ("state", "state_on", "office", "is_conflict", "assigned_to", "routed_on", "set_aside_until")
    report.save(update_fields=moved)
    set_clocks(report)
    report.save(update_fields=DEADLINES)
    step = _write_down(report, why, came_from, by=by)
    step.note_sealed = seal(step, "note_sealed", words, data_key=desk_key(report))
    step.save(update_fields=["note_sealed"])


def send_along(parts: Iterable[Report], whole: Report, why: str, *, by: User) -> None:
    """What is merged into a report lies where that one lies now, or its reporter's words would be read by nobody. Taken
    out again, it begins there as a new one. A part that may not lie there is taken up by itself where it is."""
    for part in parts:
        if whole.office_id is None or not _may_lie_at(whole.office_id, part):
            let_go(part)
            continue
        came_from, part.office_id, part.is_conflict = part.office_id, whole.office_id, False
        part.assigned_to, part.set_aside_until, part.routed_on = None, None, timezone.localdate()
        part.save(update_fields=["office", "is_conflict", "assigned_to", "set_aside_until", "routed_on"])
        part.merges.filter(ended_on=None).update(came_from=State.ROUTED)
        _write_down(part, why, came_from, by=by)
        record("report.transferred", by=by, report_id=part.pk, office_number=part.office_id, from_office=came_from)


def _write_down(report: Report, why: str, came_from: int | None, *, by: User) -> Routing:
    """Why it lies where it lies now; the search finds it there."""
    step = Routing(report=report, office_id=report.office_id, reason=why, on=timezone.localdate(), by=by)
    step.params = {} if came_from is None else {"from_office": str(came_from)}
    step.save(force_insert=True)
    enqueue("reports.index", report_id=report.pk)
    return step
