"""An officer reads a case. Whoever is given its page, or a page that shows of it, has opened it: the ledger says so."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from pacc.http import OfficerRequest
from pacc.vault.errors import CannotOpen
from reports.access import deeds_open_to, reports_visible_to
from reports.actions.answering import open_report
from reports.forms.deeds import AnswerForm, ClassifyForm, NoteForm, TasksForm
from reports.models import Report
from reports.queries.case import Case, case_of
from reports.queries.dispatches import sent_of
from reports.queries.merged import kin_of
from reports.queries.similar import similar_to
from reports.rules.when_words import when_in_words
from reports.views.presence import came
from reports.views.walk import walk_of

CaseView = Callable[..., HttpResponseBase]


def visible_report(request: OfficerRequest, reference: str) -> Report:
    """404 where the officer does not see it."""
    visible = reports_visible_to(request.user).select_related(
        "office", "province", "district", "network", "assigned_to", "about_office", "typed_by"
    )
    return get_object_or_404(visible, reference=reference)


def opened_case(request: OfficerRequest, report: Report) -> Case:
    """The case in clear, its opening written down first."""
    open_report(report.pk, by=request.user)
    return case_of(report, among=lambda: reports_visible_to(request.user))


def readable(view: CaseView) -> CaseView:
    """Says so in words where a report's key was deleted, or where something of it was changed in the database."""

    @wraps(view)
    def answer(request: OfficerRequest, reference: str, **named: Any) -> HttpResponseBase:
        try:
            return view(request, reference, **named)
        except CannotOpen:
            return render(request, "reports/report_unreadable.html", {"reference": reference}, status=404)

    return answer


@require_GET
@readable
def report_detail(request: OfficerRequest, reference: str) -> HttpResponse:
    """All of a case on one page. Reading it again is harmless; within half an hour it is one opening."""
    report = visible_report(request, reference)
    case, visible = opened_case(request, report), reports_visible_to(request.user)
    kin = kin_of(report, visible)
    walk = walk_of(request)
    context = {
        "report": report,
        "case": case,
        "walk": walk,
        "above": walk.before(report),
        "below": walk.after(report),
        "when": when_in_words(case.told.when),
        "can": deeds_open_to(request.user, report),
        "sent": sent_of(report, data_key=case.data_key),
        "similar": [each for each in similar_to(report, visible) if each.report.pk not in kin.others],
        "kin": kin,
        "others": came(request, report, writes=False),
        **_forms(request, case),
    }
    return render(request, "reports/report_detail.html", context)


def begun_with(case: Case) -> dict[str, Any]:
    """What the forms of deeds begin with."""
    report = case.report
    return {
        "seen": str(case.seen),
        "official_class": report.official_class,
        "behaviour": report.behaviour,
        "severity": report.severity,
        "tags": report.tags,
    }


def _forms(request: OfficerRequest, case: Case) -> dict[str, Any]:
    """What can be filled in on the page itself; each is sent to the page of its deed."""
    begun: dict[str, Any] = {"report": case.report, "by": request.user}
    initial, kept = begun_with(case), case.writings(request.user)
    return {
        "answer": AnswerForm(auto_id="answer_%s", initial=initial | {"text": kept.get(AnswerForm.deed, "")}, **begun),
        "note": NoteForm(auto_id="note_%s", initial=initial | {"text": kept.get(NoteForm.deed, "")}, **begun),
        "tasks": TasksForm(auto_id="tasks_%s", **begun),
        "classify": ClassifyForm(auto_id="classify_%s", initial=initial, **begun),
    }
