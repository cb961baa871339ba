"""An officer moves a report: takes it, looks into it, sends it on, closes it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from networks.models import Office
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from reports.access import may_close_without_ground, officers_to_tell
from reports.actions.clocks import DEADLINES, set_clocks
from reports.actions.moving import enter, fulfil_answer, locked, refuse_if_changed, was_sent, write
from reports.models import Message, Report, Routing
from reports.models.sealed import seal
from reports.queries.opened import desk_key
from reports.rules.routing import Reason
from reports.rules.seen import Seen
from reports.rules.transfer import may_lie_at
from reports.rules.vocabulary import Behaviour, OfficialClass
from reports.workflow import NEEDS_DIRECTOR, CloseReason, Move, State

_MOVED = ("state", "state_on")


@transaction.atomic(durable=True)
def take_report(report_id: UUID, *, by: User) -> None:
    """The report is this officer's from now on, and acknowledged. Taking it twice changes nothing."""
    report = locked(report_id, by=by)
    if report.state == State.ASSIGNED and report.assigned_to_id == by.pk:
        return
    if report.state == State.ASSIGNED and report.assigned_to:
        raise DomainError(_("%(name)s has taken this report already.") % {"name": report.assigned_to.name})
    enter(Move.TAKE, report)
    _give_to(report, by)
    record("report.taken", by=by, report_id=report.pk, office_number=report.office_id)


@transaction.atomic(durable=True)
def assign_report(report_id: UUID, *, by: User, to: User, seen: Seen | None = None) -> None:
    """Give it to an officer in service who may see it; also how it is taken over from a colleague who is away."""
    report = locked(report_id, by=by)
    refuse_if_changed(report, seen)
    if not officers_to_tell(report, on=timezone.localdate()).filter(pk=to.pk).exists():
        raise DomainError(_("%(name)s does not serve here today. Choose somebody else.") % {"name": to.name})
    enter(Move.ASSIGN, report)
    _give_to(report, to)
    record("report.assigned", by=by, report_id=report.pk, office_number=report.office_id, to=to.pk)


def _give_to(report: Report, officer: User) -> None:
    report.assigned_to = officer
    report.acknowledged_on = report.acknowledged_on or timezone.localdate()
    report.save(update_fields=[*_MOVED, "assigned_to", "acknowledged_on"])


@transaction.atomic(durable=True)
def begin_triage(report_id: UUID, *, by: User, seen: Seen | None = None) -> None:
    """Screening begins, or goes on without the answer that was waited for."""
    _simply(Move.BEGIN_TRIAGE, "report.screened", report_id, by, seen)


@transaction.atomic(durable=True)
def begin_fact_finding(report_id: UUID, *, by: User, seen: Seen | None = None) -> None:
    """The office examines the facts."""
    _simply(Move.EXAMINE, "report.examined", report_id, by, seen)


def _simply(move: Move, what: str, report_id: UUID, by: User, seen: Seen | None) -> None:
    report = locked(report_id, by=by)
    refuse_if_changed(report, seen)
    enter(move, report)
    report.save(update_fields=_MOVED)
    set_clocks(report)
    report.save(update_fields=DEADLINES)
    record(what, by=by, report_id=report.pk, office_number=report.office_id)


@transaction.atomic(durable=True)
def classify_report(report_id: UUID, *, by: User, official_class: str, behaviour: str) -> None:
    """Official class and behaviour as the officer sees them; what the reporter chose stays beside them."""
    report = locked(report_id, by=by)
    if report.state == State.CLOSED:
        raise DomainError(_("The report is closed; its class can no longer be changed."))
    if (report.official_class, report.behaviour) == (official_class, behaviour):
        return
    report.official_class = OfficialClass(official_class) if official_class else ""
    report.behaviour = Behaviour(behaviour) if behaviour else ""
    report.save(update_fields=["official_class", "behaviour"])
    record(
        "report.classified",
        by=by,
        report_id=report.pk,
        office_number=report.office_id,
        official_class=official_class,
        behaviour=behaviour,
    )


