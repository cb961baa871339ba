"""The officers' queue."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from networks.filters import kept
from pacc.http import OfficerRequest
from pacc.paging import keyset_page
from pacc.vault import codes
from reports.access import reports_visible_to
from reports.filters import TABS, ReportFilter
from reports.queries.queue import MOST_COUNTED, Counts, count_open, count_up_to_most, listed, queue_rows

PAGE_SIZE = 50


@require_safe
def report_list(request: OfficerRequest) -> HttpResponse:
    """Reports that the officer sees, the newest first; a reference typed into the box leads straight to its case."""
    visible, today = reports_visible_to(request.user), timezone.localdate()
    filtering = ReportFilter(request.GET, queryset=visible, request=request)
    form = filtering.form
    if reference := codes.clean_reference(request.GET.get("q", "")[:60]):
        if visible.filter(reference=reference).exists():
            return redirect("reports:report_detail", reference)
        form.add_error("q", _("None of the reports that you see has this reference"))
    page = keyset_page(listed(filtering.qs), by="-arrival", cursor=request.GET.get("page", ""), size=PAGE_SIZE)
    context = {
        "form": form,
        "kept": kept(filtering),
        "narrowed": filtering.narrowed,
        "page": page,
        "rows": queue_rows(page.rows, today=today),
        "found": count_up_to_most(filtering.qs),
        "most": MOST_COUNTED,
        "tabs": counted_tabs(count_open(visible, user=request.user, today=today), kept(filtering)),
    }
    return render(request, "reports/report_list.html", context, status=422 if form.errors else 200)


def counted_tabs(counts: Counts, asked: dict[str, str]) -> list[dict[str, Any]]:
    """The filters that everybody uses, each with its figure."""
    return [{"tab": tab, "count": getattr(counts, tab.counted), "current": asked == tab.asks} for tab in TABS]
