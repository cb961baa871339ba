"""Why the province table is as it is: each change that an admin made, with her reason."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from networks.models.office import Office
from networks.models.place import Province

MOST_LETTERS = 2_000  # of a reason


class ProvinceChange(models.Model):
    """From `valid_from` on `office` covers these provinces. Withdrawn before that day, it leaves the table and stays
    here."""

    provinces = models.ManyToManyField(Province, related_name="changes")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    reason = models.TextField(max_length=MOST_LETTERS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="province_change_withdrawn_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.valid_from} → {self.office_id}"
