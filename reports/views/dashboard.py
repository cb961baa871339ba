"""What directors read: the figures of their office, and the monthly report made of them."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacc.http import OfficerRequest
from reports.access import tallies_read_by
from reports.actions.monthly_reports import note_monthly_report
from reports.documents.monthly_report import monthly_report
from reports.forms.dashboard import MonthForm, OverviewForm
from reports.models import Tally
from reports.queries.figures import Scope, overview_of, scopes_of


@require_safe
def overview(request: OfficerRequest) -> HttpResponse:
    """Each figure leads to the reports behind it."""
    tallies, scopes, today = _read_by(request)
    form = OverviewForm(request.GET, scopes=scopes, today=today)
    is_right = form.is_valid()
    context = {
        "form": form,
        "scope": form.scope,
        "figures": overview_of(tallies, form.scope, form.chosen, today=today),
    }
    return render(request, "reports/dashboard.html", context, status=200 if is_right else 422)


@require_safe
def month(request: OfficerRequest) -> HttpResponse:
    """The monthly report before it is made: the same figures."""
    tallies, scopes, today = _read_by(request)
    return _month(request, tallies, MonthForm(request.GET, scopes=scopes, today=today))


@require_POST
def month_pdf(request: OfficerRequest) -> HttpResponse:
    """Who made it stands in the ledger; it is sent nowhere."""
    tallies, scopes, today = _read_by(request)
    form = MonthForm(request.POST, scopes=scopes, today=today)
    if not form.is_valid():
        return _month(request, tallies, form)
    figures = overview_of(tallies, form.scope, form.chosen, today=today)
    note_monthly_report(by=request.user, scope=form.scope.value, month=form.chosen.first)
    made = monthly_report(figures, of=form.scope.label, thai_digits=form.cleaned_data["thai_digits"])
    response = HttpResponse(made, content_type="application/pdf")
    name = f"reports-{form.scope.value}-{form.chosen.first:%Y-%m}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _month(request: OfficerRequest, tallies: QuerySet[Tally], form: MonthForm) -> HttpResponse:
    is_right = form.is_valid()
    context: dict[str, Any] = {
        "form": form,
        "scope": form.scope,
        "figures": overview_of(tallies, form.scope, form.chosen, today=form.today),
    }
    return render(request, "reports/monthly_report.html", context, status=200 if is_right else 422)


def _read_by(request: OfficerRequest) -> tuple[QuerySet[Tally], list[Scope], date]:
    """Raises PermissionDenied for whoever directs nothing. Two queries."""
    oversight, tallies = tallies_read_by(request.user)
    scopes = scopes_of(oversight)
    if not scopes:
        raise PermissionDenied(_("The overview is for directors."))
    return tallies, scopes, timezone.localdate()
