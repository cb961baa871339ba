"""How many reports there are by each of several filters."""

from collections.abc import Mapping

from django.db.models import BigIntegerField, Case, QuerySet, Subquery, When

from reports.models import Report, SavedFilter
from reports.queries.queue import MOST_COUNTED


class _HowMany(Subquery):
    template = "(SELECT count(*) FROM (%(subquery)s) found)"
    output_field = BigIntegerField()


def count_each(found: Mapping[int, QuerySet[Report]]) -> dict[int, int]:
    """By the saved filter's key; MOST_COUNTED + 1 stands for more. One query, however many there are."""
    if not found:
        return {}
    counts = [
        When(pk=key, then=_HowMany(reports.order_by().values("pk")[: MOST_COUNTED + 1]))
        for key, reports in found.items()
    ]
    counted = SavedFilter.objects.filter(pk__in=found).annotate(n=Case(*counts, output_field=BigIntegerField()))
    return dict(counted.order_by().values_list("pk", "n"))
