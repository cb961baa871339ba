"""One deed done with many reports: which were chosen, what may be done with each, and how far it is."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from reports.models.report import Report


class Bulk(models.Model):
    """การดำเนินการหลายเรื่องพร้อมกัน. Only whoever began it is shown it.

    `told`: what the officer filled in, as ids and codes. `expires_at`: until then it is shown; one that never began is
    forgotten earlier. `finished_at`: from then on it can be undone for a while.
    """

    class Deed(models.TextChoices):
        ASSIGN = "assign", pgettext_lazy("many reports", "Assign to an officer")
        CLASSIFY = "classify", pgettext_lazy("many reports", "Classify")
        TAG = "tag", pgettext_lazy("many reports", "Give tags")
        DUPLICATE = "duplicate", pgettext_lazy("many reports", "Merge into one report")

    class State(models.TextChoices):
        ASKED = "asked", "the deed was chosen"
        PREVIEW = "preview", "what it would do is shown"
        RUNNING = "running", "it is being done"
        DONE = "done", "it is done"
        UNDOING = "undoing", "it is being undone"
        UNDONE = "undone", "it was undone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    deed = models.CharField(max_length=12, choices=Deed.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    told = models.JSONField(default=dict)
    expires_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="bulk_expiry")]

    def __str__(self) -> str:
        return f"{self.deed} {self.pk}"


class BulkItem(models.Model):
    """A report of it. `touched`: the last deed in its ledger, as shown in the preview, or as left behind when it was
    done: whoever did something since is not overruled. `before`: what undoing it puts back. `why`: why it is not done,
    or not undone, in words that name no content."""

    class State(models.TextChoices):
        WAITING = "waiting", "to be done"
        REFUSED = "refused", "may not be done"
        DONE = "done", "done"
        UNDONE = "undone", "put back"
        KEPT = "kept", "could not be put back"

    bulk = models.ForeignKey(Bulk, on_delete=models.CASCADE, related_name="items")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    why = models.CharField(max_length=300, blank=True, default="")
    touched = models.BigIntegerField(default=0)
    before = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["bulk", "state", "id"], name="bulk_next")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["bulk", "report"], name="bulk_report_once")]

    def __str__(self) -> str:
        return f"{self.bulk_id} {self.report_id}"
