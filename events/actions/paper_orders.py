"""Long papers are ordered, made by a worker, kept sealed for some hours, and given to whoever asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from events import access
from events.models import PaperOrder, Workshop
from pacc.accounts.models import User
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from pacc.vault.data_keys import new_data_key, unwrap_at_desk, wrap_for_desk
from pacc.vault.fields import seal_bytes, unseal_bytes

PAPER_ORDER = "events_paperorder"
# More people than that, and whoever asks is shown how far it is instead of a page that does not come.
IN_ONE_GO = 200
# Names and tickets of a whole workshop: no longer than somebody needs who orders in the evening and prints next day.
KEPT = timedelta(hours=18)


@dataclass(frozen=True)
class Wanted:
    """Which paper, and its options."""

    paper: str
    on_a_sheet: int = 0
    kind: str = ""


@transaction.atomic(durable=True)
def order_paper(workshop: Workshop, wanted: Wanted, *, people: int, by: User) -> PaperOrder:
    """The order; the one that is under way where the same person asked for the same already.

    An older one of the same that is made already makes room: it may say what is no longer so.
    """
    workshop = Workshop.objects.select_for_update(of=("self",), no_key=True).get(pk=workshop.pk)
    if not access.may_change(by, workshop):
        raise PermissionDenied
    same = PaperOrder.objects.filter(workshop=workshop, by=by, language=_language(), **vars(wanted))
    if (waiting := same.filter(made_at=None).first()) is not None:
        return waiting
    same.delete()
    now = timezone.now()
    order = PaperOrder.objects.create(
        workshop=workshop,
        by=by,
        language=_language(),
        people=people,
        ordered_at=now,
        expires_at=now + KEPT,
        **vars(wanted),
    )
    enqueue("events.make_paper", order_id=order.pk)
    record("workshop.paper_ordered", by=by, workshop_id=workshop.pk, paper=wanted.paper, people=people)
    return order


def order_to_make(order_id: UUID) -> PaperOrder | None:
    """What a worker has to make; None for one that is made, gone, or of somebody who may no longer have it."""
    order = PaperOrder.objects.select_related("workshop", "by").filter(pk=order_id, made_at=None).first()
    if order is None or access.may_change(order.by, order.workshop):
        return order
    order.delete()
    return None


def note_progress(order: PaperOrder, done: int) -> None:
    """Seen at once by whoever waits."""
    PaperOrder.objects.filter(pk=order.pk).update(done=done)


@transaction.atomic
def keep_paper(order: PaperOrder, content: bytes) -> None:
    """Seal the file. Of two workers that made it the first counts."""
    data_key = new_data_key()
    key_id, wrapped_key = wrap_for_desk(data_key)
    PaperOrder.objects.filter(pk=order.pk, made_at=None).update(
        sealed=seal_bytes(data_key, content, table=PAPER_ORDER, row=order.pk, column="sealed"),
        key_id=key_id,
        wrapped_key=wrapped_key,
        made_at=timezone.now(),
    )


@transaction.atomic(durable=True)
def take_paper(order: PaperOrder, *, by: User) -> bytes:
    """The file. Names leave the portal with it: who took it stands in the ledger."""
    workshop = order.workshop
    if order.by_id != by.pk or not access.may_change(by, workshop):
        raise PermissionDenied
    kept = PaperOrder.objects.get(pk=order.pk, made_at__isnull=False)
    data_key = unwrap_at_desk(kept.key_id, bytes(kept.wrapped_key or b""))
    content = unseal_bytes(data_key, bytes(kept.sealed or b""), table=PAPER_ORDER, row=kept.pk, column="sealed")
    record("registration.list_taken", by=by, office_number=workshop.host_office_id, workshop_id=workshop.pk)
    return content


def sweep_paper_orders(*, now: datetime | None = None) -> int:
    """Files whose time is over, and orders that nothing came of. May run twice and anywhere."""
    gone, _each = PaperOrder.objects.filter(expires_at__lte=now or timezone.now()).delete()
    return gone


def _language() -> str:
    return "en" if get_language() == "en" else "th"
