"""Offices, places and the province table: loaded from the data file, any number of times."""

import csv
import shutil
from datetime import date

import pytest

from networks.actions import reference
from networks.actions.reference import load_reference
from networks.models import District, Office, Province, ProvinceOffice, Subdistrict
from pacc.ledger.models import Entry

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


@pytest.fixture
def folder(tmp_path):
    """A copy of the data files, to be edited."""
    return shutil.copytree(reference.REFERENCE, tmp_path / "reference")


def edit(file, change):
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        change(row)
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def give_surin_to_region_4(folder):
    def change(row):
        if row["province_code"] == "32":
            row["office"] = "4"

    edit(folder / "province_office.csv", change)


def office_of(province, on):
    return ProvinceOffice.objects.in_force(on=on).get(province=province).office_id


def test_everything_is_there():
    load_reference()
    counts = [model.objects.count() for model in (Office, Province, District, Subdistrict, ProvinceOffice)]
    assert counts == [10, 77, 928, 7436, 77]
    assert office_of("32", TODAY) == 3
    assert office_of("10", TODAY) == 0


def test_every_province_has_one_office_and_only_bangkok_the_central_intake():
    load_reference()
    rows = ProvinceOffice.objects.in_force(on=TODAY).values_list("province_id", "office_id")
    assert len(rows) == len({province for province, _office in rows}) == 77
    assert [province for province, office in rows if office == 0] == ["10"]


def test_the_two_disputed_rows_are_marked():
    load_reference()
    disputed = ProvinceOffice.objects.filter(disputed=True)
    assert sorted(row.province_id for row in disputed) == ["11", "53"]
    assert all(row.note for row in disputed)


def test_names_of_provinces_in_the_data_file_are_those_of_the_places():
    load_reference()
    with (reference.REFERENCE / "province_office.csv").open(encoding="utf-8", newline="") as lines:
        told = {row["province_code"]: row["province_th"] for row in csv.DictReader(lines)}
    assert told == dict(Province.objects.values_list("code", "name_th"))


def test_places_stand_in_thai_order():
    load_reference()
    names = list(Province.objects.values_list("name_th", flat=True))
    assert names[:3] == ["กระบี่", "กรุงเทพมหานคร", "กาญจนบุรี"]
    assert names.index("เชียงใหม่") < names.index("ตรัง") < names.index("แพร่") < names.index("ภูเก็ต")
    assert names[-1] == "อุบลราชธานี"


def test_a_second_load_changes_nothing_and_says_so():
    load_reference()
    again = load_reference()
    assert (again.places, again.offices, again.coverings, again.kept) == (0, 0, 0, [])
    assert Entry.objects.filter(what="networks.reference_loaded").count() == 1


def test_an_admins_edit_of_an_office_stays_and_the_rest_follows_the_file(folder):
    load_reference(folder=folder)
    Office.objects.filter(number=3).update(phone="044000000")

    def change(row):
        if row["number"] == "3":
            row["phone"], row["address_th"] = "044111111", "ที่อยู่ใหม่"

    edit(folder / "offices.csv", change)
    loaded = load_reference(folder=folder)

    office = Office.objects.get(number=3)
    assert (office.phone, office.address_th) == ("044000000", "ที่อยู่ใหม่")
    assert loaded.kept == ["3 phone"]
    load_reference(folder=folder)
    assert Office.objects.get(number=3).phone == "044000000"


def test_a_place_renamed_in_the_package_is_renamed():
    load_reference()
    Subdistrict.objects.filter(pk="320101").update(name_th="ชื่อเก่า")
    assert load_reference().places == 1
    assert Subdistrict.objects.get(pk="320101").name_th == "ในเมือง"


def test_a_change_of_the_file_holds_from_today_and_the_past_stays(folder):
    load_reference(folder=folder)
    give_surin_to_region_4(folder)
    assert load_reference(folder=folder, today=TODAY).coverings == 1
    assert office_of("32", date(2026, 11, 23)) == 3
    assert office_of("32", TODAY) == 4
    assert load_reference(folder=folder, today=TODAY).coverings == 0


def test_an_admins_row_stays_whatever_the_file_says(folder):
    load_reference(folder=folder)
    ProvinceOffice.objects.filter(province="32").update(valid_to=date(2026, 9, 30))
    ProvinceOffice.objects.create(province_id="32", office_id=2, valid_from=date(2026, 10, 1))
    give_surin_to_region_4(folder)
    loaded = load_reference(folder=folder, today=TODAY)
    assert office_of("32", TODAY) == 2
    assert loaded.kept == ["province 32"]


def test_a_dispute_that_is_settled_keeps_the_row(folder):
    load_reference(folder=folder)
    before = ProvinceOffice.objects.get(province="53").pk

    def change(row):
        row["disputed"], row["note"] = "no", ""

    edit(folder / "province_office.csv", change)
    load_reference(folder=folder)
    after = ProvinceOffice.objects.get(province="53")
    assert (after.pk, after.disputed, after.note) == (before, False, "")