@transaction.atomic(durable=True)
def transfer_report(report_id: UUID, *, by: User, to: Office, reason: str, seen: Seen | None = None) -> None:
    """Send it to another office, with a reason for its officers. Clocks run on: the reporter does not wait anew.

    Never to the office it is about, nor a report about headquarters or an unknown part of the PACC to the central
    intake. Source: domain.md, Routing.
    """
    report = locked(report_id, by=by)
    refuse_if_changed(report, seen)
    if to.number == report.office_id:
        raise DomainError(_("The report lies at this office already."))
    if not may_lie_at(
        to.number, about_pacc=report.about_pacc, about_office=report.about_office_id, agency_kind=report.agency_kind
    ):
        raise DomainError(_("The report may be about this office, so it cannot go there."))
    enter(Move.TRANSFER, report)
    came_from, today = report.office_id, timezone.localdate()
    report.office, report.is_conflict, report.assigned_to = to, False, None
    report.routed_on = report.state_on = today
    report.save(update_fields=[*_MOVED, "office", "is_conflict", "assigned_to", "routed_on"])
    set_clocks(report)
    report.save(update_fields=DEADLINES)
    step = Routing(report=report, office=to, reason=Reason.TRANSFER, on=today, by=by)
    step.params = {} if came_from is None else {"from_office": str(came_from)}
    step.save(force_insert=True)
    step.note_sealed = seal(step, "note_sealed", reason, data_key=desk_key(report))
    step.save(update_fields=["note_sealed"])
    record("report.transferred", by=by, report_id=report.pk, office_number=to.number, from_office=came_from)


@transaction.atomic(durable=True)
def refer_report(
    report_id: UUID,
    *,
    by: User,
    agency: str,
    show_agency: bool,
    text: str,
    send_key: UUID | None = None,
    seen: Seen | None = None,
) -> None:
    """Another agency goes on with it. The reporter reads `text`, and which agency only if the officer allows."""
    report = locked(report_id, by=by)
    if was_sent(report, send_key):
        return
    refuse_if_changed(report, seen)
    enter(Move.REFER, report)
    if show_agency:
        with override(report.language):
            text = _("Referred to: %(agency)s") % {"agency": agency} + f"\n\n{text}"
    write(report, Message.Kind.NOTE, _("Referred to: %(agency)s") % {"agency": agency}, by=by)
    _tell(report, Message.Kind.ANSWER, text, by=by, send_key=send_key)
    record("report.referred", by=by, report_id=report.pk, office_number=report.office_id, agency_shown=show_agency)


@transaction.atomic(durable=True)
def hand_over_report(
    report_id: UUID, *, by: User, text: str, send_key: UUID | None = None, seen: Seen | None = None
) -> None:
    """The PACC's own case system goes on with it; the reporter reads `text`."""
    report = locked(report_id, by=by)
    if was_sent(report, send_key):
        return
    refuse_if_changed(report, seen)
    enter(Move.HAND_OVER, report)
    _tell(report, Message.Kind.ANSWER, text, by=by, send_key=send_key)
    record("report.handed_over", by=by, report_id=report.pk, office_number=report.office_id)


@transaction.atomic(durable=True)
def close_report(
    report_id: UUID, *, by: User, reason: str, text: str, send_key: UUID | None = None, seen: Seen | None = None
) -> None:
    """Close it with a reason and a text that the reporter reads. "No ground" is the director's to decide."""
    report = locked(report_id, by=by)
    if was_sent(report, send_key):
        return
    refuse_if_changed(report, seen)
    if reason in NEEDS_DIRECTOR and not may_close_without_ground(by, report):
        raise DomainError(
            _("“No ground” is for the office director to decide. Leave your proposal as an internal note.")
        )
    enter(Move.CLOSE, report)
    report.close_reason = CloseReason(reason)
    _tell(report, Message.Kind.CLOSING, text, by=by, send_key=send_key)
    record("report.closed", by=by, report_id=report.pk, office_number=report.office_id, reason=reason)


def _tell(report: Report, kind: str, text: str, *, by: User, send_key: UUID | None) -> None:
    """Write to the reporter what became of it; that is an answer."""
    fulfil_answer(report)
    report.save(update_fields=[*_MOVED, "close_reason", "answered_on", "reply_waits"])
    write(report, kind, text, by=by, send_key=send_key)
