"""The wizard: one question a page, nothing lost on the way, everything gone when the reporter leaves."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from networks.queries.places import district_choices, subdistrict_choices
from networks.rules import report_ticket
from reports.actions.drafts import (
    DraftGone,
    DraftSent,
    OpenDraft,
    begin_draft,
    change_draft,
    end_draft,
    keep_draft,
)
from reports.forms.answers import FORMS, Answers
from reports.forms.place import WhereForm
from reports.forms.question import QuestionForm
from reports.forms.start import StartForm
from reports.forms.summary import address_of
from reports.rules.draft import STEPS, Drafted, Question, Typed
from reports.views.cookies import DRAFT_COOKIE, draft_asked_for, draft_of, hold_draft


class ChangedElsewhere(Exception):
    """Another tab saved this page after this tab had read it."""

    def __init__(self, drafted: Drafted) -> None:
        super().__init__()
        self.drafted = drafted


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What to know before the first question; offers to go on with what this device was telling."""
    draft = draft_of(request)
    if request.method == "POST":
        return _begin(request, draft)
    ticket = request.GET.get(report_ticket.PARAMETER, "")
    form = StartForm(initial={"ticket": ticket if report_ticket.network_of(ticket) else ""})
    context = {"form": form, "draft": draft, "ended": "ended" in request.GET, "practised": "practised" in request.GET}
    return render(request, "reports/start.html", context)


def _begin(request: HttpRequest, draft: OpenDraft | None) -> HttpResponse:
    if draft and draft.is_sent and not draft.is_practice:
        return redirect("reports:receipt")  # a new account would take the receipt's place before its code is kept
    if draft and "go_on" in request.POST:
        return redirect(url_of_next(draft.drafted))
    if draft:
        end_draft(draft.token)
    form = StartForm(request.POST)
    told = form.cleaned_data if form.is_valid() else {}
    keep = bool(told.get("keep"))
    token = begin_draft(keep=keep, network_id=report_ticket.network_of(told.get("ticket", "")))
    response = redirect(address_of(Question.KIND))
    hold_draft(response, token, keep=keep)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, question: Question) -> HttpResponse:
    """One question. Whatever button is pressed, what was typed is kept first."""
    draft = draft_asked_for(request)
    if draft is None:
        return begin_again(request, question)
    if draft.is_sent:
        return sent_already(request)
    if request.method != "POST":
        form = Answers(draft.drafted).form(question)
        return question_page(request, draft, form.shown_quietly())
    try:
        return _answer(request, draft, question)
    except DraftGone:
        return begin_again(request, question)
    except DraftSent:
        return sent_already(request)


def _answer(request: HttpRequest, draft: OpenDraft, question: Question) -> HttpResponse:
    form = Answers(draft.drafted).form(question, FORMS[question].typed_in(request.POST))
    try:
        drafted = change_draft(draft.token, lambda drafted: _keep(drafted, form, request.POST.get("seen", "")))
    except ChangedElsewhere as newer:
        form.add_error(None, _("This answer was changed in another window. Go on to keep what stands here"))
        return question_page(request, replace(draft, drafted=newer.drafted), form)
    if response := leaves_question(request, question):
        return _with_cookie(response, draft)
    form = Answers(drafted).form(question, form.typed_in(form.data))
    if form.asks_more() or "places" in request.POST:
        return _with_cookie(redirect(_same_page(request, "#id_district" if "places" in request.POST else "")), draft)
    if not form.is_valid():
        return question_page(request, replace(draft, drafted=drafted), form)
    return _with_cookie(redirect(next_url(request, question)), draft)


def sent_already(request: HttpRequest) -> HttpResponse:
    """To the receipt; whoever tried to change or send something more reads there that it was not sent."""
    return redirect(reverse("reports:receipt") + ("?again" if request.method == "POST" else ""))


def _keep(drafted: Drafted, form: QuestionForm, seen: str) -> Drafted:
    question, typed = form.question, _without_stale(form)
    if seen != str(drafted.revision(question)) and drafted.typed(question) not in ({}, typed):
        raise ChangedElsewhere(drafted)
    drafted.keep_typed(question, typed)
    return drafted


