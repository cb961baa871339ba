"""At the desk: the folder that an office files after a workshop, as PDF, Word and Excel."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.actions.folder import (
    add_indicator,
    add_photograph,
    change_indicator,
    describe_photograph,
    remove_indicator,
    remove_photograph,
    write_report,
)
from events.actions.registering import note_list_taken
from events.documents.blocks import WORD_TYPE, as_pdf, as_word
from events.documents.everything_file import Everything, everything_file
from events.documents.result_report import Filed, result_report
from events.forms.folder import ConsentForm, IndicatorForm, PictureForm, ReportForm, facts_of, written_in
from events.models import Answer, Registration, Workshop
from events.queries.certificates import certificates_of
from events.queries.folder import figures_of, photographs_of, printable_photographs, report_of
from events.queries.groups import groups_of, plans_of
from events.queries.people import all_events_of, people_of, with_marks
from events.queries.surveys import evaluation_of, gains_of
from events.queries.workshops import agenda_of, half_days_of
from events.views.beside import beside
from events.views.found import shown, workshop_changed_by, workshop_seen_by
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.spreadsheets.upload import takes_small_files
from pacc.spreadsheets.write import CONTENT_TYPE


@require_safe
@login_required
def folder(request: OfficerRequest, pk: int) -> HttpResponse:
    """What is written and counted so far, and the files to take."""
    workshop = workshop_seen_by(request, pk)
    half_days = half_days_of(workshop)
    counted = figures_of(workshop, half_days)
    context = {
        **shown(request, workshop),
        "written": report_of(workshop),
        "figures": counted,
        "present": list(zip(half_days, counted.by_half_day, strict=True)),
        "indicators": list(workshop.indicators.all()),
        "photographs": photographs_of(workshop),
    }
    return render(request, "events/desk_folder.html", context)


@require_safe
@login_required
def everything(request: OfficerRequest, pk: int) -> HttpResponse:
    """All that the workshop holds, in one Excel file."""
    workshop = workshop_seen_by(request, pk)
    half_days = half_days_of(workshop)
    people = list(people_of(workshop).select_related("group_member__group").order_by("sort_key", "pk"))
    whole = Everything(
        workshop=workshop,
        agenda=agenda_of(workshop),
        half_days=half_days,
        rows=with_marks(people, half_days),
        questions=list(workshop.questions.all()),
        answers=list(Answer.objects.filter(registration__workshop=workshop)),
        events=all_events_of(workshop),
        certificates=list(certificates_of(workshop)),
        plans=plans_of(groups_of(workshop)),
    )
    note_list_taken(workshop, by=request.user)
    response = HttpResponse(everything_file(whole), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="workshop-{workshop.pk}.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report_edit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Where somebody else saved meanwhile, both texts stand on the page and nothing is overwritten."""
    workshop = workshop_changed_by(request, pk)
    report = report_of(workshop)
    form = ReportForm(request.POST if request.method == "POST" else None, initial=written_in(report))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            write_report(workshop, form.words(), seen_version=form.cleaned_data["version"], by=request.user)
        except DomainError as refusal:
            theirs = report_of(workshop)
            form.add_error(None, str(refusal.message))
            form.ask_again(theirs.version)
        else:
            messages.success(request, _("Saved."))
            return redirect("events:folder", pk=workshop.pk)
    context = {**shown(request, workshop), "form": form, "theirs": beside(form, theirs)}
    return render(request, "events/desk_report_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def indicator_new(request: OfficerRequest, pk: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    form = IndicatorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_indicator(workshop, form.facts(), by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:folder", pk=workshop.pk)
    return _indicator_page(request, workshop, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def indicator_edit(request: OfficerRequest, pk: int, indicator: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    found = get_object_or_404(workshop.indicators.select_related("workshop"), pk=indicator)
    form = IndicatorForm(request.POST if request.method == "POST" else None, initial=facts_of(found))
    if request.method == "POST" and form.is_valid():
        change_indicator(found, form.facts(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("events:folder", pk=workshop.pk)
    return _indicator_page(request, workshop, form, found)


def _indicator_page(request: OfficerRequest, workshop: Workshop, form: IndicatorForm, found: Any) -> HttpResponse:
    context = {**shown(request, workshop), "form": form, "indicator": found}
    return render(request, "events/desk_indicator_form.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def indicator_remove(request: OfficerRequest, pk: int, indicator: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    remove_indicator(get_object_or_404(workshop.indicators.select_related("workshop"), pk=indicator), by=request.user)
    messages.success(request, _("The indicator was removed."))
    return redirect("events:folder", pk=workshop.pk)


@takes_small_files
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def photograph_new(request: OfficerRequest, pk: int) -> HttpResponse:
    """Next comes the question of who is in it: without an answer it stays out of the report."""
    workshop = workshop_changed_by(request, pk)
    is_sent = request.method == "POST"
    form = PictureForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        try:
            picture = add_photograph(
                workshop, form.cleaned_data["file"], caption=form.cleaned_data["caption"], by=request.user
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return redirect("events:photograph_edit", pk=workshop.pk, photograph=picture.pk)
    context = {**shown(request, workshop), "form": form}
    return render(request, "events/desk_photograph_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def photograph_edit(request: OfficerRequest, pk: int, photograph: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    picture = get_object_or_404(workshop.photographs.defer("content").select_related("workshop"), pk=photograph)
    form = ConsentForm(
        request.POST if request.method == "POST" else None,
        photograph=picture,
        initial={"caption": picture.caption, "consent": picture.consent, "shows": picture.shows.all()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            describe_photograph(picture, **form.cleaned_data, by=request.user)
        except DomainError as refusal:
            form.add_error("consent", str(refusal.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:folder", pk=workshop.pk)
    context = {**shown(request, workshop), "form": form, "photograph": picture}
    return render(request, "events/desk_photograph_form.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def photograph_image(request: OfficerRequest, pk: int, photograph: int) -> HttpResponse:
    workshop = workshop_seen_by(request, pk)
    picture = get_object_or_404(workshop.photographs, pk=photograph)
    response = HttpResponse(bytes(picture.content), content_type=picture.media_type)
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_POST
@login_required
def photograph_remove(request: OfficerRequest, pk: int, photograph: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    picture = get_object_or_404(workshop.photographs.defer("content").select_related("workshop"), pk=photograph)
    remove_photograph(picture, by=request.user)
    messages.success(request, _("The photograph was removed."))
    return redirect("events:folder", pk=workshop.pk)


@require_safe
@login_required
def report_file(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    """The report as PDF or Word. Names leave the portal with it: who took it stands in the ledger."""
    workshop = workshop_seen_by(request, pk)
    half_days = half_days_of(workshop)
    people = people_of(workshop).filter(state=Registration.State.REGISTERED).order_by("sort_key", "pk")
    filed = Filed(
        workshop=workshop,
        written=report_of(workshop),
        figures=figures_of(workshop, half_days),
        half_days=half_days,
        agenda=agenda_of(workshop),
        indicators=list(workshop.indicators.all()),
        rows=with_marks(list(people), half_days),
        photographs=printable_photographs(workshop),
        evaluation=evaluation_of(workshop),
        gains=gains_of(workshop),
    )
    note_list_taken(workshop, by=request.user)
    make, content_type = {"pdf": (as_pdf, "application/pdf"), "docx": (as_word, WORD_TYPE)}[kind]
    response = HttpResponse(make(result_report(filed), title=_("Result report")), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="report-{pk}.{kind}"'
    return response
