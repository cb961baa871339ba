"""How many reports there are of what: what dashboards add up, kept by the database itself."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from networks.models import Office, Province


class Tally(models.Model):
    """`count` reports of one kind. A trigger on the report adds a row of each change (`new`); the desk folds these into
    one row a day, and one a month where a period adds days up. So the sum over rows is right at every moment.

    The first columns are a report's own, by which `access` decides who sees it; `agency_kind` is kept where it is the
    PACC itself, else empty. Which columns a measure fills says `reports_facts` (migration 0013).
    """

    class Measure(models.TextChoices):
        RECEIVED = "received", "came in, by province, on the day"
        LATE = "late", "a clock was met too late, by the day on which the report came in"
        OPEN = "open", "not closed, by province and the day on which it came in"
        HELD = "held", "not closed, by the officer in charge"
        DUE = "due", "a clock runs, by clock, province and its last day"
        HELD_DUE = "held_due", "a clock runs, by the officer in charge and its last day"
        CONTESTED = "contested", "not closed, and its closing was contested"
        CLOSED = "closed", "closed, by reason, on the day"
        CLOSED_IN = "closed_in", "closed, by province, on the day"
        CLOSED_BY = "closed_by", "closed, by the officer in charge, on the day"
        CLOSED_AGAIN = "closed_again", "closed after its first closing was contested, on the day"

    class Grain(models.TextChoices):
        NEW = "new", "one change, not folded yet"
        DAY = "day", "a day"
        MONTH = "month", "a month, by its first day"

    grain = models.CharField(max_length=5, choices=Grain.choices)
    measure = models.CharField(max_length=12, choices=Measure.choices)
    # No constraints: the trigger copies what the report's own constraints have let in.
    office = models.ForeignKey(
        Office, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    is_conflict = models.BooleanField()
    about_office = models.ForeignKey(
        Office, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    about_pacc = models.CharField(max_length=12)
    agency_kind = models.CharField(max_length=20, blank=True)
    province = models.ForeignKey(
        Province, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    what = models.CharField(max_length=14, blank=True)  # the clock, or the reason of the closing
    day = models.DateField(null=True)
    count = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "grain", "measure", "office", "is_conflict", "about_office", "about_pacc", "agency_kind",
                    "province", "person", "what", "day",
                ],
                condition=~Q(grain="new"),
                nulls_distinct=False,
                name="tally_once",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(grain="new"), name="tally_to_fold"),
            models.Index(fields=["measure", "grain", "office", "day"], name="tally_read"),
            # Every office at once
            models.Index(fields=["measure", "grain", "day"], name="tally_read_all"),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.measure}"
