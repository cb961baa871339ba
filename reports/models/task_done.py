"""What of its checklist is done for a report."""

from django.conf import settings
from django.db import models

from reports.models.report import Report


class TaskDone(models.Model):
    """`code` as in `rules.checklist`. One taken back is deleted; the ledger keeps both."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="tasks_done", db_index=False)
    code = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="task_done_once")]

    def __str__(self) -> str:
        return self.code
