"""What stands below the headings of lists: guessed, corrected once by somebody, remembered for all lists."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from events import access
from events.models import HeadingMeaning, ImportPreview
from pacc.accounts.models import User
from pacc.ledger.record import record
from pacc.spreadsheets.people import Column, Learned, key_of

# More than any list has; a table that grows without end is read with every file.
_MOST = 2_000


def learned_headings() -> Learned:
    """Everything that was said of headings. One query."""
    rows = HeadingMeaning.objects.values_list("key", "column")[:_MOST]
    return {key: Column(column) if column else None for key, column in rows}


@transaction.atomic(durable=True)
def learn_headings(preview: ImportPreview, meanings: Mapping[str, Column | None], *, by: User) -> None:
    """Remember what stands below each heading, and forget the list that was read otherwise: it is brought again."""
    if not access.may_register(by, preview.workshop):
        raise PermissionDenied
    for heading, column in meanings.items():
        HeadingMeaning.objects.update_or_create(key=key_of(heading)[:240], defaults={"column": column or ""})
    access.import_previews_of(by, preview.workshop).filter(pk=preview.pk, saved_at=None).delete()
    record("registration.headings_learned", by=by, workshop_id=preview.workshop_id, headings=len(meanings))
