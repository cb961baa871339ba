"""Citizen ids that people gave: opened one by one for a reason, and erased when their day has come."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events import access
from events.actions.answers import CITIZEN_ID
from events.models import CitizenId, Registration
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.vault.data_keys import unwrap_at_desk
from pacc.vault.fields import unseal


@transaction.atomic(durable=True)
def open_citizen_id(registration: Registration, *, by: User, reason: str) -> str:
    """The 13 digits; who opened them and why stays in the ledger. Raises DomainError where none was given."""
    if not access.may_change(by, registration.workshop):
        raise PermissionDenied
    if not reason.strip():
        raise DomainError(_("Write what the citizen id is needed for"))
    kept = CitizenId.objects.filter(registration=registration).first()
    if kept is None:
        raise DomainError(_("No citizen id is kept for this person"))
    data_key = unwrap_at_desk(kept.key_id, bytes(kept.wrapped_key))
    number = unseal(data_key, bytes(kept.sealed), table=CITIZEN_ID, row=str(registration.uid), column="sealed")
    record(
        "registration.citizen_id_opened",
        by=by,
        office_number=registration.workshop.host_office_id,
        workshop_id=registration.workshop_id,
        registration_id=registration.pk,
        reason=reason.strip()[:200],
    )
    return number


@transaction.atomic(durable=True)
def erase_citizen_ids(*, on: date | None = None) -> int:
    """Those whose day has come; how many. May run twice."""
    gone, _each = CitizenId.objects.filter(erase_on__lt=on or timezone.localdate()).delete()
    if gone:
        record("registration.citizen_ids_erased", people=gone)
    return gone
