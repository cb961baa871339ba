"""A report goes to another agency: its words struck out, its package and the receipt to be signed taken."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacc.http import OfficerRequest, as_download
from pacc.sealed_zip import sealed_zip
from pacc.vault.errors import CannotOpen
from pacc.vault.files import FileLost
from reports.actions.dispatching import note_taken, prepare_package
from reports.documents.referral import members, package_files, signed_receipt_pdf
from reports.forms.package import PackageForm, PackagePasswordForm
from reports.models import Dispatch
from reports.queries.case import Case
from reports.queries.dispatches import Told
from reports.queries.packages import Copy, Package, copies_of, proposed
from reports.views.case import opened_case, readable
from reports.views.dispatches import detail_page, visible_dispatch


@dataclass(frozen=True)
class Made:
    """All that a paper of the package is made of."""

    case: Case
    told: Told
    files: list[Copy]


@require_http_methods(["GET", "POST"])
@readable
def package_form(request: OfficerRequest, reference: str, dispatch_id: UUID) -> HttpResponse:
    """Words are struck out and pictures chosen; then the officer sees what is left."""
    dispatch = visible_dispatch(request, reference, dispatch_id, kind=Dispatch.Kind.AGENCY)
    case = opened_case(request, dispatch.report)
    package = Package.of(dispatch, data_key=case.data_key) or proposed(case)
    form = PackageForm(request.POST if request.method == "POST" else None, case=case, package=package)
    if form.is_valid():
        prepare_package(dispatch.pk, by=request.user, package=form.package)
        return redirect("reports:dispatch_detail", reference, dispatch.pk)
    told = Told.of(dispatch, data_key=case.data_key)
    context = {"report": dispatch.report, "dispatch": dispatch, "told": told, "form": form}
    return render(request, "reports/package_form.html", context, status=422 if form.is_bound else 200)


@require_POST
@readable
def package_zip(request: OfficerRequest, reference: str, dispatch_id: UUID) -> HttpResponseBase:
    """The package under the password that the page showed; neither is kept."""
    dispatch = visible_dispatch(request, reference, dispatch_id, kind=Dispatch.Kind.AGENCY)
    form = PackagePasswordForm(request.POST)
    if not form.is_valid():
        return detail_page(request, dispatch, form)
    made = _made(request, dispatch)
    if made is None:
        return redirect("reports:package_form", reference, dispatch.pk)
    note_taken(dispatch, by=request.user, file="zip")
    within = members(made.case, dispatch, made.told, made.files)
    zipped = sealed_zip(within, password=form.cleaned_data["password"], at=timezone.now())
    return as_download(StreamingHttpResponse(zipped, content_type="application/zip"), f"{dispatch.number}.zip")


@require_POST
@readable
def package_receipt(request: OfficerRequest, reference: str, dispatch_id: UUID) -> HttpResponse:
    """The paper that is signed when the package changes hands."""
    dispatch = visible_dispatch(request, reference, dispatch_id, kind=Dispatch.Kind.AGENCY)
    made = _made(request, dispatch)
    if made is None:
        return redirect("reports:package_form", reference, dispatch.pk)
    note_taken(dispatch, by=request.user, file="receipt")
    paper = signed_receipt_pdf(made.case, dispatch, made.told, made.files)
    return as_download(HttpResponse(paper, content_type="application/pdf"), f"{dispatch.number}-receipt.pdf")


def _made(request: OfficerRequest, dispatch: Dispatch) -> Made | None:
    """None, and the officer is told, where it is not prepared yet or a picture of it cannot be opened."""
    case = opened_case(request, dispatch.report)
    told = Told.of(dispatch, data_key=case.data_key)
    package = Package.of(dispatch, data_key=case.data_key)
    if told is None or package is None:
        messages.warning(request, _("Prepare the package first."))
        return None
    try:
        copies = copies_of(dispatch.report, package.files, data_key=case.data_key)
    except (FileLost, CannotOpen):
        messages.error(request, _("A picture cannot be opened. Tell the portal admin, or leave it out."))
        return None
    return Made(case, told, package_files(case, dispatch, told, package, copies))
