"""One deed with many reports: the set is fixed and looked through first, then done one by one, and can be undone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from pacc.vault.errors import CannotOpen
from reports.access import may_see, reports_visible_to
from reports.actions.bulk_deeds import BULK_DEEDS
from reports.actions.moving import lock_together
from reports.models import Bulk, BulkItem, Report
from reports.queries.touched import last_deeds

MOST_AT_ONCE = 5_000
UNDO_FOR = timedelta(minutes=10)
_KEPT_FOR = timedelta(hours=2)  # to look it through
_SHOWN_FOR = timedelta(days=7)  # what came of it
_DONE_AT_ONCE = 25
_SAVED_AT_ONCE = 500
_NOT_BEGUN = (Bulk.State.ASKED, Bulk.State.PREVIEW)
_S = BulkItem.State


@transaction.atomic(durable=True)
def begin_bulk(chosen: QuerySet[Report], *, deed: str, by: User) -> Bulk:
    """Fix the set; one that she did not confirm before is forgotten. Raises DomainError for none, and for too many."""
    ids = list(chosen.order_by("-arrival").values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    if not ids:
        raise DomainError(_("Choose at least one report."))
    if len(ids) > MOST_AT_ONCE:
        most = {"n": f"{MOST_AT_ONCE:,}"}
        raise DomainError(_("At most %(n)s reports can be changed at once. Narrow the filter.") % most)
    Bulk.objects.filter(by=by, state__in=_NOT_BEGUN).delete()
    bulk = Bulk(by=by, deed=Bulk.Deed(deed), expires_at=timezone.now() + _KEPT_FOR)
    bulk.save(force_insert=True)
    BulkItem.objects.bulk_create((BulkItem(bulk=bulk, report_id=pk) for pk in ids), batch_size=_SAVED_AT_ONCE)
    return bulk


@transaction.atomic(durable=True)
def preview_bulk(bulk: Bulk, *, by: User, told: dict[str, Any]) -> None:
    """Look through what it would change and what not, and keep how each report is now: what somebody changes from here
    on is left alone. Nothing is changed yet."""
    kept = _locked(bulk.pk, by=by, states=_NOT_BEGUN)
    kept.told, kept.state = told, Bulk.State.PREVIEW
    kept.save(update_fields=["told", "state"])
    items = list(kept.items.order_by("id"))
    for start in range(0, len(items), _SAVED_AT_ONCE):
        _look_through(items[start : start + _SAVED_AT_ONCE], kept)


def _look_through(items: Sequence[BulkItem], bulk: Bulk) -> None:
    """Some six queries for a chunk, whatever its size."""
    ids = [item.report_id for item in items]
    touched = last_deeds(ids)  # before the reports: what comes in between counts as a change
    reports = reports_visible_to(bulk.by).defer(*_SEALED).in_bulk(ids)
    why_not = BULK_DEEDS[bulk.deed].why_not(list(reports.values()), bulk.told)
    for item in items:
        item.why = why_not.get(item.report_id, "") if item.report_id in reports else _not_seen()
        item.state = _S.REFUSED if item.why else _S.WAITING
        item.touched = touched.get(item.report_id, 0)
    BulkItem.objects.bulk_update(items, ["why", "state", "touched"])


_SEALED = tuple(field.name for field in Report._meta.fields if field.name.endswith("_sealed"))


@transaction.atomic(durable=True)
def start_bulk(bulk: Bulk, *, by: User) -> None:
    """Promise to do it. A second time changes nothing. Raises DomainError where there is nothing to do."""
    kept = _locked(bulk.pk, by=by, states=Bulk.State.values)
    if kept.state not in _NOT_BEGUN:
        return
    waiting = kept.items.filter(state=_S.WAITING).count()
    if kept.state == Bulk.State.ASKED or not waiting:
        raise DomainError(_("There is no report that may be changed so."))
    kept.state, kept.expires_at = Bulk.State.RUNNING, timezone.now() + _SHOWN_FOR
    kept.save(update_fields=["state", "expires_at"])
    record("bulk.begun", by=by, deed=kept.deed, reports=waiting)
    enqueue("reports.run_bulk", bulk_id=kept.pk)


@transaction.atomic(durable=True)
def undo_bulk(bulk: Bulk, *, by: User) -> None:
    """Promise to put back what nobody touched since. A second time changes nothing. Raises DomainError when it is too
    late."""
    kept = _locked(bulk.pk, by=by, states=Bulk.State.values)
    if kept.state in (Bulk.State.UNDOING, Bulk.State.UNDONE):
        return
    if not may_be_undone(kept):
        raise DomainError(_("It could be undone for ten minutes; they are over."))
    kept.state = Bulk.State.UNDOING
    kept.save(update_fields=["state"])
    record("bulk.undo_begun", by=by, deed=kept.deed)
    enqueue("reports.run_bulk", bulk_id=kept.pk)


def may_be_undone(bulk: Bulk, *, now: datetime | None = None) -> bool:
    over = bulk.finished_at and bulk.finished_at + UNDO_FOR < (now or timezone.now())
    return bulk.state == Bulk.State.DONE and not over


@transaction.atomic(durable=True)
def drop_bulk(bulk: Bulk, *, by: User) -> None:
    """Forget one that was not begun; a second time does nothing."""
    Bulk.objects.filter(pk=bulk.pk, by=by, state__in=_NOT_BEGUN).delete()


def _locked(bulk_id: UUID, *, by: User, states: Sequence[str]) -> Bulk:
    """Raises DomainError where it was forgotten, or has begun meanwhile."""
    bulk = Bulk.objects.select_for_update(of=("self",)).filter(pk=bulk_id, by=by, state__in=states).first()
    if bulk is None or (bulk.state in _NOT_BEGUN and bulk.expires_at <= timezone.now()):
        raise DomainError(_("This choice of reports is no longer kept. Choose them again."))
    return bulk


def run_bulk(bulk_id: UUID) -> None:
    """Do, or undo, the next reports, each in a transaction of its own, and promise the rest. May run twice and at once,
    and goes on where a killed worker stopped."""
    for _item in range(_DONE_AT_ONCE):
        if not _do_next(bulk_id):
            return
    _promise_rest(bulk_id)


@transaction.atomic(durable=True)
def _promise_rest(bulk_id: UUID) -> None:
    enqueue("reports.run_bulk", bulk_id=bulk_id)


@transaction.atomic(durable=True)
def _do_next(bulk_id: UUID) -> bool:
    """RACE: the bulk's row is locked, so that each report is done once, and its item says so in the same commit."""
    bulk = Bulk.objects.select_for_update(of=("self",)).select_related("by").filter(pk=bulk_id).first()
    if bulk is None or bulk.state not in (Bulk.State.RUNNING, Bulk.State.UNDOING):
        return False
    undoes = bulk.state == Bulk.State.UNDOING
    item = bulk.items.filter(state=_S.DONE if undoes else _S.WAITING).order_by("id").first()
    if item is None:
        _finish(bulk)
        return False
    with override(bulk.by.language):
        try:
            with transaction.atomic():
                _do(item, bulk, undoes=undoes)
        except (DomainError, PermissionDenied, CannotOpen) as refused:
            item.state = _S.KEPT if undoes else _S.REFUSED
            item.why = _in_words(refused)
    item.save(update_fields=["state", "why", "touched", "before"])
    return True


