"""Reports from an Excel file: the template, the file looked through, its reports stored, their slips."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.spreadsheets.upload import takes_small_files
from pacc.spreadsheets.write import CONTENT_TYPE
from reports.actions.batches import drop_batch, forget_slips, prepare_batch, rows_of, save_batch, tokens_of
from reports.documents.batch_template import batch_template
from reports.documents.slip import slips_pdf
from reports.forms.batch import BatchForm
from reports.models import Batch
from reports.queries.batches import batches_of, slips_of
from reports.rules.batch_rows import heading_of
from reports.views.typing_in import let_in

# Of each kind of row the page shows so many; the numbers count all.
_SHOWN = 100


@takes_small_files
@require_http_methods(["GET", "HEAD", "POST"])
def batch_new(request: OfficerRequest) -> HttpResponse:
    let_in(request)
    is_sent = request.method == "POST"
    form = BatchForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        return redirect("reports:batch_detail", prepare_batch(form.rows, by=request.user).pk)
    return render(request, "reports/batch_new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def batch_file(request: OfficerRequest) -> HttpResponse:
    """The template to fill in."""
    let_in(request)
    headers = {"Content-Disposition": 'attachment; filename="reports.xlsx"'}
    return HttpResponse(batch_template(), content_type=CONTENT_TYPE, headers=headers)


def _batch(request: OfficerRequest, pk: UUID) -> Batch:
    let_in(request)
    return get_object_or_404(batches_of(request.user), pk=pk)


@require_safe
def batch_detail(request: OfficerRequest, pk: UUID) -> HttpResponse:
    """What the file brings and what is wrong with it; then how far it is stored; then the slips."""
    return _detail(request, _batch(request, pk))


def _detail(request: OfficerRequest, batch: Batch, problem: str = "") -> HttpResponse:
    rows = rows_of(batch) if batch.state == Batch.State.PREVIEW else []
    wrong = [
        (row.number, [(heading_of(column), message) for column, message in row.errors]) for row in rows if row.errors
    ]
    context = {
        "batch": batch,
        "problem": problem,
        "wrong": wrong[:_SHOWN],
        "right": [row for row in rows if not row.errors][:_SHOWN],
        "stored": batch.reports - len(batch.left_out),
        "has_slips": bool(batch.sealed),
    }
    return render(request, "reports/batch_detail.html", context, status=422 if problem else 200)


@require_POST
def batch_save(request: OfficerRequest, pk: UUID) -> HttpResponse:
    """A second press says the same as the first."""
    batch = _batch(request, pk)
    try:
        save_batch(batch, by=request.user)
    except DomainError as refused:
        return _detail(request, batch, str(refused.message))
    return redirect("reports:batch_detail", pk)


@require_POST
def batch_drop(request: OfficerRequest, pk: UUID) -> HttpResponse:
    drop_batch(_batch(request, pk), by=request.user)
    return redirect("reports:batch_new")


@require_safe
def batch_slips(request: OfficerRequest, pk: UUID) -> HttpResponse:
    """All slips as one PDF, in the order of the file."""
    batch = _batch(request, pk)
    slips = slips_of(tokens_of(batch)) if batch.state == Batch.State.SAVED else []
    if not slips:
        return redirect("reports:batch_detail", pk)
    headers = {"Content-Disposition": f'attachment; filename="{_("slips")}.pdf"'}
    return HttpResponse(slips_pdf(slips, address=settings.SITE_URL), content_type="application/pdf", headers=headers)


@require_POST
def batch_handed_over(request: OfficerRequest, pk: UUID) -> HttpResponse:
    forget_slips(_batch(request, pk), by=request.user)
    return redirect("reports:batch_detail", pk)
