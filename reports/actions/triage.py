"""An officer moves a report: takes it, looks into it, gives it into other hands."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from reports.access import officers_to_tell, reports_visible_to
from reports.actions.clocks import DEADLINES, set_clocks
from reports.actions.dispatching import dispatch
from reports.actions.moving import enter, locked, refuse_if_changed, tell_outcome, was_sent, write
from reports.actions.tagging import offer_tags
from reports.models import Dispatch, Message, Report
from reports.queries.dispatches import Told
from reports.rules.seen import Seen
from reports.rules.vocabulary import Behaviour, OfficialClass, Severity
from reports.workflow import Move, State

_MOVED = ("state", "state_on")
_MOST_TRIED = 20  # reports; so many colleagues do not take at the same moment


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


def take_next(*, by: User) -> Report | None:
    """The new report that is due first among those she sees becomes hers; None where there is none.

    RACE: not in one transaction. Whoever takes the same at the same moment gets it; she gets the one after.
    """
    waiting = reports_visible_to(by).filter(state=State.ROUTED, assigned_to=None).order_by("due_on", "arrival")
    for report in waiting[:_MOST_TRIED]:
        with suppress(DomainError, PermissionDenied):
            take_report(report.pk, by=by)
            return report
    return None


@transaction.atomic(durable=True)
def assign_report(report_id: UUID, *, by: User, to: User, seen: Seen | None = None) -> None:
    """Give it to an officer in service who may see it; also how it is taken over from a colleague who is away."""
    assign(report_id, by=by, to=to, seen=seen)


def assign(report_id: UUID, *, by: User, to: User, seen: Seen | None = None) -> None:
    """As `assign_report`, in a transaction that is under way."""
    report = locked(report_id, by=by)
    refuse_if_changed(report, seen)
    if not officers_to_tell(report, on=timezone.localdate()).filter(pk=to.pk).exists():
        raise DomainError(_("%(name)s does not serve here today. Choose somebody else.") % {"name": to.name})
    enter(Move.ASSIGN, report)
    _give_to(report, to)
    record("report.assigned", by=by, report_id=report.pk, office_number=report.office_id, to=to.pk)


def _give_to(report: Report, officer: User) -> None:
    report.assigned_to, report.set_aside_until = officer, None
    report.acknowledged_on = report.acknowledged_on or timezone.localdate()
    report.save(update_fields=[*_MOVED, "assigned_to", "acknowledged_on", "set_aside_until"])


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
def classify_report(report_id: UUID, *, by: User, **told: Any) -> None:
    """As `classify`, in a transaction of its own."""
    classify(report_id, by=by, **told)


def classify(
    report_id: UUID,
    *,
    by: User,
    official_class: str,
    behaviour: str,
    severity: str,
    tags: Sequence[str] | None = None,
) -> None:
    """Class, behaviour and severity as the officer sees them; what the reporter chose stays beside them.

    In a transaction that is under way. `tags`: all that it has from now on; None leaves them as they are.
    """
    report = locked(report_id, by=by)
    if report.state == State.CLOSED:
        raise DomainError(_("The report is closed; its class can no longer be changed."))
    tags = report.tags if tags is None else list(tags)
    told = (report.official_class, report.behaviour, report.severity, report.tags)
    if told == (official_class, behaviour, severity, tags):
        return
    report.official_class = OfficialClass(official_class) if official_class else ""
    report.behaviour = Behaviour(behaviour) if behaviour else ""
    report.severity = Severity(severity) if severity else ""
    report.tags = tags
    report.save(update_fields=["official_class", "behaviour", "severity", "tags"])
    offer_tags(report.office_id, tags)
    record(
        "report.classified",
        by=by,
        report_id=report.pk,
        office_number=report.office_id,
        official_class=official_class,
        behaviour=behaviour,
        severity=severity,
        tags=len(tags),
    )


@transaction.atomic(durable=True)
def refer_report(
    report_id: UUID,
    *,
    by: User,
    agency: str,
    show_agency: bool,
    text: str,
    ground: str = "",
    send_key: UUID | None = None,
    seen: Seen | None = None,
) -> None:
    """Another agency goes on with it. The reporter reads `text`, and which agency only if the officer allows;
    never the legal `ground`."""
    report = locked(report_id, by=by)
    if was_sent(report, send_key):
        return
    refuse_if_changed(report, seen)
    enter(Move.REFER, report)
    dispatch(report, Dispatch.Kind.AGENCY, by=by, told=Told(agency, ground))
    if show_agency:
        with override(report.language):
            text = _("Referred to: %(agency)s") % {"agency": agency} + f"\n\n{text}"
    write(report, Message.Kind.NOTE, _("Referred to: %(agency)s") % {"agency": agency}, by=by)
    tell_outcome(report, Message.Kind.ANSWER, text, by=by, send_key=send_key)
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
    dispatch(report, Dispatch.Kind.CASE_SYSTEM, by=by)
    tell_outcome(report, Message.Kind.ANSWER, text, by=by, send_key=send_key)
    record("report.handed_over", by=by, report_id=report.pk, office_number=report.office_id)
