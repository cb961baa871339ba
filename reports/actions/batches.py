"""Reports from a file: looked through and sealed first, stored on confirmation, one by one, by a job."""

import json
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from pacc.vault import data_keys
from pacc.vault.errors import VaultError
from pacc.vault.keyring import derived
from reports.access import may_type_in
from reports.actions.intake import Door, write_report
from reports.models import Batch
from reports.models.sealed import seal, unseal
from reports.queries.destination import Subject, destination_of
from reports.rules.batch_rows import BatchRow
from reports.rules.vocabulary import Channel

# Long enough to look a file through; and for slips, to print them on another day of the week's end.
KEPT_FOR = timedelta(hours=2)
SLIPS_KEPT_FOR = timedelta(hours=72)
_STORED_AT_ONCE = 25


@transaction.atomic(durable=True)
def prepare_batch(rows: list[BatchRow], *, by: User) -> Batch:
    """Keep the judged rows sealed for their bringer; a file that she brought before is forgotten."""
    if not may_type_in(by):
        raise PermissionDenied
    Batch.objects.filter(by=by, state=Batch.State.PREVIEW).delete()
    data_key = data_keys.new_data_key()
    batch = Batch(
        by=by, reports=len(rows), wrong=sum(bool(row.errors) for row in rows), expires_at=timezone.now() + KEPT_FOR
    )
    batch.key_id, batch.wrapped = data_keys.wrap_for_desk(data_key)
    content = {"secret": secrets.token_hex(32), "rows": [row.as_values() for row in rows]}
    batch.sealed = _sealed(batch, content, data_key)
    batch.save(force_insert=True)
    return batch


def rows_of(batch: Batch) -> list[BatchRow]:
    """The rows, in the order of the file; none once they were stored."""
    return [BatchRow.from_values(values) for values in _content(batch)["rows"]]


def tokens_of(batch: Batch) -> list[bytes]:
    """What the first codes come from, in the order of the file; none once the slips were handed over."""
    content = _content(batch)
    return [_token(content, place) for place in range(batch.reports)] if content["secret"] else []


@transaction.atomic(durable=True)
def save_batch(batch: Batch, *, by: User) -> Batch:
    """Promise that every row becomes a report. A second time changes nothing. Raises DomainError."""
    if not may_type_in(by):
        raise PermissionDenied
    kept = Batch.objects.select_for_update(of=("self",)).filter(pk=batch.pk, by=by).first()
    if kept is None or (kept.state == Batch.State.PREVIEW and kept.expires_at <= timezone.now()):
        raise DomainError(_("The file was kept for two hours and is gone. Bring it again"))
    if kept.state != Batch.State.PREVIEW:
        return kept
    if kept.wrong:
        raise DomainError(_("Correct the rows with errors in the file and bring it again. Nothing was stored."))
    kept.state = Batch.State.SAVING
    kept.expires_at = timezone.now() + SLIPS_KEPT_FOR
    kept.save(update_fields=["state", "expires_at"])
    record("batch.confirmed", by=by, reports=kept.reports)
    enqueue("reports.store_batch", batch_id=kept.pk)
    return kept


def store_batch(batch_id: UUID) -> None:
    """Store the next rows, each in a transaction of its own, and promise the rest. May run twice and at once."""
    for _row in range(_STORED_AT_ONCE):
        if not _store_next(batch_id):
            return
    _promise_rest(batch_id)


@transaction.atomic(durable=True)
def _promise_rest(batch_id: UUID) -> None:
    if Batch.objects.filter(pk=batch_id, state=Batch.State.SAVING).exists():
        enqueue("reports.store_batch", batch_id=batch_id)


@transaction.atomic(durable=True)
def _store_next(batch_id: UUID) -> bool:
    """RACE: the batch's row is locked, so that a row of the file is stored once, whoever else is at it."""
    batch = (
        Batch.objects.select_for_update(of=("self",))
        .select_related("by")
        .filter(pk=batch_id, state=Batch.State.SAVING)
        .first()
    )
    if batch is None:
        return False
    content = _content(batch)
    if batch.done < batch.reports:
        row = rows_of(batch)[batch.done]
        if not _stored(row, token=_token(content, batch.done), by=batch.by):
            batch.left_out.append(row.number)
        batch.done += 1
    columns = ["done", "left_out"]
    if batch.done == batch.reports:
        columns += ["state", "sealed"]
        batch.state = Batch.State.SAVED
        batch.sealed = _sealed(batch, {**content, "rows": []}, _key(batch))
        record("batch.stored", by=batch.by, reports=batch.reports - len(batch.left_out))
    batch.save(update_fields=columns)
    return batch.state == Batch.State.SAVING


def _stored(row: BatchRow, *, token: bytes, by: User) -> bool:
    """False where it cannot be stored any more: custodians who were there when it was confirmed have gone."""
    account = row.account
    if account is None:
        return False
    subject = Subject(
        province_code=account.province_code,
        agency_kind=account.agency_kind,
        bangkok_group=account.bangkok_group,
        about_pacc=account.about_pacc,
        about_office=account.about_office,
    )
    holder = destination_of(subject, on=timezone.localdate()).custodians_of
    try:
        with transaction.atomic():
            write_report(
                account,
                token=token,
                custodian_office=holder.number if holder else None,
                door=Door(Channel.BATCH, typed_by=by),
            )
    except (DomainError, VaultError):
        return False
    return True


@transaction.atomic(durable=True)
def drop_batch(batch: Batch, *, by: User) -> None:
    """Forget a file that was not confirmed; a second time does nothing."""
    Batch.objects.filter(pk=batch.pk, by=by, state=Batch.State.PREVIEW).delete()


@transaction.atomic(durable=True)
def forget_slips(batch: Batch, *, by: User) -> None:
    """The slips were handed over: nothing shows the first codes again."""
    Batch.objects.filter(pk=batch.pk, by=by, state=Batch.State.SAVED).update(sealed=None)


def sweep_batches(*, now: datetime | None = None) -> int:
    """Forget files that nobody confirmed in time, and slips that nobody printed. One that is being stored stays."""
    over = Batch.objects.filter(expires_at__lte=now or timezone.now()).exclude(state=Batch.State.SAVING)
    return over.delete()[0]


def _key(batch: Batch) -> bytes:
    return data_keys.unwrap_at_desk(batch.key_id, bytes(batch.wrapped))


def _sealed(batch: Batch, content: dict[str, Any], data_key: bytes) -> bytes:
    return seal(batch, "sealed", json.dumps(content, ensure_ascii=False, separators=(",", ":")), data_key=data_key)


def _content(batch: Batch) -> dict[str, Any]:
    text = unseal(batch, "sealed", data_key=_key(batch)) if batch.sealed else ""
    return dict(json.loads(text)) if text else {"secret": "", "rows": []}


def _token(content: dict[str, Any], place: int) -> bytes:
    return derived(bytes.fromhex(content["secret"]), f"row {place}")
