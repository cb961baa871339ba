"""What an officer has begun to write about a report and not sent."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from reports.models.report import Report


class Writing(models.Model):
    """ร่าง. One of each person, report and deed; hers alone. It goes when it is sent, or emptied."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="writings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    deed = models.CharField(max_length=20)  # as forms.deed.DeedForm.deed
    text_sealed = models.BinaryField(null=True)  # under the report's data key
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["by", "report", "deed"], name="writing_once")]

    def __str__(self) -> str:
        return f"{self.deed} {self.at}"
