"""The officers' queue."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from networks.filters import kept
from pacc.http import OfficerRequest
from pacc.paging import keyset_page
from reports.access import reports_visible_to
from reports.actions.triage import take_next
from reports.filters import BOXES, MORE, TABS, ReportFilter
from reports.forms.search import SearchForm
from reports.models import Bulk
from reports.queries.queue import MOST_COUNTED, Counts, count_open, count_up_to_most, listed, queue_rows

PAGE_SIZE = 30  # with more, a page is heavier than 60 kB


@require_safe
def report_list(request: OfficerRequest) -> HttpResponse:
    """Reports that the officer sees, the newest first."""
    visible, today = reports_visible_to(request.user), timezone.localdate()
    filtering = ReportFilter(request.GET, queryset=visible, request=request)
    form = filtering.form
    page = keyset_page(listed(filtering.qs), by="-arrival", cursor=request.GET.get("page", ""), size=PAGE_SIZE)
    counts = count_open(visible, user=request.user, today=today)
    asked = kept(filtering)
    context = {
        "form": form,
        "search": SearchForm(),
        "boxes": [form[name] for name in BOXES if name != "district" or form["province"].value()],
        "more": [form[name] for name in MORE],
        "kept": asked,
        "narrowed": filtering.narrowed,
        "page": page,
        "rows": queue_rows(page.rows, today=today),
        "found": count_up_to_most(filtering.qs) if asked else counts.all,
        "most": MOST_COUNTED,
        "deeds": Bulk.Deed.choices,
        "tabs": counted_tabs(counts, asked),
    }
    return render(request, "reports/report_list.html", context, status=422 if form.errors else 200)


@require_POST
def report_next(request: OfficerRequest) -> HttpResponse:
    """The new report that is due first becomes the officer's, and is shown."""
    report = take_next(by=request.user)
    if report is None:
        messages.info(request, _("No new report waits for you."))
        return redirect("reports:report_list")
    return redirect("reports:report_detail", report.reference)


def counted_tabs(counts: Counts, asked: dict[str, str]) -> list[dict[str, Any]]:
    """The filters that everybody uses, each with its figure."""
    return [{"tab": tab, "count": getattr(counts, tab.counted), "current": asked == tab.asks} for tab in TABS]
