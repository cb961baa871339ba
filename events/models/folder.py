"""The folder that the office files after a workshop: the words, figures and photographs of its result report."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from events.models.registration import Registration
from events.models.workshop import Workshop

MAX_WORDS = 4000


class ResultReport(models.Model):
    """รายงานผลการดำเนินงาน: what only people can write; the numbers beside it are counted when it is printed."""

    workshop = models.OneToOneField(Workshop, primary_key=True, on_delete=models.PROTECT, related_name="result_report")
    background = models.TextField(max_length=MAX_WORDS, blank=True, default="")
    aims = models.TextField(max_length=MAX_WORDS, blank=True, default="")
    target_group = models.TextField(max_length=MAX_WORDS, blank=True, default="")
    method = models.TextField(max_length=MAX_WORDS, blank=True, default="")
    results = models.TextField(max_length=MAX_WORDS, blank=True, default="")
    problems = models.TextField(max_length=MAX_WORDS, blank=True, default="")
    suggestions = models.TextField(max_length=MAX_WORDS, blank=True, default="")
    # Baht. None: not written yet.
    budget_planned = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    budget_spent = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    # Grows with each change, so that the second of two writers is told.
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(budget_planned=None) | Q(budget_planned__gte=0))
                & (Q(budget_spent=None) | Q(budget_spent__gte=0)),
                name="result_report_budget",
            )
        ]

    def __str__(self) -> str:
        return f"result report of {self.workshop_id}"


class Indicator(models.Model):
    """ตัวชี้วัด: what was to be reached, in a number with its unit, what was reached, and the same in words."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="indicators")
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=40)
    target = models.DecimalField(max_digits=12, decimal_places=2)
    reached = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    words = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_reached(self) -> bool | None:
        """None while nobody wrote what was reached."""
        return None if self.reached is None else self.reached >= self.target


class Photograph(models.Model):
    """A picture of the workshop, rebuilt from its points. Only with consent is it printed (`rules.photographs`)."""

    class Consent(models.TextChoices):
        UNKNOWN = "unknown", pgettext_lazy("photograph", "Not asked yet")
        AGREED = "agreed", pgettext_lazy("photograph", "Everybody in it agreed")
        NOBODY = "nobody", pgettext_lazy("photograph", "Nobody can be recognised in it")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="photographs")
    caption = models.CharField(max_length=200, blank=True, default="")
    consent = models.CharField(max_length=8, choices=Consent.choices, default=Consent.UNKNOWN)
    shows = models.ManyToManyField(Registration, related_name="+", blank=True)  # people who can be recognised
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    content = models.BinaryField()
    added_on = models.DateField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"photograph {self.pk}"
