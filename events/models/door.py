"""The door of a workshop: passes of the phones there, and what they sent that a person must look at."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from events.models.registration import Registration
from events.models.workshop import HalfDay, Workshop


class DoorPass(models.Model):
    """One phone at the door of one workshop, without an account. The first phone that opens its link keeps it.

    `phone_hash`: SHA-256 of what only that phone's cookie holds; None while no phone has taken the pass.
    """

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="door_passes")
    label = models.CharField(max_length=60)
    phone_hash = models.BinaryField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(label=""), name="door_pass_has_label")]

    def __str__(self) -> str:
        return self.label


class Undecided(models.Model):
    """Something that a phone at the door sent and that the portal could not settle by itself. Kept as it came.

    `id` is the event's own, so that sending it twice keeps it once.
    """

    class Why(models.TextChoices):
        UNKNOWN = "unknown", pgettext_lazy("door", "This person is not in the workshop")
        CANCELLED = "cancelled", pgettext_lazy("door", "This registration was cancelled or has no place")
        NO_PLACE = "no_place", pgettext_lazy("door", "Walk-in without a free place")
        ALIKE = "alike", pgettext_lazy("door", "Walk-in with the name of somebody on the list")
        REVOKED = "revoked", pgettext_lazy("door", "Marked after the phone’s pass was revoked")
        MALFORMED = "malformed", pgettext_lazy("door", "The phone sent something that cannot be read")

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("door", "Counted")
        DROPPED = "dropped", pgettext_lazy("door", "Not counted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="undecided")
    door_pass = models.ForeignKey(DoorPass, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=Why.choices)
    raw = models.JSONField()
    registration = models.ForeignKey(Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    half_day = models.ForeignKey(HalfDay, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["received_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["workshop", "received_at"], condition=Q(decision=""), name="undecided_open")
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.pk}"
