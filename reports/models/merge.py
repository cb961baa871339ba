"""That a report is the same matter as another one, and is worked on as a part of it."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from reports.models.report import Report
from reports.workflow import MERGE_KEPT_FOR, State


class Merge(models.Model):
    """การรวมเรื่อง. `report` is a part of `into` until `ended_on`; `came_from` and `closed_as` say how it was before.

    `followed` is the other report's state and since when: a trigger keeps it, because the reporter of `report` reads it
    in the site zone, which sees nothing of the other report.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="merges")
    into = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="merged_here", db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    came_from = models.CharField(max_length=16, choices=State.choices)
    closed_as = models.CharField(max_length=14, blank=True)
    followed = models.CharField(max_length=16, choices=State.choices)
    followed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["into"], condition=Q(ended_on=None), name="merged_here")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report"], condition=Q(ended_on=None), name="merged_into_one"),
            models.CheckConstraint(condition=~Q(report=F("into")), name="merged_into_another"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} into {self.into_id}"

    @property
    def undo_until(self) -> date:
        """The last day on which it can be undone."""
        return self.on + MERGE_KEPT_FOR

    @property
    def can_be_undone(self) -> bool:
        return timezone.localdate() <= self.undo_until
