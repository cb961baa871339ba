"""The tags that an office is offered: remembered when first used, taken off the list by whoever serves there."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pacc.accounts.models import User
from pacc.ledger.record import record
from reports.access import tags_open_to
from reports.models import Tag


def offer_tags(office_number: int | None, names: Iterable[str]) -> None:
    """From now on the office is offered these, also those that it once retired. Within the caller's transaction."""
    Tag.objects.bulk_create(
        [Tag(office_id=office_number, name=name) for name in sorted(names)],
        update_conflicts=True,
        unique_fields=["office", "name"],
        update_fields=["is_retired"],
    )


@transaction.atomic(durable=True)
def retire_tag(tag: Tag, *, by: User) -> None:
    """Reports that carry it keep it. May come twice."""
    kept = tags_open_to(by).select_for_update(of=("self",)).filter(pk=tag.pk).first()
    if kept is None:
        raise PermissionDenied
    if kept.is_retired:
        return
    kept.is_retired = True
    kept.save(update_fields=["is_retired"])
    record("tags.retired", by=by, office_number=kept.office_id, tag=kept.pk)
