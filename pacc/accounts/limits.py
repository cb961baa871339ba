"""Django's cache in a table of the zone: counts of tries and used codes, seen by every process and after a restart.

Values are JSON, never pickles: a row that somebody else wrote runs nothing. Keys are kept as hashes.
"""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils import timezone

from pacc.accounts.models import Counter, DeskCounter, SiteCounter

_FOR_EVER = timedelta(days=3650)


def counters() -> type[Counter]:
    """The zone's own table."""
    return DeskCounter if settings.ZONE == "desk" else SiteCounter


def forget_expired() -> int:
    """Drop what has run out, in both zones; how many."""
    now = timezone.now()
    return sum(table._default_manager.filter(valid_until__lt=now).delete()[0] for table in (DeskCounter, SiteCounter))


class TableCache(BaseCache):
    """settings.CACHES["default"]. Small and exact rather than fast: only signing in uses it."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Compare and set: True for one of several processes that try at once."""
        table = connection.ops.quote_name(counters()._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} AS kept (key, value, valid_until) VALUES (%s, %s, %s) "  # noqa: S608
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value, valid_until = excluded.valid_until "
                "WHERE kept.valid_until < %s",
                [self._hashed(key, version), json.dumps(value), self._until(timeout), timezone.now()],
            )
            return bool(cursor.rowcount == 1)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        row = (
            counters()._default_manager.filter(key=self._hashed(key, version), valid_until__gte=timezone.now()).first()
        )
        return default if row is None else row.value

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        counters()._default_manager.bulk_create(
            [counters()(key=self._hashed(key, version), value=value, valid_until=self._until(timeout))],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["value", "valid_until"],
        )

    def touch(self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        rows = counters()._default_manager.filter(key=self._hashed(key, version), valid_until__gte=timezone.now())
        return rows.update(valid_until=self._until(timeout)) == 1

    def delete(self, key: str, version: int | None = None) -> bool:
        return counters()._default_manager.filter(key=self._hashed(key, version)).delete()[0] == 1

    def clear(self) -> None:
        counters()._default_manager.all().delete()

    def _hashed(self, key: str, version: int | None) -> str:
        return hashlib.sha256(self.make_key(key, version).encode()).hexdigest()

    def _until(self, timeout: float | None) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return timezone.now() + (_FOR_EVER if seconds is None else timedelta(seconds=seconds))
