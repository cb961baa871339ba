"""Many reports of the queue at once: chosen, what is to be done, looked through, done while one watches, undone."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacc.errors import DomainError
from pacc.http import OfficerRequest
from reports.access import reports_visible_to
from reports.actions import bulk as actions
from reports.filters import ReportFilter
from reports.forms.bulk import BULK_FORMS, BulkForm
from reports.models import Bulk
from reports.queries.bulk import bulks_of, progress_of, told_in_words


@require_POST
def bulk_new(request: OfficerRequest) -> HttpResponse:
    """What is ticked on the queue's page, or all that its filter finds, which stands in the address."""
    visible = reports_visible_to(request.user)
    if "all" in request.POST:
        filtering = ReportFilter(request.GET, queryset=visible, request=request)
        chosen = visible.none() if filtering.form.errors else filtering.qs
    else:
        picked = [reference.replace("\x00", "") for reference in request.POST.getlist("pick")]
        chosen = visible.filter(reference__in=picked)
    deed = request.POST.get("deed", "")
    try:
        if deed not in Bulk.Deed:
            raise DomainError(_("Choose what is to be done with the reports."))
        bulk = actions.begin_bulk(chosen, deed=deed, by=request.user)
    except DomainError as refused:
        messages.warning(request, str(refused.message))
        return redirect(f"{reverse('reports:report_list')}?{request.GET.urlencode()}")
    return redirect("reports:bulk_detail", bulk.pk)


def _bulk(request: OfficerRequest, pk: UUID) -> Bulk:
    return get_object_or_404(bulks_of(request.user), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def bulk_detail(request: OfficerRequest, pk: UUID) -> HttpResponse:
    """The deed's form; then, as long as it is kept, what it would do, how far it is, and what came of it."""
    bulk = _bulk(request, pk)
    is_sent = request.method == "POST"
    form = BULK_FORMS[bulk.deed](request.POST if is_sent else None, by=request.user)
    if not is_sent:
        return _page(request, bulk, form)
    if not form.is_valid():
        return _page(request, bulk, form)
    return _after(request, bulk, lambda: actions.preview_bulk(bulk, by=request.user, told=form.told()))


@require_POST
def bulk_start(request: OfficerRequest, pk: UUID) -> HttpResponse:
    bulk = _bulk(request, pk)
    return _after(request, bulk, lambda: actions.start_bulk(bulk, by=request.user))


@require_POST
def bulk_undo(request: OfficerRequest, pk: UUID) -> HttpResponse:
    bulk = _bulk(request, pk)
    return _after(request, bulk, lambda: actions.undo_bulk(bulk, by=request.user))


@require_POST
def bulk_drop(request: OfficerRequest, pk: UUID) -> HttpResponse:
    actions.drop_bulk(_bulk(request, pk), by=request.user)
    return redirect("reports:report_list")


def _after(request: OfficerRequest, bulk: Bulk, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except DomainError as refused:
        return _page(request, bulk, BULK_FORMS[bulk.deed](by=request.user), problem=str(refused.message))
    return redirect("reports:bulk_detail", bulk.pk)


def _page(request: OfficerRequest, bulk: Bulk, form: BulkForm, problem: str = "") -> HttpResponse:
    context = {
        "bulk": bulk,
        "form": form,
        "problem": problem,
        "asks": bulk.state == Bulk.State.ASKED or bool(form.errors),
        "works": bulk.state in (Bulk.State.RUNNING, Bulk.State.UNDOING),
        "progress": progress_of(bulk),
        "told": told_in_words(bulk),
        "undo_until": bulk.finished_at and bulk.finished_at + actions.UNDO_FOR,
        "may_be_undone": actions.may_be_undone(bulk),
    }
    return render(request, "reports/bulk_detail.html", context, status=422 if problem or form.errors else 200)
