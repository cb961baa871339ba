"""A filter of the queue that is asked for often, kept under a name."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext

from networks.models import Office

LONGEST_QUERY = 2_000  # letters: more than all filters at once


class SavedFilter(models.Model):
    """ตัวกรองที่เก็บไว้. Somebody's own (`owner`) or an office's (`office`).

    `query` is what `ReportFilter.query` makes: known fields with values that held, never a page and never words that
    were searched for. It opens nothing: whoever follows it finds what she sees anyway, and "me" in it is the reader.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=LONGEST_QUERY)

    class Meta:
        ordering: ClassVar = [models.F("office").asc(nulls_first=True), "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None, office__isnull=False) | Q(owner__isnull=False, office=None),
                name="saved_filter_is_ones_own_or_an_offices",
            ),
            models.UniqueConstraint(fields=["owner", "name"], name="saved_filter_of_person"),
            models.UniqueConstraint(fields=["office", "name"], name="saved_filter_of_office"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def whose(self) -> str:
        """ "Region 3", or "mine"."""
        return self.office.short if self.office else pgettext("saved filter", "mine")
