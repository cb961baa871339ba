"""An officer puts her report out of sight until a day, or until the reporter writes."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from reports.actions.moving import locked, refuse_if_changed
from reports.models import Report
from reports.rules.seen import Seen
from reports.workflow import Move, target_of


@transaction.atomic(durable=True)
def set_aside(report_id: UUID, *, by: User, until: date, back_on_reply: bool, seen: Seen | None = None) -> None:
    """Its clocks run on. The reminder stays when the reporter writes; with `back_on_reply` that brings it back."""
    report = _own(report_id, by, seen)
    target_of(Move.SET_ASIDE, report.state)
    report.set_aside_until, report.back_on_reply = until, back_on_reply
    report.save(update_fields=["set_aside_until", "back_on_reply"])
    record("report.set_aside", by=by, report_id=report.pk, office_number=report.office_id, until=str(until))


@transaction.atomic(durable=True)
def bring_back(report_id: UUID, *, by: User, seen: Seen | None = None) -> None:
    """The reminder is done with. Bringing it back twice changes nothing."""
    report = _own(report_id, by, seen)
    if report.set_aside_until is None:
        return
    target_of(Move.BRING_BACK, report.state)
    report.set_aside_until = None
    report.save(update_fields=["set_aside_until"])
    record("report.brought_back", by=by, report_id=report.pk, office_number=report.office_id)


def _own(report_id: UUID, by: User, seen: Seen | None) -> Report:
    report = locked(report_id, by=by)
    refuse_if_changed(report, seen)
    if report.assigned_to_id != by.pk:
        raise DomainError(_("Only the officer in charge sets a report aside or brings it back."))
    return report
