"""Who came: events that are only ever added, and the attendance they add up to."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from events.models.door import DoorPass
from events.models.registration import Registration
from events.models.workshop import HalfDay


class CheckInEvent(models.Model):
    """Somebody was seen to arrive, or an arrival was taken back. Triggers refuse UPDATE and DELETE (migration 0002).

    `id` comes from where it happened, so that sending an event twice adds it once. An undo names the arrival it takes
    back (`undoes`, not a foreign key: the undo may get here first). What holds is told by the set of events alone,
    never by the order in which they came (`rules.attendance`).
    """

    class Kind(models.TextChoices):
        ARRIVAL = "arrival", pgettext_lazy("check-in", "Arrival")
        UNDO = "undo", pgettext_lazy("check-in", "Undo")

    class Via(models.TextChoices):
        LIST = "list", pgettext_lazy("check-in", "By list")
        BULK = "bulk", pgettext_lazy("check-in", "From a paper list")
        QR = "qr", pgettext_lazy("check-in", "By QR")
        NAME = "name", pgettext_lazy("check-in", "By name")
        SCANNER = "scanner", pgettext_lazy("check-in", "By scanner")
        LINK = "link", pgettext_lazy("check-in", "By the QR’s link")
        WALK_IN = "walk_in", pgettext_lazy("check-in", "Walk-in")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="check_in_events")
    half_day = models.ForeignKey(HalfDay, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    undoes = models.UUIDField(null=True, blank=True)
    via = models.CharField(max_length=8, choices=Via.choices)
    reason = models.CharField(max_length=200, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    door_pass = models.ForeignKey(DoorPass, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)  # as the phone's own clock had it
    received_at = models.DateTimeField()
    # The transaction that stored it, by a trigger (migration 0007): phones ask for what is newer than their last look.
    tx = models.BigIntegerField(default=0, db_default=0, editable=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["half_day", "registration"], name="check_in_events_of"),
            models.Index(fields=["half_day", "tx"], name="check_in_events_since"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="arrival", undoes=None) | Q(kind="undo", undoes__isnull=False),
                name="check_in_undo_names_arrival",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class CheckIn(models.Model):
    """ลงชื่อเข้าร่วม: the person is present in that half-day. A row while the events say so; `event` is the arrival."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="check_ins")
    half_day = models.ForeignKey(HalfDay, on_delete=models.PROTECT, related_name="check_ins")
    event = models.OneToOneField(CheckInEvent, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["half_day", "registration"], name="check_in_once"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.half_day_id}"
