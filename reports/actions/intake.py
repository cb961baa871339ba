"""A citizen sends an account: one report a token, whatever is repeated, lost or killed on the way."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from pacc.vault import codes, custodians, data_keys
from reports.models import Draft, Evidence, Report, WrappedKey
from reports.models.case_scope import enter_case, look_for_token
from reports.models.sealed import seal
from reports.queries.holidays import holiday_table
from reports.rules.account import Account, AttachedFile
from reports.rules.clocks import acknowledge_by, answer_by
from reports.rules.vocabulary import Channel, Identity

RECEIPT_SHOWN = timedelta(minutes=15)
# 30 signs to the power of 8 references: a second try is rare, a fourth means that something else is wrong.
REFERENCE_TRIES = 4


@dataclass(frozen=True)
class Receipt:
    """What the receipt page shows; the code itself comes from the token in the reporter's cookie."""

    reference: str
    submitted_on: date
    acknowledge_by: date
    answer_by: date
    is_practice: bool = False


@dataclass(frozen=True)
class Door:
    """By which way it came in. `typed_by` wrote it down for the reporter, and so saw the first code."""

    channel: Channel = Channel.WEB
    typed_by: User | None = None


WEBSITE = Door()


class DraftChanged(Exception):
    """The draft is not, or no longer, what these answers were read from; nothing was stored."""


def submit_report(
    account: Account,
    *,
    token: bytes,
    custodian_office: int | None = None,
    version: int | None = None,
    door: Door = WEBSITE,
) -> Receipt:
    """Store the account sealed, promise its routing, and empty the draft: all or nothing, durable on return.

    Of a draft for practice: nothing is promised or written into the ledger, and only the reporter has a key.

    A token makes one report: called again (a double click, a lost answer) it gives the same receipt. The office named
    on the check page, `custodian_office`, is whose custodians hold the second half of a confidential identity.
    `version` is the draft's when the account was read from it; None: there is no draft. Raises DraftChanged.
    """
    for tries_left in reversed(range(REFERENCE_TRIES)):
        sent = receipt_of(token)
        if sent:
            return sent
        try:
            return _store(account, token, custodian_office, version, door)
        except IntegrityError:
            # RACE: the same token a moment earlier (found on the next round), or a reference that is taken.
            if not tries_left:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def receipt_of(token: bytes) -> Receipt | None:
    """The receipt of the report that this token made, if it made one."""
    look_for_token(codes.token_hash(token))
    report = (
        Report.objects.only("reference", "submitted_on", "acknowledge_by", "answer_by", "is_practice")
        .filter(token_hash=codes.token_hash(token))
        .first()
    )
    return _receipt(report) if report else None


def forget_receipt(token: bytes) -> None:
    """The reporter has kept the code: nothing shows it again."""
    Draft.objects.filter(pk=codes.draft_id(token)).delete()


def _receipt(report: Report) -> Receipt:
    days = (report.submitted_on, report.acknowledge_by, report.answer_by)
    return Receipt(report.reference, *days, is_practice=report.is_practice)  # type: ignore[arg-type]


@transaction.atomic(durable=True)
def _store(account: Account, token: bytes, custodian_office: int | None, version: int | None, door: Door) -> Receipt:
    is_practice = _lock_draft(token, version)
    receipt = write_report(account, token=token, custodian_office=custodian_office, door=door, is_practice=is_practice)
    _close_draft(token)
    return receipt


def write_report(
    account: Account,
    *,
    token: bytes,
    custodian_office: int | None = None,
    door: Door = WEBSITE,
    is_practice: bool = False,
) -> Receipt:
    """The report with its keys, its files, its ledger entry and the promise to route it. Assumes a transaction.

    Raises IntegrityError where the token made a report before, or where the reference is taken.
    """
    today = timezone.localdate()
    data_key = data_keys.new_data_key()
    report = _report_of(account, today)
    report.is_practice = is_practice
    report.channel, report.typed_by = door.channel, door.typed_by
    report.code_is_first = door.typed_by is not None
    report.token_hash = codes.token_hash(token)
    report.verifier, reporter_key = codes.derive(codes.code_of(token), report.reference)
    _seal_account(report, account, data_key, custodian_office)
    enter_case(report.pk)
    report.save(force_insert=True)
    _wrap_keys(report, data_key, reporter_key)
    for file in account.files:
        attach_file(report, file, data_key=data_key, on=today)
    if not is_practice:
        _write_down(report, account, door)
        enqueue("reports.route", report_id=report.pk)
    return _receipt(report)


def _write_down(report: Report, account: Account, door: Door) -> None:
    told: dict[str, Any] = {"identity": account.identity, "files": len(account.files)}
    if door.channel != Channel.WEB:
        told["channel"] = door.channel.value
    what = "report.typed_in" if door.typed_by else "report.submitted"
    record(what, by=door.typed_by, report_id=report.pk, **told)


