"""At the desk: evaluation, tests and follow-ups of a workshop: what is asked, the QR for the screen, the results."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_http_methods, require_POST, require_safe

from events.actions.surveys import add_item, begin_survey, change_item, note_answers_taken, open_survey, remove_item
from events.documents.survey_file import survey_workbook
from events.forms.surveys import ItemForm, item_shown
from events.models import Survey, SurveyItem, Workshop
from events.queries.surveys import address_of, came_count, gains_of, items_of, results_of, surveys_of, words_of
from events.rules.evaluation import LEAST_SHOWN
from events.rules.pictures import address_png, inside_a_page
from events.views.found import shown, workshop_changed_by, workshop_seen_by
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.spreadsheets.write import CONTENT_TYPE

_MOST_WORDS = 200  # free texts of a question on a page; the file has all


@require_safe
@login_required
def survey_list(request: OfficerRequest, pk: int) -> HttpResponse:
    """All kinds, also those that were not begun."""
    workshop = workshop_seen_by(request, pk)
    begun = surveys_of(workshop)
    context = {**shown(request, workshop), "rows": [(kind, begun.get(kind.value)) for kind in Survey.Kind]}
    return render(request, "events/desk_survey_list.html", context)


@require_POST
@login_required
def survey_begin(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    if kind not in Survey.Kind.values:
        raise Http404
    try:
        begin_survey(workshop, kind, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("events:survey_list", pk=workshop.pk)
    return redirect("events:survey_detail", pk=workshop.pk, kind=kind)


@require_safe
@login_required
def survey_detail(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    """What is asked, the link, and whether it is open."""
    workshop = workshop_changed_by(request, pk)
    survey = _survey(workshop, kind)
    context = {**shown(request, workshop), "survey": survey, "items": items_of(survey), "address": address_of(survey)}
    return render(request, "events/desk_survey_detail.html", context)


@require_POST
@login_required
def survey_open(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    """Open it, or with `close` close it."""
    workshop = workshop_changed_by(request, pk)
    try:
        survey = open_survey(_survey(workshop, kind), is_open="close" not in request.POST, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(
            request, _("Whoever has the link can answer.") if survey.is_open else _("Nobody can answer now.")
        )
    return redirect("events:survey_detail", pk=workshop.pk, kind=kind)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def item_new(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    survey = _survey(workshop, kind)
    form = ItemForm(request.POST if request.method == "POST" else None, is_test=survey.is_test)
    if request.method == "POST" and form.is_valid():
        try:
            add_item(survey, form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:survey_detail", pk=workshop.pk, kind=kind)
    return _item_page(request, workshop, survey, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def item_edit(request: OfficerRequest, pk: int, kind: str, item: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    survey = _survey(workshop, kind)
    found = _item(survey, item)
    form = ItemForm(
        request.POST if request.method == "POST" else None, is_test=survey.is_test, initial=item_shown(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_item(found, form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:survey_detail", pk=workshop.pk, kind=kind)
    return _item_page(request, workshop, survey, form, found)


def _item_page(
    request: OfficerRequest, workshop: Workshop, survey: Survey, form: ItemForm, item: SurveyItem | None
) -> HttpResponse:
    context = {**shown(request, workshop), "survey": survey, "form": form, "item": item}
    return render(request, "events/desk_survey_item.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def item_remove(request: OfficerRequest, pk: int, kind: str, item: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    try:
        remove_item(_item(_survey(workshop, kind), item), by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The question was removed."))
    return redirect("events:survey_detail", pk=workshop.pk, kind=kind)


@require_safe
@login_required
def survey_results(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    """Figures with their chart, free texts, and what was gained between two tests."""
    workshop = workshop_seen_by(request, pk)
    survey = _survey(workshop, kind)
    items = items_of(survey)
    results = results_of(survey, items)
    context = {
        **shown(request, workshop), "survey": survey, "results": results, "least": LEAST_SHOWN,
        "came": came_count(workshop), "words": words_of(survey, items, sheets=results.sheets, most=_MOST_WORDS),
        "gains": gains_of(workshop) if survey.is_test else [],
    }  # fmt: skip
    return render(request, "events/desk_survey_results.html", context)


def _sheets(request: OfficerRequest, pk: int, kind: str) -> str:
    """What the live picture depends on: how many sheets there are, whether it is open, and in which language."""
    survey = _survey(workshop_seen_by(request, pk), kind)
    return f'"{survey.pk}-{survey.sheets}-{survey.is_open}-{get_language()}"'  # type: ignore[attr-defined]


@require_safe
@login_required
def survey_screen(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    """For the screen of the hall: the QR, and the results as they come."""
    context = _live(request, pk, kind)
    return render(request, "events/desk_survey_screen.html", context)


@require_safe
@login_required
@cache_control(private=True, no_cache=True)  # kept by the browser, which asks each time whether it still holds
@condition(etag_func=_sheets)
def survey_live(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    """The part of the screen that changes; 304 while nothing did."""
    return render(request, "events/_survey_live.html", _live(request, pk, kind))


def _live(request: OfficerRequest, pk: int, kind: str) -> dict[str, Any]:
    workshop = workshop_seen_by(request, pk)
    survey = _survey(workshop, kind)
    address = address_of(survey)
    return {
        **shown(request, workshop), "survey": survey, "results": results_of(survey, items_of(survey)),
        "least": LEAST_SHOWN, "address": address, "qr": inside_a_page(address_png(address)),
    }  # fmt: skip


@require_safe
@login_required
def survey_excel(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    workshop = workshop_seen_by(request, pk)
    survey = _survey(workshop, kind)
    note_answers_taken(survey, by=request.user)
    response = HttpResponse(survey_workbook(survey, items_of(survey)), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="survey-{workshop.pk}-{survey.kind}.xlsx"'
    return response


def _survey(workshop: Workshop, kind: str) -> Survey:
    survey = surveys_of(workshop).get(kind)
    if survey is None:
        raise Http404
    survey.workshop = workshop
    return survey


def _item(survey: Survey, item: int) -> SurveyItem:
    return get_object_or_404(SurveyItem.objects.filter(survey=survey).select_related("survey__workshop"), pk=item)
