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

# How long a job belongs to the worker that took it. A killed worker's job is done by another after that; one that
# merely was slow is done twice, which every job bears.
CLAIM = timedelta(seconds=45)
MAX_ATTEMPTS = 8


@dataclass(frozen=True)
class Handler:
    """What keeps a promise. `from_site`: the site zone, which is not trusted, may promise it."""

    run: Callable[..., None]
    from_site: bool
    claim: timedelta


_handlers: dict[str, Handler] = {}


def job(
    name: str, *, from_site: bool = False, claim: timedelta = CLAIM
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register the function that keeps promises of this name. It takes ids and may run twice.

    `claim`: longer than the work takes, or it is begun a second time meanwhile.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        _handlers[name] = Handler(function, from_site, claim)
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
    waiting = Job.objects.filter(free, pk=job_id, parked=False, due_at__lte=now)
    promised = waiting.first()
    if promised is None:
        return False
    claim = _handlers[promised.name].claim if promised.name in _handlers else CLAIM
    if waiting.update(claimed_until=now + claim, attempts=F("attempts") + 1) != 1:
        return False  # RACE: another worker got there first
    promised.refresh_from_db()
    if promised.attempts > MAX_ATTEMPTS:
        # Nobody put it back: each time it took the process with it, as by using up the memory.
        log.error("job kills its worker", extra={"job": promised.pk, "job_name": _name_to_log(promised)})
        _put_back(promised)
        return False
    try:
        _handler_of(promised).run(**promised.payload)
    except Exception as error:
        # SECURITY: the class only; a message may quote content.
        what = {"job": promised.pk, "job_name": _name_to_log(promised), "error": type(error).__name__}
        log.error("job failed", extra=what)
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


def _name_to_log(promised: Job) -> str:
    """SECURITY: whoever may promise chooses the name; only one of our own is written down."""
    return promised.name if promised.name in _handlers else "unknown"


def _put_back(failed: Job) -> None:
    """Try again after a growing wait (15 s, 30 s, ... 16 min); park after the last try, for the portal admin to see.

    One that outlived its claim may have been kept by another worker meanwhile: then there is nothing to put back.
    """
    wait = timedelta(seconds=15 * 2 ** (failed.attempts - 1))
    Job.objects.filter(pk=failed.pk).update(parked=failed.attempts >= MAX_ATTEMPTS, claimed_until=timezone.now() + wait)


def take_up_parked() -> int:
    """Give parked jobs all their tries again; how many there were. The next sweep finds them."""
    return Job.objects.filter(parked=True).update(parked=False, attempts=0, claimed_until=None, told_until=None)


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
