"""Which office a report was sent to, and why: every step is kept."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from networks.models import Office
from reports.models.report import Report


class Routing(models.Model):
    """One step. `office` is empty for a conflict case. `reason` names the rule, `params` its harmless values."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="routings")
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    note_sealed = models.BinaryField(null=True)  # an officer's own words, at a transfer
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first = models.BooleanField(default=False)
    announced = models.BooleanField(default=False)  # the office's people were told by mail

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["report", "id"], name="routing_steps"),
            models.Index(fields=["id"], condition=models.Q(announced=False), name="routing_to_announce"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["report"], condition=models.Q(first=True), name="routed_by_portal_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} → {self.office_id}"
