"""Files with which people answered: opened one by one, and noted."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from events import access
from events.actions.answers import ANSWER_FILE
from events.models import Answer
from pacc.accounts.models import User
from pacc.ledger.record import record
from pacc.vault.data_keys import unwrap_at_desk
from pacc.vault.fields import unseal, unseal_bytes


@transaction.atomic(durable=True)
def open_answer_file(answer: Answer, *, by: User) -> tuple[str, bytes]:
    """Name and content, as somebody sent them: nothing in them is to be trusted."""
    workshop = answer.registration.workshop
    if not access.may_change(by, workshop):
        raise PermissionDenied
    data_key = unwrap_at_desk(answer.file.key_id, bytes(answer.file.wrapped_key))
    name = unseal(data_key, bytes(answer.file.name_sealed), table=ANSWER_FILE, row=answer.pk, column="name_sealed")
    content = unseal_bytes(data_key, bytes(answer.file.sealed), table=ANSWER_FILE, row=answer.pk, column="sealed")
    record(
        "registration.file_opened",
        by=by,
        office_number=workshop.host_office_id,
        workshop_id=workshop.pk,
        registration_id=answer.registration_id,
    )
    return name, content
