"""Load offices, places and the province table from the project's data file and geothai, any number of times.

What an admin changed stays: an office's field that differs from what the file last said, and a province whose rows an
admin touched.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import geothai
from django.db import models, transaction
from django.utils import timezone

from networks.models import District, Office, Province, ProvinceOffice, Subdistrict
from networks.models.place import Place
from pacc.ledger.record import record
from pacc.thai.collation import sort_key

REFERENCE = Path(__file__).resolve().parent.parent / "reference"


@dataclass
class Loaded:
    """What a load changed, and what it left because an admin's word stands."""

    places: int = 0
    offices: int = 0
    coverings: int = 0
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """One line of the province table's data file."""

    province: str
    office: int
    valid_from: date
    disputed: bool
    note: str


def _lines(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def office_rows(folder: Path = REFERENCE) -> list[dict[str, str]]:
    return list(_lines(folder / "offices.csv"))


def province_rows(folder: Path = REFERENCE) -> list[Row]:
    return [
        Row(
            province=line["province_code"],
            office=int(line["office"]),
            valid_from=date.fromisoformat(line["valid_from"]),
            disputed=line["disputed"] == "yes",
            note=line["note"],
        )
        for line in _lines(folder / "province_office.csv")
    ]


@transaction.atomic(durable=True)
def load_reference(*, folder: Path = REFERENCE, today: date | None = None) -> Loaded:
    """Bring the reference tables to what the files say. Twice is the same as once."""
    loaded = Loaded()
    _load_places(loaded)
    _load_offices(office_rows(folder), loaded)
    _load_province_table(province_rows(folder), loaded, today=today or timezone.localdate())
    if loaded.places or loaded.offices or loaded.coverings:
        record(
            "networks.reference_loaded",
            places=loaded.places,
            offices=loaded.offices,
            coverings=loaded.coverings,
            kept=len(loaded.kept),
        )
    return loaded


def _load_places(loaded: Loaded) -> None:
    """Names by code. An area that left the package stays: reports may point to it."""
    provinces = geothai.provinces()
    districts = [each for province in provinces for each in geothai.districts(province.code)]
    subdistricts = [each for district in districts for each in geothai.subdistricts(district.code)]
    _upsert(Province, [Province(**_names(each)) for each in provinces], [], loaded)
    _upsert(
        District, [District(province_id=each.province_code, **_names(each)) for each in districts], ["province"], loaded
    )
    _upsert(
        Subdistrict,
        [Subdistrict(district_id=each.district_code, **_names(each)) for each in subdistricts],
        ["district"],
        loaded,
    )


def _names(place: geothai.types.Province | geothai.types.District | geothai.types.Subdistrict) -> dict[str, str]:
    return {
        "code": place.code,
        "name_th": place.name_th,
        "name_en": place.name_en,
        # นางรอง is a place, not a lady.
        "sort_key": sort_key(place.name_th, ignore_titles=False),
    }


def _upsert(model: type[Place], places: list[Place], parents: list[str], loaded: Loaded) -> None:
    fields = ["name_th", "name_en", "sort_key", *parents]
    columns = ["name_th", "name_en", "sort_key", *(f"{parent}_id" for parent in parents)]
    rows: models.Manager[Any] = model._default_manager  # the abstract class has no key; each of its children has `code`
    known = {code: tuple(values) for code, *values in rows.values_list("code", *columns)}
    changed = [place for place in places if known.get(place.pk) != tuple(getattr(place, name) for name in columns)]
    rows.bulk_create(changed, update_conflicts=True, update_fields=fields, unique_fields=["code"], batch_size=2000)
    loaded.places += len(changed)


def _load_offices(rows: list[dict[str, str]], loaded: Loaded) -> None:
    known = {office.number: office for office in Office.objects.all()}
    for row in rows:
        said = {name: value for name, value in row.items() if name != "number"}
        office = known.get(int(row["number"])) or Office(number=int(row["number"]))
        if office.loaded == said:
            continue
        for name, value in said.items():
            if office._state.adding or getattr(office, name) == office.loaded.get(name):
                setattr(office, name, value)
            else:
                loaded.kept.append(f"{office.number} {name}")
        office.loaded = said
        office.save()
        loaded.offices += 1


def _load_province_table(rows: list[Row], loaded: Loaded, *, today: date) -> None:
    """Add what the file has and the table lacks. Rows are not rewritten: the file's new word holds from today."""
    table: dict[str, list[ProvinceOffice]] = {}
    for covering in ProvinceOffice.objects.order_by("valid_from"):
        table.setdefault(covering.province_id, []).append(covering)
    for province in sorted({row.province for row in rows}):
        own = sorted((row for row in rows if row.province == province), key=lambda row: row.valid_from)
        known = table.get(province, [])
        if not known:
            ends = [row.valid_from - timedelta(days=1) for row in own[1:]]
            for row, end in zip(own, [*ends, None], strict=True):
                _cover(row, valid_from=row.valid_from, valid_to=end)
                loaded.coverings += 1
        elif all(covering.from_reference for covering in known):
            loaded.coverings += _follow_file(known[-1], own[-1], today=today)
        elif known[-1].office_id != own[-1].office:
            loaded.kept.append(f"province {province}")


def _follow_file(last: ProvinceOffice, row: Row, *, today: date) -> int:
    """Change what the file changed for a province that no admin touched; how many rows that were."""
    if last.office_id == row.office:
        if (last.disputed, last.note) == (row.disputed, row.note):
            return 0
        last.disputed, last.note = row.disputed, row.note
        last.save(update_fields=["disputed", "note"])
        return 1
    begins = max(row.valid_from, today, last.valid_from + timedelta(days=1))
    last.valid_to = begins - timedelta(days=1)
    last.save(update_fields=["valid_to"])
    _cover(row, valid_from=begins, valid_to=None)
    return 1


def _cover(row: Row, *, valid_from: date, valid_to: date | None) -> None:
    ProvinceOffice.objects.create(
        province_id=row.province,
        office_id=row.office,
        valid_from=valid_from,
        valid_to=valid_to,
        disputed=row.disputed,
        note=row.note,
        from_reference=True,
    )
