"""A report as it left the portal: handed over to the PACC's case system, or referred to another agency."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from reports.models.report import Report


class Dispatch(models.Model):
    """การส่งเรื่องออก. Made with the move; what is sent is made anew at each download, and the ledger keeps who did it.

    Sealed columns are JSON under the report's data key; their shapes are in `queries.dispatches` and
    `queries.packages`.
    """

    class Kind(models.TextChoices):
        CASE_SYSTEM = "case_system", pgettext_lazy("dispatch", "The PACC’s case system")
        AGENCY = "agency", pgettext_lazy("dispatch", "Another agency")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="dispatches")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()
    # To whom, and what of it: another agency's only
    told_sealed = models.BinaryField(null=True)
    package_sealed = models.BinaryField(null=True)
    # What came back: who received it and when, and the number under which it goes on there
    receipt_sealed = models.BinaryField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["report", "at"], name="dispatches_of_report")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def number(self) -> str:
        """Its own number, on all that is sent: of the random id, so that it tells nothing of the report's reference."""
        letters = str(self.pk).replace("-", "")[:12].upper()
        return f"D-{letters[:4]}-{letters[4:8]}-{letters[8:]}"
