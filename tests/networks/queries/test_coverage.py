"""Which office covers a province on a day."""

from datetime import date

import pytest

from networks.actions.reference import load_reference
from networks.models import ProvinceOffice
from networks.queries.coverage import covering_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def surin_moves_in_october():
    """Surin goes from Region 3 to Region 4 on 1 October 2026."""
    load_reference()
    ProvinceOffice.objects.filter(province="32").update(valid_to=date(2026, 9, 30))
    ProvinceOffice.objects.create(province_id="32", office_id=4, valid_from=date(2026, 10, 1))


@pytest.mark.parametrize(
    ("day", "office"),
    [(date(2021, 9, 30), None), (date(2021, 10, 1), 3), (date(2026, 9, 30), 3), (date(2026, 10, 1), 4)],
)
def test_each_side_of_a_change(surin_moves_in_october, day, office):
    assert covering_office("32", on=day) == office


def test_one_query(surin_moves_in_october, django_assert_num_queries):
    with django_assert_num_queries(1):
        covering_office("30", on=date(2026, 10, 1))
