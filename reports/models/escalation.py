"""That somebody above was told of a clock that ran out: once a step."""

from django.db import models

from reports.models.report import Report
from reports.rules.readings import ClockKind


class Escalation(models.Model):
    """One step of one clock in one round. A report is reopened at most once, so `reopened` names the round."""

    class Step(models.TextChoices):
        DIRECTOR = "director", "the director of the office"
        INTAKE = "intake", "the central intake"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="escalations")
    clock = models.CharField(max_length=12, choices=ClockKind.choices)
    reopened = models.BooleanField(default=False)
    step = models.CharField(max_length=10, choices=Step.choices)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "clock", "reopened", "step"], name="escalated_once_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.step}"
