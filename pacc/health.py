"""Whether the portal is well: for a supervisor, a load balancer and the officer on duty."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pacc.outbox.jobs import enqueue
from pacc.outbox.models import Heartbeat, Job

OK, DOWN, LATE = "ok", "down", "late"

# Longer than the two sweeps, and the two beats, that may be lost without harm.
SWEEP_IS_LATE = timedelta(seconds=45)
WORKER_IS_LATE = timedelta(seconds=150)
ROUTING_IS_LATE = timedelta(seconds=120)


@dataclass(frozen=True)
class Answer:
    """One word for everybody, figures for the desk."""

    word: str
    figures: dict[str, int] = field(default_factory=dict)


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"live": OK})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Everything that a promise needs is there; 503 otherwise. The site's answer has words only."""
    questions = {"database": _database} if settings.ZONE == "site" else _desk_questions()
    answers = {name: _asked(question) for name, question in questions.items()}
    well = all(answer.word == OK for answer in answers.values())
    body: dict[str, Any] = {name: answer.word for name, answer in answers.items()}
    if settings.ZONE == "desk":
        body["figures"] = {name: answer.figures for name, answer in answers.items() if answer.figures}
    return JsonResponse(body, status=200 if well else 503)


def _desk_questions() -> dict[str, Callable[[], Answer]]:
    return {"database": _database, "broker": _broker, "relay": _relay, "worker": _worker, "routing": _routing}


def _asked(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    except (DatabaseError, redis.RedisError, OSError, ValueError):  # ValueError: no address was set
        return Answer(DOWN)


def _database() -> Answer:
    """A row can be written: a promise that is taken back."""
    with transaction.atomic():
        enqueue("health.nothing")
        transaction.set_rollback(True)
    return Answer(OK)


def _broker() -> Answer:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
    try:
        client.ping()
    finally:
        client.close()
    return Answer(OK)


def _relay() -> Answer:
    return _heard_of("relay", SWEEP_IS_LATE)


def _worker() -> Answer:
    return _heard_of("worker", WORKER_IS_LATE)


def _heard_of(name: str, limit: timedelta) -> Answer:
    beat = Heartbeat.objects.filter(pk=name).first()
    if beat is None:
        return Answer(LATE)
    silence = timezone.now() - beat.at
    return Answer(OK if silence < limit else LATE, {"seconds_silent": int(silence.total_seconds())})


def _routing() -> Answer:
    """How long the oldest report has been waiting for its office, and how many jobs were given up."""
    parked = Job.objects.filter(parked=True).count()
    oldest = Job.objects.filter(name="reports.route", seen_at__isnull=False).order_by("seen_at").first()
    waited = timezone.now() - oldest.seen_at if oldest and oldest.seen_at else timedelta()
    word = LATE if waited > ROUTING_IS_LATE or parked else OK
    return Answer(word, {"oldest_unrouted_seconds": int(waited.total_seconds()), "jobs_parked": parked})
