"""On which days the government's offices are closed, as the portal admin keeps it: what every clock is counted by."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from pacc.thai.dates import reading_language


class HolidayYear(models.Model):
    """ปีของวันหยุดราชการ, seeded from the package `holidays`.

    `checked_on`: when a person compared it with the cabinet's list.
    """

    year = models.SmallIntegerField(primary_key=True)  # C.E.
    seeded_on = models.DateField()
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(max_length=200, blank=True, default="")  # the resolution it was compared with
    version = models.IntegerField(default=1)  # one more at every change: what a form compares with

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_on=None, checked_by=None) | Q(checked_on__isnull=False, checked_by__isnull=False),
                name="holiday_year_checked_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return str(self.year)


class Holiday(models.Model):
    """วันหยุดราชการ. One that does not hold is retired, never deleted: deadlines were counted by it."""

    year = models.ForeignKey(HolidayYear, on_delete=models.PROTECT, related_name="days")
    on = models.DateField()
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True, default="")
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["on"], condition=Q(is_retired=False), name="holiday_once_a_day"),
            models.CheckConstraint(condition=Q(on__year=models.F("year")), name="holiday_in_its_year"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name_th}"

    @property
    def name(self) -> str:
        """In the reader's language, where it has one."""
        return self.name_en if self.name_en and reading_language() == "en" else self.name_th
