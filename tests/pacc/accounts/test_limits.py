"""Counts of tries are kept in the zone's table: exact among processes, JSON only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.utils import timezone

from pacc.accounts.limits import TableCache, counters, forget_expired
from pacc.accounts.models import DeskCounter, SiteCounter

pytestmark = pytest.mark.django_db


def test_it_is_the_cache_of_the_portal():
    assert isinstance(caches["default"], TableCache)


def test_value_comes_back_and_goes():
    cache.set("tries", [1.5, 2.5], 60)
    assert cache.get("tries") == [1.5, 2.5]
    assert cache.delete("tries") is True
    assert cache.get("tries", "none") == "none"


def test_what_ran_out_is_not_there():
    cache.set("tries", [1], 60)
    counters().objects.update(valid_until=timezone.now() - timedelta(seconds=1))
    assert cache.get("tries") is None
    assert cache.add("tries", [2], 60) is True
    assert cache.get("tries") == [2]


def test_added_once():
    assert cache.add("used code", "y", 30) is True
    assert cache.add("used code", "z", 30) is False
    assert cache.get("used code") == "y"


def test_zones_count_apart(desk, settings):
    cache.set("tries", [1], 60)
    assert DeskCounter.objects.count() == 1
    settings.ZONE = "site"
    assert cache.get("tries") is None
    assert SiteCounter.objects.count() == 0


def test_keys_are_hashes():
    cache.set("somebody@example.org", 1, 60)
    assert "somebody" not in counters().objects.get().key


def test_expired_rows_are_forgotten():
    cache.set("old", 1, -1)
    cache.set("new", 1, 60)
    assert forget_expired() == 1
    assert cache.get("new") == 1


@pytest.mark.django_db(transaction=True)
def test_one_of_many_at_once_adds():
    def try_it(n):
        try:
            return cache.add("race", n, 60)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(try_it, range(8))) == 1
