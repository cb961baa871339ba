"""Which office covers a province on a day, and the whole table as its admin reads it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from networks.models import Province, ProvinceOffice


@dataclass(frozen=True)
class ProvinceLine:
    """A province with the row that holds on a day, and those that are to come, in their order."""

    province: Province
    now: ProvinceOffice | None
    ahead: Sequence[ProvinceOffice]

    @property
    def is_uncovered(self) -> bool:
        """Nobody covers it on that day, or from some later day on."""
        return self.now is None or [self.now, *self.ahead][-1].valid_to is not None


def covering_office(province_code: str, *, on: date) -> int | None:
    """The office's number by the table in force that day; None where the table has no row. One query."""
    return (
        ProvinceOffice.objects.in_force(on=on)
        .filter(province=province_code)
        .values_list("office_id", flat=True)
        .first()
    )


def province_table(*, on: date) -> list[ProvinceLine]:
    """Every province, in Thai order. Two queries."""
    rows: dict[str, list[ProvinceOffice]] = defaultdict(list)
    for row in ProvinceOffice.objects.select_related("office").order_by("valid_from"):
        rows[row.province_id].append(row)
    return [
        ProvinceLine(
            province,
            now=next((row for row in rows[province.pk] if row.holds(on=on)), None),
            ahead=[row for row in rows[province.pk] if row.valid_from > on],
        )
        for province in Province.objects.all()
    ]


def rows_of(province: Province) -> list[ProvinceOffice]:
    """What held, holds and is to come, the newest first. One query."""
    return list(province.coverings.select_related("office").order_by("-valid_from"))


def provinces_without_office(*, on: date) -> QuerySet[Province]:
    """As `ProvinceLine.is_uncovered`: their reports go to the central intake. One query."""
    own = ProvinceOffice.objects.filter(province=OuterRef("pk"))
    covered = Exists(own.in_force(on=on)) & Exists(own.filter(valid_to=None))
    return Province.objects.exclude(covered)


def covering_offices(province_codes: Collection[str], *, on: date) -> dict[str, int]:
    """As `covering_office`, of many; a province without a row is not in it. One query."""
    rows = ProvinceOffice.objects.in_force(on=on).filter(province__in=province_codes)
    return dict(rows.values_list("province", "office"))
