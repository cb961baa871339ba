"""The reporter comes back with reference and code: reads her case, answers, says that it is not resolved."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from pacc.vault import codes, data_keys
from pacc.vault.errors import CannotOpen
from pacc.vault.keyring import pepper
from reports.actions.intake import attach_file
from reports.models import Message, Report, TrackingAttempt, WrappedKey
from reports.models.case_scope import enter_case, look_for_reference
from reports.models.sealed import seal, unseal
from reports.queries.opened import reporter_data_key
from reports.queries.own_case import CaseGone
from reports.rules.account import AttachedFile
from reports.workflow import Move, State, target_of

FREE_FAILURES = 5  # tries before the first wait: people mistype
LONGEST_WAIT = timedelta(seconds=60)  # 66 random bits need no more, and a stranger must not lock a reporter out
_DOUBLINGS = 6
_REMEMBERED = timedelta(days=1)


class SentBefore(DomainError):
    """This form was sent already, with other words."""


@dataclass(frozen=True)
class CaseKey:
    """What the reporter's encrypted cookie holds for half an hour."""

    report_id: UUID
    reporter_key: bytes


def unlock_case(reference: str, code: str) -> CaseKey | None:
    """The key of the case, or None where reference or code is wrong: same answer, same work, same time.

    Raises DomainError while the reference has to wait after too many wrong codes, whether such a report exists or not.
    """
    reference, code = codes.clean_reference(reference), codes.clean_code(code)
    attempt_key = hmac.digest(pepper(), b"track" + reference.encode(), "sha256")
    _refuse_while_waiting(attempt_key)
    report = _by_reference(reference)
    verifier, reporter_key = codes.derive(code, reference)
    known = bytes(report.verifier) if report else bytes(32)
    if not hmac.compare_digest(verifier, known) or report is None:
        _count_failure(attempt_key)
        return None
    TrackingAttempt.objects.filter(pk=attempt_key).delete()
    return CaseKey(report.pk, reporter_key)


@transaction.atomic
def _by_reference(reference: str) -> Report | None:
    look_for_reference(reference)
    return Report.objects.only("id", "verifier").filter(reference=reference).first()


def _refuse_while_waiting(attempt_key: bytes) -> None:
    waiting = TrackingAttempt.objects.filter(pk=attempt_key, wait_until__gt=timezone.now()).first()
    if waiting:
        seconds = int((waiting.wait_until - timezone.now()).total_seconds()) + 1
        raise DomainError(_("Too many tries with this reference. Try again in %(n)d seconds.") % {"n": seconds})


@transaction.atomic(durable=True)
def _count_failure(attempt_key: bytes) -> None:
    TrackingAttempt.objects.get_or_create(pk=attempt_key, defaults={"wait_until": timezone.now()})
    attempt = TrackingAttempt.objects.select_for_update().get(pk=attempt_key)
    attempt.failures += 1
    attempt.wait_until = _wait_after(attempt.failures)
    attempt.save(update_fields=["failures", "wait_until"])


def _wait_after(failures: int) -> datetime:
    # Cut before the power: past 46 doublings no timedelta holds it, and every further wrong code would go unpunished.
    beyond = min(failures - FREE_FAILURES, _DOUBLINGS)
    wait = min(timedelta(seconds=2**beyond), LONGEST_WAIT) if beyond > 0 else timedelta()
    return timezone.now() + wait


def forget_attempts(*, now: datetime | None = None) -> int:
    """Remove the counts of wrong codes a day after the last one, and say how many."""
    before = (now or timezone.now()) - _REMEMBERED
    return TrackingAttempt.objects.filter(wait_until__lt=before).delete()[0]


class CodeReplaced(DomainError):
    """The first code of this case was replaced meanwhile, by another code than this one."""


@transaction.atomic(durable=True)
def replace_first_code(case: CaseKey, *, token: bytes) -> CaseKey:
    """The code of `token` takes the place of the one that an officer handed over, which opens nothing from then on.

    Repeated with the same token it changes nothing. Raises CodeReplaced where another code is in its place already.
    """
    report = _locked(case)
    verifier, reporter_key = codes.derive(codes.code_of(token), report.reference)
    if hmac.compare_digest(verifier, bytes(report.verifier)):
        return CaseKey(report.pk, reporter_key)
    held = WrappedKey.objects.only("id", "wrapped").get(report_id=report.pk, holder=WrappedKey.Holder.REPORTER)
    try:
        data_key = data_keys.unwrap_for_reporter(bytes(held.wrapped), case.reporter_key)
    except CannotOpen:
        data_key = b""
    if not (report.code_is_first and data_key):
        raise CodeReplaced(_("The code of this report was replaced already. Enter the code that is in its place."))
    held.wrapped = data_keys.wrap_for_reporter(data_key, reporter_key)
    held.save(update_fields=["wrapped"])
    report.verifier, report.code_is_first = verifier, False
    report.save(update_fields=["verifier", "code_is_first"])
    record("report.code_replaced", report_id=report.pk)
    return CaseKey(report.pk, reporter_key)


