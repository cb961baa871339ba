"""What the queue shows leaves the portal as a file."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from networks.models import Office
from pacc.accounts.models import User
from pacc.http import OfficerRequest, as_download
from pacc.sealed_zip import CONTENT_TYPE as ZIP_TYPE
from pacc.spreadsheets.write import CONTENT_TYPE as XLSX_TYPE
from reports.access import places_of, reports_visible_to
from reports.actions.exporting import begin_case_export, note_export
from reports.documents.case_paper import case_paper
from reports.documents.case_zip import case_zip
from reports.documents.export_csv import csv_zip
from reports.documents.export_mark import Mark
from reports.documents.export_pdf import export_pdf
from reports.documents.export_xlsx import export_xlsx
from reports.filters import ReportFilter
from reports.forms.export import CaseExportForm, ExportForm
from reports.queries.exported import Row, chosen_of, rows_of
from reports.rules.exports import CaseFormat, Format, Order
from reports.rules.when_words import when_in_words
from reports.views.case import opened_case, readable, visible_report
from reports.views.walk import walk_of


@require_http_methods(["GET", "HEAD", "POST"])
def report_export(request: OfficerRequest) -> HttpResponseBase:
    """Exactly the reports of the queue's filter, which stands in the address. Nothing of a search can stand there."""
    visible = reports_visible_to(request.user)
    filtering = ReportFilter(request.GET, queryset=visible, request=request)
    if filtering.form.errors:  # the queue says what is wrong with it
        return redirect(f"{reverse('reports:report_list')}?{request.GET.urlencode()}")
    if request.method != "POST":
        return _asked(request, filtering, ExportForm(rows=filtering.qs.order_by().count()))
    chosen = chosen_of(filtering.qs)
    form = ExportForm(request.POST, rows=len(chosen))
    if not form.is_valid():
        return _asked(request, filtering, form)
    order = form.order(filtering.asked)
    note_export(order, rows=len(chosen), by=request.user)
    mark = mark_of(request.user, holds=filtering.in_words)
    return _file(order, rows_of(visible, chosen, order.columns), mark, password=form.cleaned_data["password"])


def _asked(request: OfficerRequest, filtering: ReportFilter, form: ExportForm) -> HttpResponse:
    context = {"form": form, "rows": form.rows, "filter_in_words": filtering.in_words, "query": request.GET.urlencode()}
    return render(request, "reports/export.html", context, status=422 if form.errors else 200)


def _file(order: Order, chunks: Iterator[list[Row]], mark: Mark, *, password: str) -> HttpResponseBase:
    headings = [str(column.label) for column in order.columns]
    answer: HttpResponseBase
    if order.format == Format.CSV:
        made = csv_zip(headings, chunks, mark=mark, password=password)
        answer, ending = StreamingHttpResponse(made, content_type=ZIP_TYPE), "zip"
    elif order.format == Format.XLSX:
        answer, ending = HttpResponse(export_xlsx(headings, chunks, mark=mark), content_type=XLSX_TYPE), "xlsx"
    else:
        answer, ending = HttpResponse(export_pdf(headings, chunks, mark=mark), content_type="application/pdf"), "pdf"
    return as_download(answer, mark.file_name("reports", ending))


@require_http_methods(["GET", "HEAD", "POST"])
@readable
def case_export(request: OfficerRequest, reference: str) -> HttpResponseBase:
    """This case alone. Its page was an opening; taking it out stands beside that in the ledger and in its trail."""
    report = visible_report(request, reference)
    case = opened_case(request, report)
    form = CaseExportForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"report": report, "case": case, "form": form, "walk": walk_of(request)}
        return render(request, "reports/case_export.html", context, status=422 if form.errors else 200)
    told = form.cleaned_data
    mark = mark_of(request.user, holds=report.reference)
    files = begin_case_export(report, by=request.user, to=told["format"], purpose=told["purpose"], parts=told["parts"])
    paper = case_paper(case, when=when_in_words(case.told.when), parts=told["parts"], mark=mark)
    answer: HttpResponseBase
    if told["format"] == CaseFormat.PDF:
        answer = HttpResponse(paper, content_type="application/pdf")
    else:
        made = case_zip(case, files, paper=paper, mark=mark, password=told["password"])
        answer = StreamingHttpResponse(made, content_type=ZIP_TYPE)
    return as_download(answer, mark.file_name(report.reference, told["format"].value))


def mark_of(user: User, *, holds: str) -> Mark:
    """Two queries."""
    offices, _sees_conflicts = places_of(user)
    served = ", ".join(office.short for office in Office.objects.filter(number__in=offices))
    return Mark(str(user), served or _("Officers posted to reports about the PACC"), timezone.now(), holds)
