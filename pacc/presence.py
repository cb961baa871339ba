"""Who is at a place of the desk just now. Redis knows it for a few seconds and nothing else does.

A key names its place by a keyed hash and holds ids of people: who reads Redis learns that somebody is somewhere. Where
Redis is away nobody is shown, and nothing else is different.
"""

import hmac
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from pacc.vault.keyring import zone_keys

LIFE = timedelta(seconds=45)  # two polls of a page, and some
# A frozen Redis costs each page so much and no more.
_WAIT_SECONDS = 0.2
_VIEWS, _WRITES = "v", "w"


@dataclass(frozen=True)
class Present:
    """Ids of people. Who writes is not among those who view."""

    viewing: frozenset[int] = field(default_factory=frozenset)
    writing: frozenset[int] = field(default_factory=frozenset)

    @property
    def everybody(self) -> frozenset[int]:
        return self.viewing | self.writing

    def without(self, person: int) -> "Present":
        return Present(self.viewing - {person}, self.writing - {person})


def come(place: str, person: int, *, writes: bool, life: timedelta = LIFE) -> Present:
    """She is there for `life`, and what she did there before counts no more. Gives all who are there."""
    key, now = _keys([place])[0], time.time()
    said, before = (_WRITES, _VIEWS) if writes else (_VIEWS, _WRITES)
    lines = [
        ("ZREM", key, f"{before}{person}"),
        ("ZADD", key, now + life.total_seconds(), f"{said}{person}"),
        ("PEXPIRE", key, int(life.total_seconds() * 1000)),
        _who(key, now),
    ]
    answers = _asked(lines)
    return _read(answers[-1]) if answers else Present()


def present_at(places: Sequence[str]) -> dict[str, Present]:
    """Who is at each of them, in one go; places where nobody is are left out."""
    if not places:
        return {}
    now = time.time()
    answers = _asked([_who(key, now) for key in _keys(places)])
    found = {place: _read(answer) for place, answer in zip(places, answers, strict=False)}
    return {place: present for place, present in found.items() if present.everybody}


def _who(key: str, now: float) -> tuple[Any, ...]:
    return ("ZRANGE", key, f"({now}", "+inf", "BYSCORE")


def _keys(places: Iterable[str]) -> list[str]:
    secret = zone_keys("presence")[0]
    return [f"present:{hmac.digest(secret, place.encode(), 'sha256')[:16].hex()}" for place in places]


def _read(members: Iterable[bytes]) -> Present:
    words = [member.decode() for member in members]
    writing = frozenset(int(word[1:]) for word in words if word[0] == _WRITES)
    return Present(frozenset(int(word[1:]) for word in words if word[0] == _VIEWS) - writing, writing)


def _asked(lines: Sequence[tuple[Any, ...]]) -> list[Any]:
    """The answers in their order, none where Redis is away."""
    try:
        with _client(settings.REDIS_URL).pipeline(transaction=False) as pipeline:
            for line in lines:
                pipeline.execute_command(*line)  # type: ignore[no-untyped-call]
            return list(pipeline.execute())
    except (redis.RedisError, OSError, ValueError):  # ValueError: no address was set
        return []


@lru_cache(maxsize=4)
def _client(url: str) -> redis.Redis:
    # Not tried again: who waits is a person, and the next poll asks anew.
    return redis.Redis.from_url(
        url, socket_timeout=_WAIT_SECONDS, socket_connect_timeout=_WAIT_SECONDS, retry=Retry(NoBackoff(), 0)
    )
