"""An account that is not sent yet. Nothing of it can be read here: its key is only in the reporter's cookie."""

from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """`id` and the key come from the cookie's token (`vault.codes`); the report's token hash cannot be told from them.

    When it was sent, `sealed` is emptied and `shown_until` says how long the receipt may be shown again.
    """

    id = models.BinaryField(primary_key=True, max_length=32)
    sealed = models.BinaryField(default=b"")
    version = models.PositiveIntegerField(default=0)
    keep = models.BooleanField(default=False)  # 24 hours instead of 2
    expires_at = models.DateTimeField()  # on the quarter of an hour
    shown_until = models.DateTimeField(null=True, blank=True)
    is_practice = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="draft_expiry")]

    def __str__(self) -> str:
        return "draft"


class DraftFile(models.Model):
    """A sealed file of a draft; its name and key are inside the sealed draft. Lets a sweep find orphans."""

    store_name = models.CharField(primary_key=True, max_length=64)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")

    def __str__(self) -> str:
        return self.store_name
