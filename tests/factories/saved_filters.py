"""Saved filters of the queue."""

from typing import Any

from reports.models import SavedFilter


def a_saved_filter(**told: Any) -> SavedFilter:
    """Give `owner` or `office`."""
    return SavedFilter.objects.create(**{"name": "ถนนที่ยังใหม่", "query": "state=routed&kind=construction"} | told)
