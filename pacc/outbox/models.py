"""Work that was promised inside a transaction and is done after it."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone


def start_of_today() -> datetime:
    """Midnight in Thailand: a job that a reporter caused does not tell the second."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


class Job(models.Model):
    """A promise. Its row is deleted when it was kept; `payload` holds ids, never content."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField(default=start_of_today)
    claimed_until = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)  # when the relay first told a worker: how long it waits
    told_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    parked = models.BooleanField(default=False)
    # The database role that promised it: set by a trigger, whatever the insert says (migration 0003).
    promised_by = models.CharField(max_length=63, default="", editable=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at", "id"], condition=models.Q(parked=False), name="job_open")]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class Heartbeat(models.Model):
    """When a process of the desk last worked: read by /health/ready."""

    name = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def beat(cls, name: str) -> None:
        cls.objects.update_or_create(name=name, defaults={"at": timezone.now()})
