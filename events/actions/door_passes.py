"""Passes with which phones work at the door of a workshop without an account."""

import secrets
import struct

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events import access
from events.models import DoorPass, Workshop
from events.queries.door import DoorKey, hash_of
from events.workflow import State
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.vault.tickets import content_of_link, link_token

_PURPOSE = "door pass"
_LAYOUT = struct.Struct(">Q")
MOST_PASSES = 40


def link_of(door_pass: DoorPass) -> str:
    """What the QR of the pass holds, behind the address of its page."""
    return link_token(_LAYOUT.pack(door_pass.pk), purpose=_PURPOSE)


def pass_of_link(token: str) -> DoorPass | None:
    """The pass, whatever its state; None for a link that was made up."""
    content = content_of_link(token, purpose=_PURPOSE)
    if content is None or len(content) != _LAYOUT.size:
        return None
    return DoorPass.objects.select_related("workshop").filter(pk=_LAYOUT.unpack(content)[0]).first()


@transaction.atomic(durable=True)
def issue_pass(workshop: Workshop, *, label: str, by: User) -> DoorPass:
    """One phone's pass, until the workshop's last day ends."""
    workshop = Workshop.objects.select_for_update(of=("self",)).get(pk=workshop.pk)
    if not access.may_change(by, workshop):
        raise PermissionDenied
    if workshop.state == State.CANCELLED:
        raise DomainError(_("The workshop was cancelled"))
    if workshop.door_passes.filter(revoked_at=None).count() >= MOST_PASSES:
        raise DomainError(_("%(most)s phones have a pass. Revoke one first") % {"most": MOST_PASSES})
    door_pass = DoorPass.objects.create(workshop=workshop, label=label, issued_by=by, issued_at=timezone.now())
    record("door.pass_issued", by=by, workshop_id=workshop.pk, pass_id=door_pass.pk)
    return door_pass


@transaction.atomic(durable=True)
def revoke_pass(door_pass: DoorPass, *, by: User) -> None:
    """From now on the phone is refused; what it had marked before stays. A second time does nothing."""
    locked = DoorPass.objects.select_for_update(of=("self",)).select_related("workshop").get(pk=door_pass.pk)
    if not access.may_change(by, locked.workshop):
        raise PermissionDenied
    if locked.revoked_at is None:
        locked.revoked_at = timezone.now()
        locked.save(update_fields=["revoked_at"])
        record("door.pass_revoked", by=by, workshop_id=locked.workshop_id, pass_id=locked.pk)


@transaction.atomic(durable=True)
def take_pass(door_pass: DoorPass) -> DoorKey:
    """Bind the pass to the phone that asks; gives what only its cookie will hold.

    Raises DomainError where another phone has it: a photograph of the QR opens nothing.
    """
    secret = secrets.token_bytes(16)
    taken = DoorPass.objects.filter(pk=door_pass.pk, phone_hash=None, revoked_at=None).update(
        phone_hash=hash_of(secret), taken_at=timezone.now()
    )
    if not taken:
        raise DomainError(_("Another phone has this pass, or it was revoked. Ask the organiser for a new one"))
    return DoorKey(door_pass.pk, secret)
