"""Files that belong to a report: sealed as they came, and rebuilt copies for officers' eyes."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from reports.models.report import Report


class Evidence(models.Model):
    """พยานหลักฐาน. The file key lies under the report's data key: erasing that key erases the file."""

    class Kind(models.TextChoices):
        IMAGE = "image", pgettext_lazy("file", "Image")
        PDF = "pdf", "PDF"
        AUDIO = "audio", pgettext_lazy("file", "Sound")
        VIDEO = "video", pgettext_lazy("file", "Video")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("evidence", "Being prepared")
        CLEAN = "clean", pgettext_lazy("evidence", "Ready")
        FAILED = "failed", pgettext_lazy("evidence", "Cannot be shown")
        ORIGINAL = "original", pgettext_lazy("evidence", "Original only")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="evidence")
    arrival = models.BigIntegerField(db_default=models.Value(0), editable=False)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    media_type = models.CharField(max_length=60)
    bytes = models.BigIntegerField()
    name_sealed = models.BinaryField()
    file_key_sealed = models.BinaryField()
    digest_sealed = models.BinaryField()  # SHA-256 of the original, for the chain of custody
    store_name = models.CharField(max_length=64, unique=True)
    on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    clean_store_name = models.CharField(max_length=64, blank=True, default="")
    clean_key_sealed = models.BinaryField(null=True)
    clean_media_type = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["report", "arrival"], name="evidence_of_report")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
