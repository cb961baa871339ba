"""The one box: leads to a case, to a filtered queue, or to what was found in what is sealed."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacc.http import OfficerRequest
from reports.access import reports_visible_to
from reports.actions.searching import search_reports
from reports.filters import EVERY_STATE, ReportFilter
from reports.forms.search import Asked, SearchForm
from reports.queries.queue import listed, queue_rows
from reports.rules.search.query import Query


@require_http_methods(["GET", "HEAD", "POST"])
def report_search(request: OfficerRequest) -> HttpResponse:
    """SECURITY: asked by POST, so that names of people are in no address, no history and no log."""
    form = SearchForm(request.POST if request.method == "POST" else None, by=request.user)
    if not form.is_valid():
        return render(request, "reports/search.html", {"form": form}, status=422 if form.errors else 200)
    asked: Asked = form.cleaned_data["q"]
    if asked.reference:
        if reports_visible_to(request.user).filter(reference=asked.reference).exists():
            return redirect("reports:report_detail", asked.reference)
        form.add_error("q", _("None of the reports that you see has this reference"))
        return render(request, "reports/search.html", {"form": form}, status=422)
    query = asked.query
    if query is None:
        return redirect(f"{reverse('reports:report_list')}?{urlencode(asked.filters or {})}")
    return render(request, "reports/search.html", {"form": form, **_found(request, query, asked.filters or {})})


def _found(request: OfficerRequest, query: Query, filters: dict[str, str]) -> dict[str, Any]:
    """Among all reports that she sees, closed ones too unless the filters say otherwise, the newest first."""
    visible = reports_visible_to(request.user)
    asked = QueryDict(urlencode({"state": EVERY_STATE} | filters))
    found = search_reports(ReportFilter(asked, queryset=visible, request=request).qs, query, by=request.user)
    snippets = {hit.report_id: hit.snippet for hit in found.hits}
    reports = listed(visible.filter(pk__in=snippets)).order_by("-arrival")
    rows = queue_rows(list(reports), today=timezone.localdate())
    return {"found": found, "rows": [(row, snippets[row.report.pk]) for row in rows]}
