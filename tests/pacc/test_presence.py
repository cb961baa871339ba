"""Who is at a place of the desk: known for a while, by ids only, and lost without harm."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest
import redis

from pacc import presence
from pacc.presence import Present, come, present_at

pytestmark = pytest.mark.usefixtures("keys", "desk")


@pytest.fixture
def place():
    return f"report {uuid4()}"


def test_who_came_is_there_and_what_she_does_now_counts(place):
    assert come(place, 17, writes=False) == Present(frozenset({17}))
    assert come(place, 18, writes=True) == Present(frozenset({17}), frozenset({18}))
    assert come(place, 18, writes=False) == Present(frozenset({17, 18}))
    assert come(place, 17, writes=True) == Present(frozenset({18}), frozenset({17}))


def test_who_is_at_many_places_is_asked_in_one_go(place):
    elsewhere = f"{place} elsewhere"
    come(place, 17, writes=False)
    come(elsewhere, 18, writes=True)
    assert present_at([place, "nowhere", elsewhere]) == {
        place: Present(frozenset({17})),
        elsewhere: Present(frozenset(), frozenset({18})),
    }
    assert present_at([]) == {}


def test_who_does_not_say_it_again_has_left_and_nothing_of_her_is_kept(place, settings):
    life = timedelta(milliseconds=80)
    come(place, 17, writes=False, life=life)
    come(place, 18, writes=False)
    time.sleep(0.1)
    assert present_at([place]) == {place: Present(frozenset({18}))}
    alone = f"{place} alone"
    come(alone, 17, writes=False, life=life)
    time.sleep(0.1)
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        assert client.exists(*presence._keys([alone])) == 0
        assert 0 < client.ttl(presence._keys([place])[0]) <= 45


def test_redis_learns_ids_of_people_and_no_place(place, settings):
    come(place, 17, writes=True)
    [key] = presence._keys([place])
    assert place.removeprefix("report ") not in key
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        assert client.zrange(key, 0, -1) == [b"w17"]


@pytest.mark.parametrize("address", ["redis://localhost:1", "unix:///nowhere", ""])
def test_without_redis_nobody_is_anywhere(place, settings, address):
    settings.REDIS_URL = address
    assert come(place, 17, writes=False) == Present()
    assert present_at([place]) == {}