def _lock_draft(token: bytes, version: int | None) -> bool:
    """Whether it is practice.

    RACE: the exit button or "remove" in another tab would take files out of the store that the report now names.
    """
    columns = ("version", "shown_until", "is_practice")
    draft = Draft.objects.select_for_update().only(*columns).filter(pk=codes.draft_id(token)).first()
    # Sent meanwhile: the token's hash is taken, and the next round finds the receipt.
    if version is not None and not (draft and (draft.shown_until or draft.version == version)):
        raise DraftChanged
    return bool(draft and draft.is_practice)


def _report_of(account: Account, today: date) -> Report:
    """One query, for the holidays."""
    holidays = holiday_table()
    return Report(
        reference=codes.new_reference(),
        submitted_on=today,
        state_on=today,
        acknowledge_by=acknowledge_by(today, holidays=holidays),
        answer_by=answer_by(today, holidays=holidays),
        language=account.language,
        kind=account.kind,
        province_id=account.province_code,
        district_id=account.district_code,
        agency_kind=account.agency_kind,
        bangkok_group=account.bangkok_group,
        about_pacc=account.about_pacc,
        about_office_id=account.about_office,
        happened_in=account.when.month_start,
        ongoing=account.ongoing,
        identity=account.identity,
        fears_for_safety=account.fears_for_safety,
        network_id=account.network_id,
        has_who=bool(account.people),
        evidence_count=len(account.files),
    )


def _seal_account(report: Report, account: Account, data_key: bytes, custodian_office: int | None) -> None:
    when = account.when
    told = {
        "subject_sealed": account.subject,
        "narrative_sealed": account.narrative,
        "people_sealed": account.people,
        "agency_sealed": account.agency,
        "place_sealed": _json(subdistrict=account.subdistrict_code, place=account.place),
        "when_sealed": _json(year=when.year, month=when.month, day=when.day, about=when.about),
        "more_sealed": _json(
            damage=account.damage,
            wishes=account.wishes,
            how_known=account.how_known,
            told_elsewhere=account.told_elsewhere,
        ),
    }
    for column, text in told.items():
        setattr(report, column, seal(report, column, text, data_key=data_key) if text else None)
    if report.is_practice:
        return  # a name is not kept, not even sealed
    who = _json(name=account.name, phone=account.phone, email=account.email)
    if account.identity == Identity.NAMED:
        report.reporter_sealed = seal(report, "reporter_sealed", who, data_key=data_key)
    elif account.identity == Identity.CONFIDENTIAL:
        if custodian_office is None:
            raise DomainError(_("A confidential name cannot be sealed at the moment. Choose another way to tell us."))
        # Not under the data key: whoever opens the case must not read the name. Custodians open it, two together.
        report.reporter_sealed = custodians.split_for_office(who, custodian_office).packed()


def _wrap_keys(report: Report, data_key: bytes, reporter_key: bytes) -> None:
    holder = WrappedKey.Holder
    if not report.is_practice:
        key_id, wrapped = data_keys.wrap_for_desk(data_key)
        WrappedKey(report=report, holder=holder.DESK, key_id=key_id, wrapped=wrapped).save(force_insert=True)
    own = data_keys.wrap_for_reporter(data_key, reporter_key)
    WrappedKey(report=report, holder=holder.REPORTER, wrapped=own).save(force_insert=True)


def attach_file(report: Report, file: AttachedFile, *, data_key: bytes, on: date) -> None:
    """Add a sealed file to the report and promise its cleaning. Assumes a transaction that entered the case."""
    images = Evidence.Kind.IMAGE
    evidence = Evidence(
        report=report,
        kind=file.kind,
        media_type=file.media_type,
        bytes=file.bytes,
        store_name=file.store_name,
        on=on,
        state=Evidence.State.WAITING if file.kind == images else Evidence.State.ORIGINAL,
    )
    evidence.name_sealed = seal(evidence, "name_sealed", file.name, data_key=data_key)
    evidence.file_key_sealed = seal(evidence, "file_key_sealed", file.file_key.hex(), data_key=data_key)
    evidence.digest_sealed = seal(evidence, "digest_sealed", file.sha256, data_key=data_key)
    evidence.save(force_insert=True)
    if file.kind == images and not report.is_practice:
        enqueue("reports.clean_evidence", evidence_id=evidence.pk)


def _close_draft(token: bytes) -> None:
    """Empty the draft and let the receipt be shown again for a while. The files now belong to the report."""
    draft = Draft.objects.filter(pk=codes.draft_id(token)).first()
    if draft:
        draft.files.all().delete()
    Draft.objects.update_or_create(
        pk=codes.draft_id(token),
        defaults={
            "sealed": b"",
            "shown_until": timezone.now() + RECEIPT_SHOWN,
            "expires_at": timezone.now() + RECEIPT_SHOWN,
        },
    )


def _json(**values: object) -> str:
    """Compact JSON of what was told; "" where nothing was."""
    told = {key: value for key, value in values.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else ""