@transaction.atomic(durable=True)
def reply(case: CaseKey, *, text: str, files: tuple[AttachedFile, ...], send_key: UUID) -> None:
    """The reporter answers, or adds a file, while the case is open. The same form sent twice is one reply.

    Raises SentBefore where the second time says something else, and DomainError where the case is closed.
    """
    report = _own(case)
    if _is_repeated(report, case, text, send_key):
        return
    if report.is_practice:
        _refuse_second_practice_reply(report)
        _write(report, case, Message.Kind.REPLY, text, send_key=send_key, files=files)
        return
    if report.state == State.CLOSED:
        raise DomainError(_("This report is closed. You can ask once for it to be looked at again."))
    _write(report, case, Message.Kind.REPLY, text, send_key=send_key, files=files)
    if report.state == State.WAITING:
        report.state = target_of(Move.ANSWERED, report.state)
        report.state_on = timezone.localdate()
        enqueue("reports.settle_clocks", report_id=report.pk)
    if report.state == State.MERGED:
        enqueue("reports.pass_reply_on", report_id=report.pk)
    report.reply_waits = True
    report.evidence_count += len(files)
    report.save(update_fields=["state", "state_on", "reply_waits", "evidence_count"])
    record("report.replied", report_id=report.pk, files=len(files))


def _refuse_second_practice_reply(report: Report) -> None:
    """One shows how it is done; more would make practice a place to keep things."""
    if report.messages.exists():
        raise DomainError(_("In practice you can answer once. You have done that; nothing more is kept."))


@transaction.atomic(durable=True)
def contest_closing(case: CaseKey, *, reason: str, send_key: UUID) -> None:
    """ "Not resolved", once: screening opens again. Repeating the same form changes nothing."""
    report = _own(case)
    if _is_repeated(report, case, reason, send_key):
        return
    if report.was_contested:
        raise DomainError(_("You have asked for this once already; the office's second decision stands."))
    report.state = target_of(Move.CONTEST, report.state)
    _write(report, case, Message.Kind.CONTEST, reason, send_key=send_key, files=())
    report.state_on = timezone.localdate()
    report.was_contested = report.reply_waits = True
    report.save(update_fields=["state", "state_on", "was_contested", "reply_waits"])
    enqueue("reports.settle_clocks", report_id=report.pk)
    record("report.contested", report_id=report.pk)


def _own(case: CaseKey) -> Report:
    """SECURITY: an officer saw a first code. Nothing is written in the reporter's name by it."""
    report = _locked(case)
    if report.code_is_first:
        raise DomainError(_("Replace the code first. After that you can write to the office."))
    return report


def _locked(case: CaseKey) -> Report:
    enter_case(case.report_id)
    columns = (
        "id",
        "reference",
        "verifier",
        "code_is_first",
        "state",
        "state_on",
        "reply_waits",
        "evidence_count",
        "was_contested",
        "is_practice",
    )
    report = Report.objects.only(*columns).select_for_update(of=("self",)).filter(pk=case.report_id).first()
    if report is None:
        raise CaseGone
    return report


def _is_repeated(report: Report, case: CaseKey, text: str, send_key: UUID) -> bool:
    sent = report.messages.filter(send_key=send_key).only("id", "body_sealed", "report_id").first()
    if sent is None:
        return False
    data_key = reporter_data_key(report.pk, reporter_key=case.reporter_key)
    if unseal(sent, "body_sealed", data_key=data_key) != text:
        raise SentBefore(_("What you sent before has arrived. This was not sent yet: you can send it now."))
    return True


def _write(
    report: Report, case: CaseKey, kind: str, text: str, *, send_key: UUID, files: tuple[AttachedFile, ...]
) -> None:
    data_key = reporter_data_key(report.pk, reporter_key=case.reporter_key)
    today = timezone.localdate()
    message = Message(report=report, kind=kind, on=today, send_key=send_key)
    message.body_sealed = seal(message, "body_sealed", text, data_key=data_key)
    message.save(force_insert=True)
    if not report.is_practice:
        enqueue("reports.index", report_id=report.pk)
    for file in files:
        attach_file(report, file, data_key=data_key, on=today)
