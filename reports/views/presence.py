"""A page of a case says that its reader is there, and learns who else is. No opening: it gives nothing of the case."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from pacc.http import OfficerRequest
from pacc.presence import come
from reports.access import reports_visible_to
from reports.models import Report
from reports.queries.presence import Others, others_at, place_of
from reports.rules.seen import Seen, read_seen

_ENOUGH = (
    "id",
    "reference",
    "state",
    "assigned_to",
    "office",
    "is_conflict",
    "about_office",
    "about_pacc",
    "agency_kind",
)


@require_http_methods(["GET", "POST"])
def report_presence(request: OfficerRequest, reference: str) -> HttpResponse:
    """Who else is there; 204 where the page shows it already. GET is for whoever signed in again after a poll."""
    report = get_object_or_404(reports_visible_to(request.user).only(*_ENOUGH), reference=reference)
    if request.method == "GET":
        return redirect("reports:report_detail", report.reference)
    writes, seen = bool(request.POST.get("writing")), read_seen(request.POST.get("seen", ""))
    others = came(request, report, writes=writes, seen=seen)
    if request.POST.get("shown") == str(others):
        return HttpResponse(status=204)
    return render(request, "reports/_others.html", {"others": others, "report": report, "writes": writes})


def came(request: OfficerRequest, report: Report, *, writes: bool, seen: Seen | None = None) -> Others:
    """The reader is there from now on, for a while. Who else is."""
    present = come(place_of(report.pk), request.user.pk, writes=writes)
    return others_at(report, present, by=request.user, seen=seen)
