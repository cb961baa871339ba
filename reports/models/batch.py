"""A file of reports that an officer brought: sealed, looked through, and stored on confirmation only."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class Batch(models.Model):
    """`sealed` holds the rows until they are stored, then only what the first codes come from, then nothing.

    Its key is wrapped to the desk, as a report's is; only who brought the file is shown it.
    """

    class State(models.TextChoices):
        PREVIEW = "preview", "preview"
        SAVING = "saving", "saving"
        SAVED = "saved", "saved"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PREVIEW)
    key_id = models.CharField(max_length=32)
    wrapped = models.BinaryField()
    sealed = models.BinaryField(null=True)
    reports = models.PositiveSmallIntegerField()
    wrong = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0)
    # Numbers of rows, as the file counts, that could not be stored after all.
    left_out = models.JSONField(default=list)
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="batch_expiry")]

    def __str__(self) -> str:
        return f"batch {self.pk}"
