"""The government's holidays, by year. For portal admins; nobody else sees it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from networks.views.staff import portal_admin_only
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from reports.actions import holidays as deeds
from reports.forms.holidays import ConfirmYearForm, HolidayForm, VersionForm
from reports.models import Holiday
from reports.queries.holidays import holidays_of
from reports.rules.holidays import may_hold


@portal_admin_only
@require_safe
def holiday_list(request: OfficerRequest) -> HttpResponse:
    return _to(localdate().year)


@portal_admin_only
@require_safe
def holiday_year(request: OfficerRequest, year: int) -> HttpResponse:
    return _year(request, year)


@portal_admin_only
@require_POST
def holiday_confirm(request: OfficerRequest, year: int) -> HttpResponse:
    form = ConfirmYearForm(request.POST)
    if form.is_valid() and _done(
        form,
        lambda: deeds.confirm_year(
            year, by=request.user, source=form.cleaned_data["source"], version=form.cleaned_data["version"]
        ),
    ):
        messages.success(request, _("The year is marked as checked, with your name"))
        return _to(year)
    return _year(request, year, form=form)


@portal_admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def holiday_add(request: OfficerRequest) -> HttpResponse:
    form = HolidayForm(request.POST if request.method == "POST" else None)
    told = form.cleaned_data if form.is_valid() else {}
    if told and _done(
        form,
        lambda: deeds.add_holiday(by=request.user, on=told["on"], name_th=told["name_th"], name_en=told["name_en"]),
        field="on",
    ):
        messages.success(request, _("The holiday is added; deadlines are being reckoned anew"))
        return _to(told["on"].year)
    return render(request, "reports/holiday_form.html", {"form": form}, status=422 if form.errors else 200)


@portal_admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def holiday_change(request: OfficerRequest, pk: int) -> HttpResponse:
    holiday = get_object_or_404(Holiday.objects.select_related("year"), pk=pk, is_retired=False)
    if request.method == "POST":
        form = HolidayForm(request.POST)
    else:
        form = HolidayForm.of(holiday, version=holiday.year.version)
    if form.is_valid() and _done(
        form, lambda: deeds.change_holiday(holiday, by=request.user, **form.cleaned_data), field="on"
    ):
        messages.success(request, _("The holiday is changed; deadlines are being reckoned anew"))
        return _to(holiday.year_id)
    told = {"form": form, "holiday": holiday, "version": holiday.year.version}
    return render(request, "reports/holiday_form.html", told, status=422 if form.errors else 200)


@portal_admin_only
@require_POST
def holiday_retire(request: OfficerRequest, pk: int) -> HttpResponse:
    holiday = get_object_or_404(Holiday, pk=pk)
    form = VersionForm(request.POST)
    if form.is_valid() and _done(
        form, lambda: deeds.retire_holiday(holiday, by=request.user, version=form.cleaned_data["version"])
    ):
        messages.success(request, _("The holiday is taken out; deadlines are being reckoned anew"))
        return _to(holiday.year_id)
    return _year(request, holiday.year_id, refused=form)


def _done(form: HolidayForm | VersionForm, deed: Callable[[], object], *, field: str | None = None) -> bool:
    """Whether the deed was done; what a rule says against it stands in the form."""
    try:
        deed()
    except DomainError as refused:
        form.add_error(None if isinstance(refused, deeds.YearChanged) else field, str(refused.message))
        return False
    return True


def _to(year: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("holidays:holiday_year", args=[year]))


def _year(
    request: OfficerRequest, number: int, *, form: ConfirmYearForm | None = None, refused: VersionForm | None = None
) -> HttpResponse:
    page = holidays_of(number)
    if page.year is None and not may_hold(number, today=localdate()):
        raise Http404
    version = page.year.version if page.year else 0
    told = {
        "page": page,
        "shown": number,
        "form": form or refused,
        "confirm": form or ConfirmYearForm(initial={"version": version}),
        "version": version,
        "today": localdate(),
    }
    return render(request, "reports/holiday_year.html", told, status=422 if form or refused else 200)
