"""The officers' queue."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from networks.filters import kept
from pacc.http import OfficerRequest
from pacc.paging import Page, keyset_page
from reports.access import reports_visible_to
from reports.actions.triage import take_next
from reports.filters import BOXES, MORE, TABS, ReportFilter
from reports.forms.search import SearchForm
from reports.models import Bulk, Report
from reports.queries.presence import named, present_in
from reports.queries.queue import MOST_COUNTED, Counts, count_open, count_up_to_most, digest_of, listed, queue_rows
from reports.views.walk import kept_as

PAGE_SIZE = 25  # with more, a page is heavier than 60 kB


@require_safe
def report_list(request: OfficerRequest) -> HttpResponse:
    """Reports that the officer sees, the newest first."""
    visible, today = reports_visible_to(request.user), timezone.localdate()
    filtering = ReportFilter(request.GET, queryset=visible, request=request)
    form = filtering.form
    cursor = request.GET.get("page", "")
    page = keyset_page(filtering.qs, by="-arrival", cursor=cursor, size=PAGE_SIZE, shown=listed)
    counts = count_open(visible, user=request.user, today=today)
    asked = kept(filtering)
    found = _found(filtering.qs, page) if asked else counts.all
    present = present_in(page.rows, by=request.user)
    beside = (request.user.pk, get_language(), today, page.previous, page.next, counts, found, asked)
    shown = digest_of(page.rows, present, *beside)
    # A page that is open asks by itself whether it shows the same; that opens nothing and costs no more than this.
    unchanged = get_conditional_response(request, etag=f'"{shown}"')
    if unchanged is not None:
        return unchanged
    context = {
        "form": form,
        "search": SearchForm(by=request.user),
        "boxes": [form[name] for name in BOXES if name != "district" or form["province"].value()],
        "more": [form[name] for name in MORE],
        "kept": asked,
        "query": filtering.query,
        "in_list": kept_as(filtering.query),
        "narrowed": filtering.narrowed,
        "page": page,
        "rows": queue_rows(page.rows, today=today, others=named(present)),
        "shown": shown,
        "found": found,
        "most": MOST_COUNTED,
        "deeds": Bulk.Deed.choices,
        "tabs": counted_tabs(counts, asked),
    }
    template = "reports/_queue_live.html" if request.headers.get("HX-Request") else "reports/report_list.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _found(reports: QuerySet[Report], page: Page[Report]) -> int:
    """How many match. One query, none where the page shows all of them."""
    return count_up_to_most(reports) if page.previous or page.next else len(page.rows)


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
