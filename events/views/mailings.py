"""At the desk: letters to many, each looked at as a real reader gets it before it goes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.actions.mailings import change_mailing, plan_mailing, stop_mailing, usual_words, write_mailing
from events.filters import PeopleFilter
from events.forms.mailings import MailingForm, PlanForm, words_shown
from events.models import Mailing, Registration, Workshop
from events.queries.mailings import (
    UnknownPeople,
    letter_for,
    lines_of,
    reader_count,
    some_reader,
    survey_asked_in,
    with_outcomes,
)
from events.queries.workshops import half_days_of
from events.views.beside import beside
from events.views.found import shown, workshop_changed_by
from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.paging import keyset_page


@require_safe
@login_required
def mailing_list(request: OfficerRequest, pk: int) -> HttpResponse:
    """The newest first, with what became of each."""
    workshop = workshop_changed_by(request, pk)
    mailings = with_outcomes(Mailing.objects.filter(workshop=workshop)).order_by("-pk")
    context = {**shown(request, workshop), "mailings": list(mailings[:100]), "kinds": Mailing.Kind}
    return render(request, "events/desk_mailing_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mailing_new(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    """Begins with what is usually written."""
    workshop = workshop_changed_by(request, pk)
    if kind not in Mailing.Kind.values:
        raise Http404
    form = MailingForm(
        request.POST if request.method == "POST" else None,
        letter=kind,
        asked=_asked(workshop),
        initial=words_shown(usual_words(kind)),
    )
    if request.method == "POST" and form.is_valid():
        mailing = write_mailing(workshop, kind, form.words(), by=request.user)
        return redirect("events:mailing_detail", pk=workshop.pk, mailing=mailing.pk)
    context = {**shown(request, workshop), "form": form, "kind": Mailing.Kind(kind).label, "theirs": []}
    return render(request, "events/desk_mailing_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mailing_edit(request: OfficerRequest, pk: int, mailing: int) -> HttpResponse:
    """What is planned becomes a draft again: another letter wants another look."""
    workshop = workshop_changed_by(request, pk)
    found = _found(workshop, mailing)
    form = MailingForm(
        request.POST if request.method == "POST" else None,
        letter=found.kind,
        asked=_asked(workshop),
        initial=words_shown(found),
    )
    rows: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"] or 0
        try:
            change_mailing(found, form.words(), seen_version=seen, by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
            theirs = _found(workshop, mailing)
            if theirs.version != seen:
                rows = [row for row in beside(form, _Shown(theirs)) if row[1]]
                form.answer_to(theirs.version)
        else:
            return redirect("events:mailing_detail", pk=workshop.pk, mailing=found.pk)
    context = {
        **shown(request, workshop), "form": form, "kind": found.get_kind_display(), "mailing": found, "theirs": rows,
    }  # fmt: skip
    return render(request, "events/desk_mailing_form.html", context, status=422 if form.errors else 200)


class _Shown:
    """A mailing by the names of its form."""

    def __init__(self, mailing: Mailing) -> None:
        self.__dict__.update({"state": "", "came": "", "kind": ""} | words_shown(mailing))


@require_safe
@login_required
def mailing_detail(request: OfficerRequest, pk: int, mailing: int) -> HttpResponse:
    """The letter as one reader after the other gets it, how many it goes to, and the log of what was sent."""
    workshop = workshop_changed_by(request, pk)
    return _page(request, workshop, _found(workshop, mailing), PlanForm())


def _page(
    request: OfficerRequest, workshop: Workshop, mailing: Mailing, form: PlanForm, status: int = 200
) -> HttpResponse:
    mailing.workshop = workshop
    typed = request.GET.get("reader", "0")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
    context = {**shown(request, workshop), "mailing": mailing, "form": form, "number": number}
    try:
        reader = some_reader(mailing, number)
        context["people"], context["unreachable"] = reader_count(mailing)
    except UnknownPeople:
        context["unknown"] = True
    else:
        context |= {
            "reader": reader,
            "letter": letter_for(mailing, reader, survey=survey_asked_in(mailing)) if reader else None,
        }
        context["next"] = number + 1 if number + 1 < context["people"] else None
    context["log"] = keyset_page(lines_of(mailing), by="id", cursor=request.GET.get("page", ""))
    return render(request, "events/desk_mailing_detail.html", context, status=status)


@require_POST
@login_required
def mailing_plan(request: OfficerRequest, pk: int, mailing: int) -> HttpResponse:
    """Send it now, or at a time."""
    workshop = workshop_changed_by(request, pk)
    found = _found(workshop, mailing)
    form = PlanForm(request.POST)
    now = "now" in request.POST
    if now or form.is_valid():
        moment = None if now else form.moment()
        try:
            if moment is None and not now:
                raise DomainError(_("Write the day and time, or send the letter now"))
            plan_mailing(found, at=moment, by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The letter goes out.") if now else _("The letter is planned."))
            return redirect("events:mailing_detail", pk=workshop.pk, mailing=found.pk)
    return _page(request, workshop, _found(workshop, mailing), form, status=422)


@require_POST
@login_required
def mailing_stop(request: OfficerRequest, pk: int, mailing: int) -> HttpResponse:
    workshop = workshop_changed_by(request, pk)
    try:
        stop_mailing(_found(workshop, mailing), by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The letter was stopped. Whoever has it already, has it."))
    return redirect("events:mailing_detail", pk=workshop.pk, mailing=mailing)


def _asked(workshop: Workshop) -> Any:
    """The filters of the list of people, as a form."""
    nobody = Registration.objects.none()
    return PeopleFilter(QueryDict(), queryset=nobody, half_days=half_days_of(workshop)).form


def _found(workshop: Workshop, mailing: int) -> Mailing:
    return get_object_or_404(
        with_outcomes(Mailing.objects.filter(workshop=workshop).select_related("made_by")), pk=mailing
    )
