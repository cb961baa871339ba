"""Tells Celery which jobs wait: at once when PostgreSQL says so, and every 15 s whatever was lost on the way."""

import logging
import time

from django.db import OperationalError, close_old_connections, connection
from kombu.exceptions import KombuError
from psycopg import OperationalError as ListenError
from redis.exceptions import RedisError

from pacc.outbox import jobs
from pacc.outbox.models import Heartbeat
from pacc.outbox.tasks import run_job

log = logging.getLogger("pacc.relay")

SWEEP_SECONDS = 15


def tell_celery() -> int:
    """Hand every waiting job's id to Celery; how many. A broker that is away leaves them to the next sweep."""
    ids = jobs.told()
    for position, job_id in enumerate(ids):
        try:
            run_job.apply_async(args=(job_id,), retry=False)
        except (KombuError, RedisError, OSError) as error:
            log.warning("broker away", extra={"error": type(error).__name__, "left": len(ids) - position})
            jobs.not_told(ids[position:])
            raise
    return len(ids)


def listen_and_sweep() -> None:
    """Run for ever. Survives the absence of PostgreSQL and of the broker, of any length."""
    while True:
        try:
            _listen()
        except (OperationalError, ListenError) as error:
            log.warning("database away", extra={"error": type(error).__name__})
            connection.close()
            time.sleep(1)


def _listen() -> None:
    close_old_connections()
    with connection.cursor() as cursor:
        cursor.execute("LISTEN pacc_job")
    listening = connection.connection
    while True:
        try:
            tell_celery()
            wait = SWEEP_SECONDS
        except (KombuError, RedisError, OSError):
            wait = 2  # seconds until the broker is asked again; the jobs lie safe in the table
        Heartbeat.beat("relay")
        for _notice in listening.notifies(timeout=wait, stop_after=1):
            pass
