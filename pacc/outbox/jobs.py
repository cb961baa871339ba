"""Promise work inside a transaction (`enqueue`), do it after the commit (`run_job`), any number of times.

The row is the queue. NOTIFY only shortens the wait: the relay listens and tells Celery, and sweeps what was lost.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models import F
from django.utils import timezone

from pacc.outbox.models import Job, start_of_today

log = logging.getLogger("pacc.outbox")

# Longer than Celery's hard limit of a task (CELERY_TASK_TIME_LIMIT): a claim ends only when its worker surely has.
CLAIM = timedelta(seconds=300)
MAX_ATTEMPTS = 8


@dataclass(frozen=True)
class Handler:
    """What keeps a promise. `from_site`: the site zone, which is not trusted, may promise it."""

    run: Callable[..., None]
    from_site: bool


_handlers: dict[str, Handler] = {}


def job(name: str, *, from_site: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register the function that keeps promises of this name. It takes ids and may run twice."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        _handlers[name] = Handler(function, from_site)
        return function

    return register


def enqueue(name: str, *, due_at: datetime | None = None, **ids: Any) -> None:
    """Promise a job in the transaction that is under way; true when it commits, gone when it rolls back."""
    if not connection.in_atomic_block:
        raise RuntimeError("a promise belongs into the transaction that makes it true")
    promised = Job(
        name=name, payload={key: str(value) for key, value in ids.items()}, due_at=due_at or start_of_today()
    )
    promised.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('pacc_job', %s)", [str(promised.pk)])


def run_job(job_id: int) -> bool:
    """Claim the job and do it; False where another process has it or it is done already."""
    now = timezone.now()
    free = models.Q(claimed_until=None) | models.Q(claimed_until__lt=now)
    claimed = Job.objects.filter(free, pk=job_id, parked=False, due_at__lte=now).update(
        claimed_until=now + CLAIM, attempts=F("attempts") + 1
    )
    if claimed != 1:  # RACE: another worker got there first, or it is done
        return False
    promised = Job.objects.get(pk=job_id)
    try:
        _handler_of(promised).run(**promised.payload)
    except Exception as error:
        # SECURITY: the class only; a message may quote content.
        log.error("job failed", extra={"job": promised.pk, "job_name": promised.name, "error": type(error).__name__})
        _put_back(promised)
        return False
    promised.delete()
    return True


def _handler_of(promised: Job) -> Handler:
    """Raises LookupError for a name nobody handles, and for one that the site zone may not promise."""
    handler = _handlers[promised.name]
    if promised.promised_by == settings.SITE_ROLE and not handler.from_site:
        raise LookupError(promised.name)
    return handler


def _put_back(failed: Job) -> None:
    """Try again after a growing wait (15 s, 30 s, ... 16 min); park after the last try, for the portal admin to see."""
    failed.parked = failed.attempts >= MAX_ATTEMPTS
    failed.claimed_until = timezone.now() + timedelta(seconds=15 * 2 ** (failed.attempts - 1))
    failed.save(update_fields=["parked", "claimed_until"])


def told(limit: int = 500) -> list[int]:
    """Ids of jobs that wait and that nobody was told of lately, marked as told. Two sweeps never take the same."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE outbox_job SET told_until = %(later)s, seen_at = coalesce(seen_at, %(now)s) WHERE id IN (
                   SELECT id FROM outbox_job
                   WHERE NOT parked AND due_at <= %(now)s
                     AND (claimed_until IS NULL OR claimed_until < %(now)s)
                     AND (told_until IS NULL OR told_until < %(now)s)
                   ORDER BY due_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
               RETURNING id""",
            {"now": now, "later": now + timedelta(seconds=30), "limit": limit},
        )
        return sorted(row[0] for row in cursor.fetchall())


def not_told(ids: list[int]) -> None:
    """Nobody could be told of these: the next sweep tries again."""
    Job.objects.filter(pk__in=ids).update(told_until=None)
