"""A report that left the portal: its files to be taken, and what came back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from pacc.http import OfficerRequest, as_download
from reports.access import reports_visible_to
from reports.actions.dispatching import keep_receipt, note_taken
from reports.documents.case_file import SCHEMA, case_file
from reports.documents.complaint import complaint_pdf
from reports.forms.dispatch import CaseFile, CaseFileForm, ReceiptForm
from reports.models import Dispatch, Report
from reports.queries.dispatches import Receipt
from reports.queries.opened import desk_key
from reports.views.case import opened_case, readable

_MAKE = {CaseFile.JSON: (case_file, "application/json"), CaseFile.PDF: (complaint_pdf, "application/pdf")}


@require_safe
def hand_over_schema(request: OfficerRequest) -> HttpResponse:
    """What a file for the case system may hold, for whoever reads one."""
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")


@require_GET
@readable
def dispatch_detail(request: OfficerRequest, reference: str, dispatch_id: UUID) -> HttpResponse:
    dispatch = _visible(request, reference, dispatch_id)
    return _page(request, dispatch, CaseFileForm(dispatch=dispatch))


@require_POST
@readable
def dispatch_file(request: OfficerRequest, reference: str, dispatch_id: UUID) -> HttpResponse:
    """The file that the case system gets, made now and kept nowhere."""
    dispatch = _visible(request, reference, dispatch_id, kind=Dispatch.Kind.CASE_SYSTEM)
    form = CaseFileForm(request.POST, dispatch=dispatch)
    if not form.is_valid():
        return _page(request, dispatch, form)
    kind = CaseFile(form.cleaned_data["file"])
    case = opened_case(request, dispatch.report)
    make, media_type = _MAKE[kind]
    made = make(case, dispatch, with_identity=form.is_named)
    note_taken(dispatch, by=request.user, file=kind, with_identity=form.is_named)
    return as_download(HttpResponse(made, content_type=media_type), f"{dispatch.number}.{kind}")


@require_http_methods(["GET", "POST"])
@readable
def dispatch_receipt(request: OfficerRequest, reference: str, dispatch_id: UUID) -> HttpResponse:
    """The number under which it goes on there."""
    dispatch = _visible(request, reference, dispatch_id)
    form = ReceiptForm(request.POST or None, dispatch=dispatch, initial=_kept(dispatch))
    if request.method == "POST" and form.is_valid():
        keep_receipt(dispatch.pk, by=request.user, receipt=form.receipt)
        messages.success(request, _("It was written down."))
        return redirect("reports:report_detail", reference)
    context = {"report": dispatch.report, "dispatch": dispatch, "form": form}
    return render(request, "reports/dispatch_receipt.html", context, status=422 if request.method == "POST" else 200)


def _visible(
    request: OfficerRequest, reference: str, dispatch_id: UUID, *, kind: Dispatch.Kind | None = None
) -> Dispatch:
    """404 where the officer does not see the report, or where it is a dispatch of another kind."""
    found = Dispatch.objects.filter(report__reference=reference, report__in=reports_visible_to(request.user))
    if kind is not None:
        found = found.filter(kind=kind)
    return get_object_or_404(found.select_related("by", "report__office", "report__province"), pk=dispatch_id)


def _kept(dispatch: Dispatch) -> dict[str, object]:
    receipt = Receipt.of(dispatch, data_key=desk_key(dispatch.report))
    return vars(receipt) if receipt else {}


def _page(request: OfficerRequest, dispatch: Dispatch, form: CaseFileForm) -> HttpResponse:
    report: Report = dispatch.report
    receipt = Receipt.of(dispatch, data_key=desk_key(report))
    context = {"report": report, "dispatch": dispatch, "form": form, "receipt": receipt}
    return render(request, "reports/dispatch_detail.html", context, status=422 if form.is_bound else 200)
