"""The list in which an officer opened a case: a filter of the queue, which the addresses of the case keep as `in`."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from pacc.http import OfficerRequest
from reports.access import reports_visible_to
from reports.filters import ReportFilter
from reports.models import Report
from reports.models.saved_filter import LONGEST_QUERY
from reports.queries.queue import next_above, next_below

_MOST_FIELDS = 60  # a query of more, or a longer one, was made up by somebody


@dataclass(frozen=True)
class Walk:
    """False, and all its addresses plain, where she came from no list."""

    query: str
    reports: QuerySet[Report]

    def __bool__(self) -> bool:
        return bool(self.query)

    @property
    def queue(self) -> str:
        """The list's address."""
        return f"{reverse('reports:report_list')}{'?' if self else ''}{self.query}"

    @property
    def kept(self) -> str:
        """What follows the address of a case or of a deed."""
        return kept_as(self.query)

    def case(self, reference: str) -> str:
        """The address of a case of the list."""
        return f"{reverse('reports:report_detail', args=[reference])}{self.kept}"

    def after(self, report: Report) -> str:
        """The address of the case that stands below it in the list, also where the report itself has left the list;
        "" at its end. One query."""
        return self._found(next_below(self.reports, report)) if self else ""

    def before(self, report: Report) -> str:
        """As `after`, of the case above it."""
        return self._found(next_above(self.reports, report)) if self else ""

    def _found(self, reference: str | None) -> str:
        return self.case(reference) if reference else ""


def kept_as(query: str) -> str:
    return f"?{urlencode({'in': query})}" if query else ""


def walk_of(request: OfficerRequest) -> Walk:
    """No walk for an `in` that the queue never wrote. Its reports are those that she sees: it opens nothing."""
    asked = request.GET.get("in", "")
    if not asked or len(asked) > LONGEST_QUERY or asked.count("&") > _MOST_FIELDS:
        return Walk("", Report.objects.none())
    filtering = ReportFilter(QueryDict(asked), queryset=reports_visible_to(request.user), request=request)
    return Walk(filtering.query, filtering.qs)
