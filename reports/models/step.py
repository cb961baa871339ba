"""Each state that a report was in, from which day: the dated trail that its reporter reads."""

from typing import ClassVar

from django.db import models

from networks.models import Office
from reports.models.report import Report
from reports.workflow import State


class Step(models.Model):
    """Written by a trigger on the report, so that no move can be forgotten; the day is the report's `state_on`."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=16, choices=State.choices)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["report", "id"], name="steps_of_report")]

    def __str__(self) -> str:
        return f"{self.state} {self.on}"
