"""What was done, by whom: rows are only ever added."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One deed or one opening of a case. Triggers refuse UPDATE, DELETE and TRUNCATE (migration 0002).

    What an anonymous reporter causes carries the day only (`at` is empty); the order is the id's. `detail` holds
    names of states and counts, never content.
    """

    id = models.BigAutoField(primary_key=True)
    what = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    report_id = models.UUIDField(null=True, blank=True)
    office_number = models.SmallIntegerField(null=True, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["report_id", "id"], name="ledger_of_report")]

    def __str__(self) -> str:
        return f"{self.id} {self.what}"
