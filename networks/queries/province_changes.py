"""What an admin looks at before and after she changes the province table."""

from collections.abc import Collection
from datetime import date
from hashlib import sha256

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from networks.models import Office, Province, ProvinceChange, ProvinceOffice
from pacc.thai.dates import format_long


def table_seen(province_codes: Collection[str]) -> str:
    """What a form compares with: the rows of these provinces, in few letters. One query."""
    rows = ProvinceOffice.objects.filter(province__in=province_codes).order_by("pk")
    return sha256(repr(list(rows.values_list("pk", "valid_to"))).encode()).hexdigest()[:20]


def objection_to(provinces: Collection[Province], *, office: Office, on: date, today: date) -> tuple[str, str] | None:
    """Why the office cannot cover them from that day on: the field to mend, and what to do. One query at most.

    A change comes after all that the table says of the province, so that what was planned never changes its meaning.
    """
    if on < today:
        sentence = _("This day is over. Choose today or a later day. Today is %(today)s")
        return "on", sentence % {"today": format_long(today)}
    last: dict[str, ProvinceOffice] = {}
    for row in ProvinceOffice.objects.filter(province__in=provinces).order_by("valid_from"):
        last[row.province_id] = row
    known = [(province, last[province.pk]) for province in provinces if province.pk in last]
    if same := [str(province) for province, row in known if row.goes_on_with(office)]:
        sentence = _("%(office)s covers it already: %(provinces)s. Choose another office or leave the province out")
        return "office", sentence % {"office": office.short, "provinces": ", ".join(same)}
    if later := [(province, row.valid_from) for province, row in known if row.valid_from >= on]:
        sentence = _(
            "A change for %(provinces)s begins on %(day)s. "
            "Choose a later day, or withdraw that change if it has not begun"
        )
        names = ", ".join(str(province) for province, _begins in later)
        return "on", sentence % {"provinces": names, "day": format_long(max(begins for _province, begins in later))}
    return None


def changes_ahead(*, on: date) -> list[ProvinceChange]:
    """What was decided and has not begun, the next first. Two queries."""
    return list(changes_made().filter(valid_from__gt=on, withdrawn_at=None).order_by("valid_from", "id"))


def changes_of(province: Province) -> list[ProvinceChange]:
    """The newest first, withdrawn ones too. Two queries."""
    return list(changes_made().filter(provinces=province))


def changes_made() -> QuerySet[ProvinceChange]:
    """All of them, the newest first, withdrawn ones too."""
    return ProvinceChange.objects.select_related("office", "by", "withdrawn_by").prefetch_related("provinces")
