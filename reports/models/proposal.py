"""A closing that a second person has to approve, as the first one wrote it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.models.report import Report
from reports.workflow import CloseReason


class Proposal(models.Model):
    """ข้อเสนอปิดเรื่อง. It waits (`decided_on` is empty) until somebody approves or returns it, or the report moves on.

    What came of it says the report's trail in the ledger.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="proposals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.CharField(max_length=14, choices=CloseReason.choices)
    text_sealed = models.BinaryField(null=True)  # what the reporter is to read, under the report's data key
    send_key = models.UUIDField(null=True, blank=True)  # the form's own id: a repeated send is the same proposal
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report"], condition=Q(decided_on=None), name="proposal_waits_once"),
            models.UniqueConstraint(fields=["report", "send_key"], name="proposal_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.on}"
