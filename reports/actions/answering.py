"""An officer writes: a question, an answer, a note that stays inside."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from pacc.ledger.record import record
from reports.access import may_write_to_reporter
from reports.actions.mentioning import mention, mentions_read
from reports.actions.moving import enter, fulfil_answer, locked, refuse_if_changed, was_sent, write
from reports.actions.parts import locked_with_parts, tell_parts
from reports.models import Message, Report
from reports.rules.seen import Seen
from reports.workflow import Move, State

ONE_OPENING = timedelta(minutes=30)


@transaction.atomic(durable=True)
def ask_reporter(
    report_id: UUID,
    *,
    by: User,
    text: str,
    answer_by: date,
    send_key: UUID | None = None,
    seen: Seen | None = None,
) -> None:
    """Ask, and wait: the answer clock stands still until the reporter answers. A question is no first answer."""
    report = locked(report_id, by=by)
    if was_sent(report, send_key):
        return
    refuse_if_changed(report, seen)
    enter(Move.ASK, report)
    report.reply_waits = False
    report.save(update_fields=["state", "state_on", "reply_waits"])
    write(report, Message.Kind.QUESTION, text, by=by, send_key=send_key, answer_by=answer_by)
    record("report.asked", by=by, report_id=report.pk, office_number=report.office_id, answer_by=str(answer_by))


@transaction.atomic(durable=True)
def answer_reporter(
    report_id: UUID,
    *,
    by: User,
    text: str,
    also_merged: bool = False,
    send_key: UUID | None = None,
    seen: Seen | None = None,
) -> None:
    """Write to the reporter without waiting for anything. The first one is the office's first answer. `also_merged`: to
    the reporters of the reports that are merged into this one, too."""
    report, parts = locked_with_parts(report_id, by=by, wanted=also_merged)
    if was_sent(report, send_key):
        return
    refuse_if_changed(report, seen)
    if report.state == State.ROUTED:
        raise DomainError(_("Take the report before you write to the reporter."))
    if report.state == State.CLOSED:
        raise DomainError(_("The report is closed. The reporter can ask once for it to be looked at again."))
    if not may_write_to_reporter(by, report):
        raise PermissionDenied
    fulfil_answer(report)
    report.save(update_fields=["answered_on", "reply_waits"])
    write(report, Message.Kind.ANSWER, text, by=by, send_key=send_key)
    tell_parts(parts, text, by=by, send_key=send_key)
    record("report.answered", by=by, report_id=report.pk, office_number=report.office_id)


@transaction.atomic(durable=True)
def add_note(
    report_id: UUID, *, by: User, text: str, send_key: UUID | None = None, mentioned: Collection[int] = ()
) -> None:
    """A note that the reporter never sees. Also on a closed report. `mentioned`: ids of those whom it names."""
    report = locked(report_id, by=by)
    if was_sent(report, send_key):
        return
    note = write(report, Message.Kind.NOTE, text, by=by, send_key=send_key)
    told = mention(note, report, mentioned, by=by)
    detail: dict[str, Any] = {"mentioned": told} if told else {}
    record("report.noted", by=by, report_id=report.pk, office_number=report.office_id, **detail)


@transaction.atomic(durable=True)
def open_report(report_id: UUID, *, by: User) -> Report:
    """Write down that the officer opens it. Opened by its own officer, or nobody's, a waiting reply has been read.

    A page that is loaded again within half an hour, or that leads to another of the same case, is the same opening.
    """
    report = locked(report_id, by=by)
    if report.reply_waits and report.assigned_to_id in (by.pk, None):
        report.reply_waits = False
        report.save(update_fields=["reply_waits"])
    mentions_read(report, by=by)
    opened = Entry.objects.filter(what="report.opened", by=by, report_id=report.pk)
    if not opened.filter(at__gt=timezone.now() - ONE_OPENING).exists():
        record("report.opened", by=by, report_id=report.pk, office_number=report.office_id)
    return report
