"""Searching in what is sealed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pacc.http import OfficerRequest
from reports.access import reports_visible_to
from reports.actions.searching import search_reports
from reports.forms.search import SearchForm
from reports.queries.queue import listed, queue_rows


@require_http_methods(["GET", "HEAD", "POST"])
def report_search(request: OfficerRequest) -> HttpResponse:
    """Reports that the officer sees, closed ones too, the newest first, each with the words around what was found.

    SECURITY: asked by POST, so that names of people are in no address, no history and no log.
    """
    form = SearchForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        found = search_reports(reports_visible_to(request.user), form.cleaned_data["q"], by=request.user)
        snippets = {hit.report_id: hit.snippet for hit in found.hits}
        reports = listed(reports_visible_to(request.user).filter(pk__in=snippets)).order_by("-arrival")
        rows = queue_rows(list(reports), today=timezone.localdate())
        context |= {"found": found, "rows": [(row, snippets[row.report.pk]) for row in rows]}
    return render(request, "reports/search.html", context, status=422 if form.errors else 200)
