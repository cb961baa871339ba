"""Saved filters: kept, renamed and deleted by those whose they are."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from networks.models import Office
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from reports.access import filters_open_to, may_share_filters_at
from reports.models import SavedFilter

MOST_KEPT = 12  # for a person, and for an office: all are counted whenever the queue is shown


@transaction.atomic(durable=True)
def keep_filter(*, by: User, office: Office | None, name: str, query: str) -> SavedFilter:
    """Her own, or shared in an office where she serves today. Raises DomainError for a name that is taken, and where
    enough are kept already. Two that are kept in the same moment may be one more than enough."""
    if office and not may_share_filters_at(by, office.number):
        raise PermissionDenied
    owner = None if office else by
    if SavedFilter.objects.filter(owner=owner, office=office).count() >= MOST_KEPT:
        raise DomainError(_("%(n)d filters are kept here already. Delete one that is not used.") % {"n": MOST_KEPT})
    with _a_name_of_its_own():
        saved = SavedFilter.objects.create(owner=owner, office=office, name=name, query=query)
    record("filters.kept", by=by, office_number=saved.office_id, filter=saved.pk)
    return saved


@transaction.atomic(durable=True)
def rename_filter(saved: SavedFilter, *, by: User, name: str) -> None:
    """Raises DomainError for a name that is taken."""
    saved = _locked(saved, by=by)
    saved.name = name
    with _a_name_of_its_own():
        saved.save(update_fields=["name"])
    record("filters.renamed", by=by, office_number=saved.office_id, filter=saved.pk)


@transaction.atomic(durable=True)
def delete_filter(saved: SavedFilter, *, by: User) -> None:
    saved = _locked(saved, by=by)
    record("filters.deleted", by=by, office_number=saved.office_id, filter=saved.pk)
    saved.delete()


def _locked(saved: SavedFilter, *, by: User) -> SavedFilter:
    """Raises DomainError where a colleague deleted it meanwhile."""
    locked = filters_open_to(by).select_for_update().filter(pk=saved.pk).first()
    if locked is None:
        raise DomainError(_("This filter was deleted meanwhile."))
    return locked


@contextmanager
def _a_name_of_its_own() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise DomainError(_("Another filter is called so already. Choose another name.")) from None
