"""Which officer serves at which office, in which role, from when to when."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from networks.models.office import Office


class PostingQuerySet(models.QuerySet["Posting"]):
    def in_force(self, *, on: date) -> "PostingQuerySet":
        return self.filter(Q(ends=None) | Q(ends__gte=on), starts__lte=on)


class Posting(models.Model):
    """การปฏิบัติหน้าที่. First and last day included; access ends with it."""

    class Role(models.TextChoices):
        OFFICER = "officer", pgettext_lazy("role", "Officer")
        DIRECTOR = "director", pgettext_lazy("role", "Office director")
        INTAKE = "intake", pgettext_lazy("role", "Central intake officer")
        # Sees reports about headquarters or an unknown part of the PACC, and nothing of the central intake.
        CONFLICT = "conflict", pgettext_lazy("role", "Officer for reports about the PACC itself")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=10, choices=Role.choices)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "starts"], name="posting_of_user")]
        constraints = [
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("starts")), name="posting_dates"),
            models.CheckConstraint(condition=~Q(role="intake") | Q(office=0), name="posting_intake_is_central"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()} {self.office}"
