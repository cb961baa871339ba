"""A report that left the portal: its files to be taken, and what came back."""

from typing import Any
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
from reports.forms.dispatch import RECEIPT_FORMS, CaseFile, CaseFileForm
from reports.forms.package import LABELS, PackagePasswordForm
from reports.models import Dispatch
from reports.queries.dispatches import Receipt, Told
from reports.queries.opened import desk_key
from reports.queries.packages import Package
from reports.views.case import opened_case, readable

_MAKE = {CaseFile.JSON: (case_file, "application/json"), CaseFile.PDF: (complaint_pdf, "application/pdf")}


@require_safe
def hand_over_schema(request: OfficerRequest) -> HttpResponse:
    """What a file for the case system may hold, for whoever reads one."""
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")


@require_GET
@readable
def dispatch_detail(request: OfficerRequest, reference: str, dispatch_id: UUID) -> HttpResponse:
    dispatch = visible_dispatch(request, reference, dispatch_id)
    return detail_page(request, dispatch)


@require_POST
@readable
def dispatch_file(request: OfficerRequest, reference: str, dispatch_id: UUID) -> HttpResponse:
    """The file that the case system gets, made now and kept nowhere."""
    dispatch = visible_dispatch(request, reference, dispatch_id, kind=Dispatch.Kind.CASE_SYSTEM)
    form = CaseFileForm(request.POST, dispatch=dispatch)
    if not form.is_valid():
        return detail_page(request, dispatch, form)
    kind = CaseFile(form.cleaned_data["file"])
    case = opened_case(request, dispatch.report)
    make, media_type = _MAKE[kind]
    made = make(case, dispatch, with_identity=form.is_named)
    note_taken(dispatch, by=request.user, file=kind, with_identity=form.is_named)
    return as_download(HttpResponse(made, content_type=media_type), f"{dispatch.number}.{kind}")


@require_http_methods(["GET", "POST"])
@readable
def dispatch_receipt(request: OfficerRequest, reference: str, dispatch_id: UUID) -> HttpResponse:
    """Who received it, and the number under which it goes on there."""
    dispatch = visible_dispatch(request, reference, dispatch_id)
    form = RECEIPT_FORMS[dispatch.kind](request.POST or None, dispatch=dispatch, initial=_kept(dispatch))
    if request.method == "POST" and form.is_valid():
        keep_receipt(dispatch.pk, by=request.user, receipt=form.receipt)
        messages.success(request, _("It was written down."))
        return redirect("reports:report_detail", reference)
    context = {"report": dispatch.report, "dispatch": dispatch, "form": form}
    return render(request, "reports/dispatch_receipt.html", context, status=422 if request.method == "POST" else 200)


def visible_dispatch(
    request: OfficerRequest, reference: str, dispatch_id: UUID, *, kind: Dispatch.Kind | None = None
) -> Dispatch:
    """404 where the officer does not see the report, or where it is a dispatch of another kind."""
    found = Dispatch.objects.filter(report__reference=reference, report__in=reports_visible_to(request.user))
    if kind is not None:
        found = found.filter(kind=kind)
    return get_object_or_404(found.select_related("by", "report__office", "report__province"), pk=dispatch_id)


def _kept(dispatch: Dispatch) -> dict[str, Any]:
    """What the form of the receipt begins with."""
    data_key = desk_key(dispatch.report)
    receipt, told = Receipt.of(dispatch, data_key=data_key), Told.of(dispatch, data_key=data_key)
    return vars(receipt) if receipt else {"agency": told.agency if told else ""}


def detail_page(
    request: OfficerRequest, dispatch: Dispatch, form: CaseFileForm | PackagePasswordForm | None = None
) -> HttpResponse:
    """`form`: what was sent and is not right; without one the page begins anew, with a password of its own."""
    case = opened_case(request, dispatch.report)
    context: dict[str, Any] = {
        "report": dispatch.report,
        "dispatch": dispatch,
        "receipt": Receipt.of(dispatch, data_key=case.data_key),
    }
    if dispatch.kind == Dispatch.Kind.AGENCY:
        package = Package.of(dispatch, data_key=case.data_key)
        read = package.with_bars if package else {}
        context["form"] = form or PackagePasswordForm()
        context["told"] = Told.of(dispatch, data_key=case.data_key)
        context["package"] = package
        context["read"] = [(LABELS[name], text) for name, text in read.items()]
    else:
        context["form"] = form or CaseFileForm(dispatch=dispatch)
    return render(request, "reports/dispatch_detail.html", context, status=422 if form else 200)
