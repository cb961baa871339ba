"""What the migration of the province table makes of rows that met before the database forbade it."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from networks.models import ProvinceOffice
from networks.queries.coverage import covering_office
from tests.factories.offices import a_province, an_office

pytestmark = pytest.mark.django_db
migration = import_module("networks.migrations.0004_province_never_two_never_none")


def test_of_two_rows_that_met_the_later_wins_as_routing_read_them():
    a_province()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE networks_provinceoffice DROP CONSTRAINT province_office_never_two")
        cursor.execute("DROP TRIGGER province_office_never_none ON networks_provinceoffice")
        ProvinceOffice.objects.update(valid_to=date(2030, 1, 1))
        ProvinceOffice.objects.create(province_id="32", office=an_office(4), valid_from=date(2026, 1, 1))
        for _again in range(2):
            cursor.execute(migration.HEAL)
        cursor.execute(migration.NEVER_TWO)
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2031, 1, 1))
    assert [covering_office("32", on=day) for day in days] == [3, 4, 4]
