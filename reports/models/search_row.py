"""What the blind index keeps of a report."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class SearchRow(models.Model):
    """`id` and `tokens` are as `vault.blind_index` makes them: neither leads to the report without the desk's key.

    Unlogged (0014) and left out of backups: after a crash it is empty, and the desk makes it anew.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    tokens = ArrayField(models.IntegerField())

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["tokens"], name="search_tokens", fastupdate=False)]

    def __str__(self) -> str:
        return str(self.id)