def _do(item: BulkItem, bulk: Bulk, *, undoes: bool) -> None:
    """Raises DomainError, PermissionDenied or CannotOpen; then nothing was done with this report."""
    deed = BULK_DEEDS[bulk.deed]
    also = [] if undoes else deed.also(bulk.told)
    report = lock_together([item.report_id, *also])[item.report_id]
    if not may_see(bulk.by, report):
        raise PermissionDenied
    if last_deeds([report.pk]).get(report.pk, 0) != item.touched:
        raise DomainError(_("Somebody else was at work here meanwhile."))
    if undoes:
        deed.put_back(report, item.before, bulk.by)
        item.state = _S.UNDONE
        return
    item.before = deed.do(report, bulk.told, bulk.by)
    item.touched = last_deeds([report.pk]).get(report.pk, 0)
    item.state = _S.DONE


def _in_words(refused: Exception) -> str:
    if isinstance(refused, DomainError):
        return str(refused.message)[:300]
    return _not_seen() if isinstance(refused, PermissionDenied) else _("It cannot be opened")


def _not_seen() -> str:
    return _("You do not see it any more")


def _finish(bulk: Bulk) -> None:
    if bulk.state == Bulk.State.UNDOING:
        bulk.state = Bulk.State.UNDONE
    else:
        bulk.state, bulk.finished_at = Bulk.State.DONE, timezone.now()
    bulk.save(update_fields=["state", "finished_at"])
    done = bulk.items.filter(state__in=(_S.DONE, _S.UNDONE)).count()
    record(f"bulk.{bulk.state}", by=bulk.by, deed=bulk.deed, reports=done)


def sweep_bulks(*, now: datetime | None = None) -> int:
    """Forget what nobody confirmed in time, and what was done long ago. What is being done stays."""
    over = Bulk.objects.filter(expires_at__lte=now or timezone.now())
    return over.exclude(state__in=(Bulk.State.RUNNING, Bulk.State.UNDOING)).delete()[0]
