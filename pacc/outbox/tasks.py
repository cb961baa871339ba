"""What a Celery worker is told: the id of a job, or the name of periodic work."""

import logging
from collections.abc import Callable

from django.db import connection

from pacc.celery import app
from pacc.outbox import jobs
from pacc.outbox.models import Heartbeat

log = logging.getLogger("pacc.outbox")

_periodic: dict[str, list[Callable[[], None]]] = {}


def periodic(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register work that a line of the table in `pacc.celery` starts; it may run twice and at any time."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        _periodic.setdefault(name, []).append(function)
        return function

    return register


@app.task(name="pacc.outbox.run_job")
def run_job(job_id: int) -> None:
    jobs.run_job(job_id)


@app.task(name="pacc.outbox.run_periodic")
def run_periodic(name: str) -> None:
    """Under an advisory lock of its name: two beats start it, one does it."""
    Heartbeat.beat("worker")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('pacc.periodic'), hashtext(%s))", [name])
        if not cursor.fetchone()[0]:
            return
        try:
            for work in _periodic.get(name, []):
                _done(work)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('pacc.periodic'), hashtext(%s))", [name])


def _done(work: Callable[[], None]) -> None:
    """What fails is done next time; it keeps nothing from the others of its name."""
    try:
        work()
    except Exception as error:
        log.error("periodic work failed", extra={"job_name": work.__name__, "error": type(error).__name__})
