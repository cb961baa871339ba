"""The reporter comes back: reference and code, her case, her answer. Its key is only in a cookie of 30 minutes."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacc.errors import DomainError
from pacc.uploads.sealed import takes_evidence
from pacc.vault import codes
from pacc.vault.cookies import EncryptedCookie
from pacc.vault.errors import CannotOpen
from reports.actions import tracking
from reports.actions.tracking import CaseKey, CodeReplaced, SentBefore
from reports.forms.evidence import say_refusals
from reports.forms.tracking import ContestForm, ReplyForm, TrackForm
from reports.queries.own_case import CaseGone, OwnCase, own_case
from reports.views.unsent import Unsent
from reports.workflow import State

CASE_COOKIE = EncryptedCookie("case", timedelta(minutes=30))
# A code that the reporter has seen and not chosen yet. As long as the case may lie open.
_NEW_CODE_COOKIE = EncryptedCookie("new-code", CASE_COOKIE.max_age)
CaseView = Callable[[HttpRequest, CaseKey], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for reference and code; a right pair opens the case for half an hour."""
    form = TrackForm(request.POST if request.method == "POST" else None)
    unsent = Unsent.of(request)
    if request.method == "POST" and form.is_valid():
        case = _unlocked(form)
        if case:
            # An answer that was sent after the half hour comes along, so that nothing typed or attached is lost.
            comes_along = unsent.text or unsent.files
            response = _case_page(request, case, unsent) if comes_along else redirect("reports:track_case")
            CASE_COOKIE.write(response, {"report": str(case.report_id), "key": case.reporter_key.hex()})
            return response
    return _track_page(request, form, unsent)


def _unlocked(form: TrackForm) -> CaseKey | None:
    try:
        case = tracking.unlock_case(form.cleaned_data["reference"], form.cleaned_data["code"])
    except DomainError as refused:
        form.add_error(None, str(refused.message))
        return None
    if case is None:
        form.add_error(None, _("Reference or code do not match. Check both and try again."))
    return case


def _track_page(request: HttpRequest, form: TrackForm, unsent: Unsent, *, timed_out: bool = False) -> HttpResponse:
    context = {"form": form, "unsent": unsent, "timed_out": timed_out}
    return render(request, "reports/track.html", context, status=422 if form.errors else 200)


def with_case(view: CaseView) -> Callable[[HttpRequest], HttpResponse]:
    """The view gets the case that the cookie opens. Without one: reference and code again, what was typed kept."""

    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        held = CASE_COOKIE.read(request)
        if held is None:
            return _track_page(request, TrackForm(), Unsent.of(request), timed_out=True)
        try:
            return view(request, CaseKey(UUID(held["report"]), bytes.fromhex(held["key"])))
        except (CaseGone, CannotOpen):  # practice, and its day is over; or the code was replaced meanwhile
            response = _track_page(request, TrackForm(), Unsent())
            CASE_COOKIE.clear(response)
            return response

    return opened


@require_safe
@with_case
def track_case(request: HttpRequest, case: CaseKey) -> HttpResponse:
    return _case_page(request, case, Unsent(), was_sent="sent" in request.GET, has_own_code="own-code" in request.GET)


@require_POST
@takes_evidence
@with_case
def track_reply(request: HttpRequest, case: CaseKey) -> HttpResponse:
    """Answer, or add something: words, files or both. "Attach" and "remove" show the page again."""
    unsent = Unsent.of(request)
    form = _reply_form(unsent)
    if "add" in request.POST or "remove" in request.POST:
        form.shown_quietly()
    say_refusals(form, unsent.refused)
    if form.errors or not form.cleaned_data:
        return _case_page(request, case, unsent, form=form)
    try:
        told = form.cleaned_data
        tracking.reply(case, text=told["text"], files=tuple(unsent.files), send_key=told["send_key"])
    except SentBefore as refused:
        unsent = unsent.again()
        return _case_page(request, case, unsent, form=_reply_form(unsent), problem=str(refused.message))
    except DomainError as refused:
        return _case_page(request, case, unsent, form=form, problem=str(refused.message))
    return _to_case_after_sending()


def _reply_form(unsent: Unsent) -> ReplyForm:
    return ReplyForm({"text": unsent.text, "send_key": unsent.send_key}, files=unsent.files)


@require_POST
@with_case
def track_contest(request: HttpRequest, case: CaseKey) -> HttpResponse:
    """ "Not resolved", once."""
    unsent = Unsent.of(request)
    form = ContestForm({"reason": unsent.text, "send_key": unsent.send_key})
    if not form.is_valid():
        return _case_page(request, case, unsent, form=form)
    try:
        told = form.cleaned_data
        tracking.contest_closing(case, reason=told["reason"], send_key=told["send_key"])
    except DomainError as refused:
        return _case_page(request, case, unsent.again(), form=form, problem=str(refused.message))
    return _to_case_after_sending()


