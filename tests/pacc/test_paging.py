import base64
import json

import pytest

from networks.models import Province
from pacc.paging import keyset_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def provinces():
    # Two keys agree: the primary key decides.
    keys = ["ก", "ก", "ข", "ค", "ง", "จ", "ฉ"]
    Province.objects.bulk_create(
        Province(code=str(10 + place), name_th=key, name_en=key, sort_key=key) for place, key in enumerate(keys)
    )
    return [str(10 + place) for place in range(len(keys))]


def codes(page):
    return [row.pk for row in page.rows]


@pytest.mark.parametrize("by", ["sort_key", "-sort_key"])
def test_walks_forth_and_back_over_every_row_once(provinces, by):
    expected = provinces if by == "sort_key" else provinces[::-1]
    pages = [keyset_page(Province.objects.all(), by=by, cursor="", size=3)]
    while pages[-1].next:
        pages.append(keyset_page(Province.objects.all(), by=by, cursor=pages[-1].next, size=3))
    assert [codes(page) for page in pages] == [expected[0:3], expected[3:6], expected[6:]]
    assert pages[0].previous == ""
    back = keyset_page(Province.objects.all(), by=by, cursor=pages[2].previous, size=3)
    assert codes(back) == expected[3:6]
    first = keyset_page(Province.objects.all(), by=by, cursor=back.previous, size=3)
    assert codes(first) == expected[0:3]
    assert first.previous == ""


def test_exact_fit_has_no_next_page(provinces):
    assert keyset_page(Province.objects.all(), by="sort_key", cursor="", size=7).next == ""


def made_up(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    ["x", "%%%", "ก", "e30", "9" * 5000, made_up([1, 2]), made_up([True, "a\x00", "1"]), made_up({"a": 1}), made_up(5)],
)
def test_nonsense_is_the_first_page(provinces, cursor):
    assert codes(keyset_page(Province.objects.all(), by="sort_key", cursor=cursor, size=3)) == provinces[:3]


def test_costs_one_query(provinces, django_assert_num_queries):
    with django_assert_num_queries(1):
        keyset_page(Province.objects.all(), by="sort_key", cursor="", size=3)
