"""Which office covers a province on a day, and the table of all."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from networks.actions.reference import load_reference
from networks.models import ProvinceOffice
from networks.queries.coverage import covering_office, province_table, provinces_without_office
from tests.factories.offices import an_office

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def surin_moves_in_october():
    """Surin goes from Region 3 to Region 4 on 1 October 2026."""
    load_reference()
    ProvinceOffice.objects.filter(province="32").update(valid_to=date(2026, 9, 30))
    ProvinceOffice.objects.create(province_id="32", office_id=4, valid_from=OCTOBER)


@pytest.mark.parametrize(
    ("day", "office"),
    [(date(2021, 9, 30), None), (date(2021, 10, 1), 3), (date(2026, 9, 30), 3), (OCTOBER, 4)],
)
def test_each_side_of_a_change(surin_moves_in_october, day, office):
    assert covering_office("32", on=day) == office


def test_one_query(surin_moves_in_october, django_assert_num_queries):
    with django_assert_num_queries(1):
        covering_office("30", on=OCTOBER)


def test_table_has_every_province_with_what_holds_and_what_is_ahead(surin_moves_in_october, django_assert_num_queries):
    with django_assert_num_queries(2):
        lines = province_table(on=date(2026, 9, 30))
    assert len(lines) == 77
    surin = next(line for line in lines if line.province.pk == "32")
    assert (surin.now.office_id, [row.office_id for row in surin.ahead]) == (3, [4])
    assert not any(line.is_uncovered for line in lines)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (OCTOBER, None),
        (date(2026, 9, 30), None),
        (date(2020, 1, 1), date(2021, 10, 1)),
        (date(2022, 1, 1), date(2022, 1, 1)),
        (date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_two_offices_for_a_province_on_one_day_cannot_be_written(begins, ends, surin_moves_in_october):
    with pytest.raises(IntegrityError, match=r"province_office_(never_two|from|one_open)"), transaction.atomic():
        ProvinceOffice.objects.create(province_id="32", office=an_office(2), valid_from=begins, valid_to=ends)


def test_neighbours_by_code_do_not_meet(surin_moves_in_october):
    """The last number of a province's days lies below the first of the next's."""
    ProvinceOffice.objects.filter(province="33").delete()
    ProvinceOffice.objects.create(province_id="33", office_id=2, valid_from=date.min)
    assert covering_office("33", on=date.min) == 2


def now():
    """As at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_a_row_that_ends_needs_one_that_follows(surin_moves_in_october):
    now()
    for leave_a_gap in (
        lambda: ProvinceOffice.objects.filter(province="32", office=4).delete(),
        lambda: ProvinceOffice.objects.filter(province="32", office=3).update(valid_to=date(2026, 9, 29)),
        lambda: ProvinceOffice.objects.filter(province="30").update(valid_to=date(2026, 9, 29)),
    ):
        with pytest.raises(IntegrityError, match="no office"), transaction.atomic():
            leave_a_gap()
            now()


def test_provinces_that_nobody_covers_are_named_also_those_whose_last_row_ends(django_assert_num_queries):
    load_reference()
    assert list(provinces_without_office(on=OCTOBER)) == []
    ProvinceOffice.objects.filter(province="30").delete()
    # As it may stand from before there was a trigger; it asks at the transaction's end.
    ProvinceOffice.objects.filter(province="32").update(valid_to=date(2030, 9, 30))
    with django_assert_num_queries(1):
        assert [province.pk for province in provinces_without_office(on=OCTOBER)] == ["30", "32"]
    assert {line.province.pk for line in province_table(on=OCTOBER) if line.is_uncovered} == {"30", "32"}
    ProvinceOffice.objects.filter(province="32").update(valid_to=None)