@require_http_methods(["GET", "HEAD", "POST"])
@with_case
def track_code(request: HttpRequest, case: CaseKey) -> HttpResponse:
    """Put a code of one's own in the place of the first. It is shown before it counts: a lost answer loses no case."""
    held = _NEW_CODE_COOKIE.read(request) or {}
    token = bytes.fromhex(held["token"]) if held.get("report") == str(case.report_id) else None
    if request.method == "POST" and token:
        try:
            own = tracking.replace_first_code(case, token=token)
        except CodeReplaced as refused:
            return _leave_with(request, str(refused.message))
        response = redirect(f"{reverse('reports:track_case')}?own-code")
        CASE_COOKIE.write(response, {"report": str(own.report_id), "key": own.reporter_key.hex()})
        _NEW_CODE_COOKIE.clear(response)
        return response
    with own_case(case.report_id, reporter_key=case.reporter_key) as opened:
        report = opened.report
        if not report.code_is_first:
            return redirect("reports:track_case")
    token = token or codes.new_token()
    code = codes.show_code(codes.code_of(token)).split(" ")
    page = render(request, "reports/track_code.html", {"report": report, "code": code})
    _NEW_CODE_COOKIE.write(page, {"report": str(case.report_id), "token": token.hex()})
    return page


def _leave_with(request: HttpRequest, problem: str) -> HttpResponse:
    """Reference and code again, and why."""
    form = TrackForm().shown_quietly()
    form.add_error(None, problem)
    response = _track_page(request, form, Unsent())
    for cookie in (CASE_COOKIE, _NEW_CODE_COOKIE):
        cookie.clear(response)
    return response


def _to_case_after_sending() -> HttpResponse:
    return redirect(f"{reverse('reports:track_case')}?sent")


@require_POST
def track_leave(request: HttpRequest) -> HttpResponse:
    """Close the case on this device."""
    response = redirect("home")
    for cookie in (CASE_COOKIE, _NEW_CODE_COOKIE):
        cookie.clear(response)
    return response


def _case_page(
    request: HttpRequest,
    case: CaseKey,
    unsent: Unsent,
    *,
    form: ReplyForm | ContestForm | None = None,
    problem: str = "",
    was_sent: bool = False,
    has_own_code: bool = False,
) -> HttpResponse:
    with own_case(case.report_id, reporter_key=case.reporter_key) as own:
        if own.report.code_is_first:
            return render(request, "reports/track_status.html", _status(own))
        now = _form_for(own, unsent)
        # The office may have closed the case, or opened it again, while she wrote: what she wrote goes over.
        shown = form if form is not None and type(form) is type(now) else now
        if shown and problem:
            shown.add_error(None, problem)
        if isinstance(shown, ReplyForm) and own.report.state == State.WAITING:
            shown.answers_a_question()
        context = _shown(own) | {"form": shown, "unsent": unsent, "problem": problem, "was_sent": was_sent}
        context["has_own_code"] = has_own_code
        refused = problem or (shown and shown.errors)
        return render(request, "reports/track_case.html", context, status=422 if refused else 200)


def _status(own: OwnCase) -> dict[str, Any]:
    """What a first code shows: nothing of what was told or written is opened."""
    return {
        "report": own.report,
        "status": own.status,
        "since": own.since,
        "next_step": own.next_step,
        "next_by": own.next_by,
        "trail": own.trail(),
    }


def _form_for(own: OwnCase, unsent: Unsent) -> ReplyForm | ContestForm | None:
    """What she can write now, with what she wrote already: an answer, more, or "not resolved"."""
    if own.report.is_practice and own.has_replied:
        return None
    if own.may_contest:
        return ContestForm({"reason": unsent.text, "send_key": unsent.send_key}).shown_quietly()
    return None if own.report.state == State.CLOSED else _reply_form(unsent).shown_quietly()


def _shown(own: OwnCase) -> dict[str, Any]:
    letters = own.letters()
    questions = [letter for letter in letters if letter.is_question]
    closings = [letter for letter in letters if letter.is_closing]
    return {
        "report": own.report,
        "is_practice": own.report.is_practice,
        "status": own.status,
        "since": own.since,
        "next_step": own.next_step,
        "next_by": own.next_by,
        "question": questions[-1] if questions and own.report.state == State.WAITING else None,
        "closing": closings[-1] if closings and own.report.state == State.CLOSED else None,
        "may_contest": own.may_contest,
        "trail": own.trail(),
        "letters": letters,
        "files": own.files(),
        "told": own.told(),
    }
