"""The link by which a workshop's participants practise the portal: made, made anew, taken back."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction

from events import access
from events.models import Workshop
from pacc.accounts.models import User
from pacc.ledger.record import record

_KEY_BYTES = 9  # 12 letters: the QR stays coarse enough for the last row of a hall


@transaction.atomic(durable=True)
def make_practice_link(workshop: Workshop, *, by: User) -> Workshop:
    """A new key; the address before it is worthless from now on."""
    return _with_key(workshop, secrets.token_urlsafe(_KEY_BYTES), "workshop.practice_offered", by)


@transaction.atomic(durable=True)
def take_back_practice_link(workshop: Workshop, *, by: User) -> Workshop:
    """Whoever practises already goes on until that ends by itself; nobody begins any more."""
    return _with_key(workshop, "", "workshop.practice_taken_back", by)


def _with_key(workshop: Workshop, key: str, what: str, by: User) -> Workshop:
    locked = Workshop.objects.select_for_update(of=("self",)).get(pk=workshop.pk)
    if not access.may_change_now(by, locked):
        raise PermissionDenied
    locked.practice_key = key
    locked.save(update_fields=["practice_key"])
    record(what, by=by, office_number=locked.host_office_id, workshop_id=locked.pk)
    return locked
