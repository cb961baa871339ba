"""The tags that an office has used."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from networks.models import Office
from reports.rules.tags import MOST_LETTERS


class Tag(models.Model):
    """ป้าย. A report carries the names of its tags itself: a list needs no second look, an address stays readable."""

    # None: of the reports about the PACC itself, which lie at no office
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=MOST_LETTERS)
    is_retired = models.BooleanField(default=False)  # no longer offered; reports that carry it keep it

    class Meta:
        ordering: ClassVar = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["office", "name"], nulls_distinct=False, name="tag_once_an_office"),
            models.CheckConstraint(condition=~Q(name=""), name="tag_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
