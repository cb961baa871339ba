"""How often a reference was tried with a wrong code: slowed per reference, never per address."""

from django.db import models


class TrackingAttempt(models.Model):
    """`key` is a keyed hash of the typed reference, whether such a report exists or not. Swept after a day."""

    key = models.BinaryField(primary_key=True, max_length=32)
    failures = models.PositiveIntegerField(default=0)
    wait_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.failures}"