def _without_stale(form: QuestionForm) -> Typed:
    """A changed province clears the district and asks for it again."""
    return form.without_left_behind() if isinstance(form, WhereForm) else form.typed_in(form.data)


def leaves_question(request: HttpRequest, question: Question) -> HttpResponse | None:
    """Where "back" and "save and finish later" lead; None for the other buttons."""
    go = request.POST.get("go")
    if go == "back":
        before = question.before
        return redirect("reports:check" if from_check(request) else address_of(before) if before else "reports:start")
    return redirect("reports:later") if go == "later" else None


def question_page(request: HttpRequest, draft: OpenDraft, form: QuestionForm, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "drafted": draft.drafted,
        "is_practice": draft.is_practice,
        "seen": draft.drafted.revision(form.question),
        "number": form.question.number,
        "steps": STEPS,
        "from_check": from_check(request),
        "kept_only_this": "kept" in request.GET,
        **more,
    }
    return render(request, f"reports/ask_{form.question}.html", context, status=422 if form.errors else 200)


def begin_again(request: HttpRequest, question: Question) -> HttpResponse:
    """The draft's time is over. What was just typed is not lost: it is the first answer of a new one.

    Not what was typed for practice: it must not become a real report. The cookie may be a real one's by now, and stays.
    """
    if "practice" in request.POST:
        return redirect(f"{reverse('reports:start')}?practised")
    typed = FORMS[question].typed_in(request.POST) if request.method == "POST" and question in FORMS else {}
    if not any(text for texts in typed.values() for text in texts):
        response = redirect(f"{reverse('reports:start')}?ended")
        DRAFT_COOKIE.clear(response)
        return response
    token = begin_draft()
    change_draft(token, lambda drafted: drafted.keep_typed(question, typed))
    response = redirect(f"{address_of(Question.KIND)}?kept")
    hold_draft(response, token, keep=False)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest) -> HttpResponse:
    """How long the draft stays, and the choice of 24 hours."""
    draft = draft_asked_for(request)
    if draft is None:
        return begin_again(request, Question.FILES)
    if draft.is_sent:
        return sent_already(request)
    if request.method == "POST" and not draft.is_practice:
        keep = "keep" in request.POST
        keep_draft(draft.token, keep=keep)
        response = redirect("reports:later")
        hold_draft(response, draft.token, keep=keep)
        return response
    form = StartForm(initial={"keep": draft.keep})
    return render(request, "reports/later.html", {"draft": draft, "form": form, "is_practice": draft.is_practice})


@require_safe
def exit(request: HttpRequest) -> HttpResponse:
    """The reporter leaves at once: draft, files and cookies are gone, and another site is on the screen."""
    response = redirect(settings.EXIT_URL)
    # SECURITY: another site may link here; only a visit from our own pages ends anything.
    if request.headers.get("Sec-Fetch-Site") == "cross-site" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return response
    if draft := draft_of(request):
        end_draft(draft.token)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        request.session.flush()
    for name in request.COOKIES:
        response.delete_cookie(name, path="/", samesite="Lax")
    return response


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Districts of a province, or subdistricts of a district: for the lists that follow, nothing of the draft."""
    province, district = request.GET.get("province", ""), request.GET.get("district", "")
    if province.isdecimal() and len(province) == 2:
        return JsonResponse(district_choices(province), safe=False)
    if district.isdecimal() and len(district) == 4:
        return JsonResponse(subdistrict_choices(district), safe=False)
    return HttpResponseBadRequest()


def from_check(request: HttpRequest) -> bool:
    return request.GET.get("from") == "check"


def next_url(request: HttpRequest, question: Question) -> str:
    """The next question; after a change from the check page, that page."""
    return reverse("reports:check") if from_check(request) or not question.after else address_of(question.after)


def url_of_next(drafted: Drafted) -> str:
    """Where the reporter was: the first question without a good answer, else the check page."""
    to_correct = Answers(drafted).to_correct
    return address_of(to_correct[0]) if to_correct else reverse("reports:check")


def _same_page(request: HttpRequest, anchor: str) -> str:
    return request.get_full_path() + anchor


def _with_cookie(response: HttpResponse, draft: OpenDraft) -> HttpResponse:
    """The idle time begins anew with every answer."""
    hold_draft(response, draft.token, keep=draft.keep)
    return response
