"""The reporter comes back: reference and code, her case, her answer. Its key is only in a cookie of 30 minutes."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacc.errors import DomainError
from pacc.vault.cookies import EncryptedCookie
from reports.actions import tracking
from reports.actions.tracking import CaseKey
from reports.forms.tracking import AddForm, ContestForm, ReplyForm, TrackForm
from reports.queries.own_case import OwnCase, own_case

CASE_COOKIE = EncryptedCookie("case", timedelta(minutes=30))
CaseView = Callable[[HttpRequest, CaseKey], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for reference and code; a right pair opens the case for half an hour."""
    form = TrackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        case = _unlocked(form)
        if case:
            # An answer that was sent after the half hour comes along, so that nothing typed is lost.
            response = _case_page(request, case, kept=request.POST.get("kept", ""))
            CASE_COOKIE.write(response, {"report": str(case.report_id), "key": case.reporter_key.hex()})
            return response if request.POST.get("kept") else _to_case(response)
    return _track_page(request, form, kept=request.POST.get("kept", ""))


def _to_case(opened: HttpResponse) -> HttpResponse:
    """To the case's own address, with the cookie that was just written."""
    response = redirect("reports:track_case")
    response.cookies = opened.cookies
    return response


def _unlocked(form: TrackForm) -> CaseKey | None:
    try:
        case = tracking.unlock_case(form.cleaned_data["reference"], form.cleaned_data["code"])
    except DomainError as refused:
        form.add_error(None, str(refused.message))
        return None
    if case is None:
        form.add_error(None, _("Reference or code do not match. Check both and try again."))
    return case


def _track_page(request: HttpRequest, form: TrackForm, *, kept: str = "", timed_out: bool = False) -> HttpResponse:
    context = {"form": form, "kept": kept[:20_000], "timed_out": timed_out}
    return render(request, "reports/track.html", context, status=422 if form.errors else 200)


def with_case(view: CaseView) -> Callable[[HttpRequest], HttpResponse]:
    """The view gets the case that the cookie opens. Without one: reference and code again, what was typed kept."""

    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        held = CASE_COOKIE.read(request)
        if held is None:
            typed = request.POST.get("text", "") or request.POST.get("reason", "")
            return _track_page(request, TrackForm(), kept=typed, timed_out=True)
        return view(request, CaseKey(UUID(held["report"]), bytes.fromhex(held["key"])))

    return opened


@require_safe
@with_case
def track_case(request: HttpRequest, case: CaseKey) -> HttpResponse:
    return _case_page(request, case)


@require_POST
@with_case
def track_reply(request: HttpRequest, case: CaseKey) -> HttpResponse:
    """Answer, or add something."""
    form = ReplyForm(request.POST)
    if form.is_valid():
        try:
            tracking.reply(case, text=form.cleaned_data["text"], files=(), send_key=form.cleaned_data["send_key"])
            return redirect("reports:track_case")
        except DomainError as refused:
            form.add_error(None, str(refused.message))
    return _case_page(request, case, form=form)


@require_POST
@with_case
def track_contest(request: HttpRequest, case: CaseKey) -> HttpResponse:
    """ "Not resolved", once."""
    form = ContestForm(request.POST)
    if form.is_valid():
        try:
            tracking.contest_closing(case, reason=form.cleaned_data["reason"], send_key=form.cleaned_data["send_key"])
            return redirect("reports:track_case")
        except DomainError as refused:
            form.add_error(None, str(refused.message))
    return _case_page(request, case, form=form)


@require_POST
def track_leave(request: HttpRequest) -> HttpResponse:
    """Close the case on this device."""
    response = redirect("home")
    CASE_COOKIE.clear(response)
    return response


def _case_page(
    request: HttpRequest, case: CaseKey, *, form: ReplyForm | ContestForm | None = None, kept: str = ""
) -> HttpResponse:
    with own_case(case.report_id, reporter_key=case.reporter_key) as own:
        context = _shown(own)
        context["form"] = form or _form_for(own, kept)
        return render(request, "reports/track_case.html", context, status=422 if form and form.errors else 200)


def _form_for(own: OwnCase, kept: str) -> ReplyForm | ContestForm | None:
    """What she can write now: an answer, more, or "not resolved"."""
    if own.may_contest:
        return ContestForm(initial={"reason": kept})
    if own.report.state == "closed":
        return None
    return (ReplyForm if own.report.state == "waiting" else AddForm)(initial={"text": kept})


def _shown(own: OwnCase) -> dict[str, Any]:
    letters = own.letters()
    questions = [letter for letter in letters if letter.is_question]
    return {
        "report": own.report,
        "status": own.status,
        "next_step": own.next_step,
        "next_by": own.next_by,
        "question": questions[-1] if questions and own.report.state == "waiting" else None,
        "may_contest": own.may_contest,
        "trail": own.trail(),
        "letters": letters,
        "files": own.files(),
        "told": own.told(),
    }
