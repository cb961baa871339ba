"""An admin changes which office covers a province, from a day on, and takes back what has not begun.

Steps of a larger deed: they assume a transaction, and write the ledger.
"""

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from networks.models import Office, Province, ProvinceChange, ProvinceOffice
from networks.queries.province_changes import objection_to, table_seen
from pacc.accounts.models import User
from pacc.accounts.staff import may_manage_staff
from pacc.errors import DomainError
from pacc.ledger.record import record

_ONE_DAY = timedelta(days=1)


class Refused(DomainError):
    """A rule said no to what stands in one field of the form."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class TableChanged(DomainError):
    """Somebody was quicker. Nothing was done."""


def change_province_table(
    provinces: Collection[Province], *, by: User, office: Office, on: date, reason: str, seen: str
) -> ProvinceChange:
    """The office covers them from that day on; what covered them until then ends the day before.

    `seen`: the rows as the admin's page showed them. Raises Refused, and TableChanged where they are others now.
    """
    _ask(by)
    codes = [province.pk for province in provinces]
    # RACE: whoever changes a province waits for its row, and reads the table after that.
    list(Province.objects.select_for_update(no_key=True).filter(pk__in=codes).order_by("pk"))
    if table_seen(codes) != seen:
        raise TableChanged(_("Somebody changed these provinces meanwhile. Look again at what would move, then decide."))
    objection = objection_to(provinces, office=office, on=on, today=timezone.localdate())
    if objection:
        raise Refused(*objection)
    ProvinceOffice.objects.in_force(on=on).filter(province__in=codes).update(valid_to=on - _ONE_DAY)
    ProvinceOffice.objects.bulk_create(ProvinceOffice(province_id=code, office=office, valid_from=on) for code in codes)
    change = ProvinceChange.objects.create(office=office, valid_from=on, reason=reason, by=by, at=timezone.now())
    change.provinces.set(provinces)
    record(
        "networks.province_table_changed",
        by=by,
        office_number=office.number,
        change=change.pk,
        provinces=codes,
        since=str(on),
    )
    return change


def withdraw_change(change: ProvinceChange, *, by: User) -> None:
    """Its rows never held a day and go; what covered the provinces before goes on. Twice is once.

    Raises DomainError where it has begun, and where a later change builds on it.
    """
    _ask(by)
    codes = list(change.provinces.order_by("pk").values_list("pk", flat=True))
    list(Province.objects.select_for_update(no_key=True).filter(pk__in=codes).order_by("pk"))
    change = ProvinceChange.objects.select_for_update().get(pk=change.pk)
    if change.withdrawn_at:
        return
    # RACE: the day is asked for under the lock that the transfers of that day wait for.
    if change.valid_from <= timezone.localdate():
        raise DomainError(_("It has begun and stays. Make a new change, from tomorrow on."))
    if ProvinceOffice.objects.filter(province__in=codes, valid_from__gt=change.valid_from).exists():
        raise DomainError(_("A later change builds on this one. Withdraw the later one first."))
    ProvinceOffice.objects.filter(province__in=codes, valid_from=change.valid_from).delete()
    ProvinceOffice.objects.filter(province__in=codes, valid_to=change.valid_from - _ONE_DAY).update(valid_to=None)
    change.withdrawn_by, change.withdrawn_at = by, timezone.now()
    change.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record(
        "networks.province_change_withdrawn",
        by=by,
        office_number=change.office_id,
        change=change.pk,
        provinces=codes,
        since=str(change.valid_from),
    )


def _ask(by: User) -> None:
    if not may_manage_staff(by):
        raise PermissionDenied
