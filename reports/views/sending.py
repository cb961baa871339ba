"""Read the answers again, send them once, keep the receipt."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacc.errors import DomainError
from pacc.vault import codes
from pacc.vault.errors import VaultError
from reports.actions.drafts import DraftGone, DraftSent, OpenDraft, change_draft
from reports.actions.intake import DraftChanged, Receipt, forget_receipt, receipt_of, submit_report
from reports.documents.receipt import receipt_pdf
from reports.forms.answers import Answers
from reports.forms.protection import ProtectionForm
from reports.forms.summary import address_of, evidence_row, reporter_rows, told_rows
from reports.queries.destination import destination_of_sent
from reports.rules.completeness import Told, completeness_of
from reports.rules.draft import STEPS, Drafted, Question
from reports.rules.vocabulary import Identity
from reports.views.cookies import DRAFT_COOKIE, draft_asked_for, draft_of, token_of
from reports.views.intake import begin_again, sent_already

ReceiptView = Callable[[HttpRequest, bytes, Receipt], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """All answers, who would receive them and by when; POST answers the question about the protected route."""
    draft = draft_asked_for(request)
    if draft is None:
        return begin_again(request, Question.FILES)
    if draft.is_sent:
        return sent_already(request)
    if request.method != "POST":
        return _check_page(request, draft)
    answers = Answers(draft.drafted)
    form = ProtectionForm(request.POST)
    if not form.is_valid():
        return _check_page(request, draft, protection=form)
    _choose_protection(draft.token, answers.named_key, wanted=form.wanted)
    return redirect("reports:check")


def _choose_protection(token: bytes, named_key: str, *, wanted: bool) -> None:
    def choose(drafted: Drafted) -> None:
        drafted.protection_for, drafted.protection_wanted = named_key, wanted

    try:
        change_draft(token, choose)
    except (DraftGone, DraftSent):
        return  # the page that comes next says so


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send what was read on the check page. Pressed again, it leads to the same receipt."""
    draft = draft_asked_for(request)
    if draft is None:
        return begin_again(request, Question.FILES)
    read = request.POST.get("version", "")
    if draft.is_sent:
        return redirect("reports:receipt") if read == str(draft.version) else sent_already(request)
    answers = Answers(draft.drafted)
    if answers.to_correct or answers.protection_is_open:
        return _check_page(request, draft, protection=ProtectionForm(request.POST))
    try:
        custodians_of = answers.destination.custodians_of
        submit_report(
            answers.account(),
            token=draft.token,
            custodian_office=custodians_of.number if custodians_of else None,
            version=int(read) if read.isdecimal() else -1,
        )
    except DraftChanged:
        newer = draft_of(request)
        problem = _("Your answers were changed in another window. Read them again")
        return _check_page(request, newer, problem=problem) if newer else begin_again(request, Question.FILES)
    except (DomainError, VaultError):
        # Custodians who were there a moment ago are not any more: the reporter chooses again who may know her.
        return _check_page(request, draft, problem=_("It was not sent. Look at “Your identity” again, then send it"))
    return redirect("reports:receipt")


def _check_page(
    request: HttpRequest, draft: OpenDraft, *, protection: ProtectionForm | None = None, problem: str = ""
) -> HttpResponse:
    answers = Answers(draft.drafted)
    is_open = answers.protection_is_open and not answers.to_correct
    form = (protection or ProtectionForm()) if is_open else None
    sending = request.method == "POST"
    context = {
        "form": form,
        "problem": problem,
        "to_correct": [(address_of(question), question) for question in answers.to_correct],
        "is_refused": sending and bool(answers.to_correct),
        "told": told_rows(answers),
        "evidence": [evidence_row(answers)],
        "reporter": reporter_rows(answers),
        "destination": answers.destination,
        "named": answers.named if is_open else None,
        "may_send": not answers.to_correct and not is_open,
        "completeness": _hint(answers),
        "is_confidential": not answers.to_correct and answers.you.cleaned_data["identity"] == Identity.CONFIDENTIAL,
        "is_practice": draft.is_practice,
        "version": draft.version,
        "number": STEPS,
        "steps": STEPS,
    }
    refused = problem or (sending and (answers.to_correct or (form is not None and form.errors)))
    return render(request, "reports/check.html", context, status=422 if refused else 200)


def _hint(answers: Answers) -> object:
    """How complete an anonymous account is: agencies may act on it only when it gives clear evidence."""
    if answers.to_correct or answers.you.cleaned_data["identity"] != Identity.ANONYMOUS:
        return None
    account = answers.account()
    return completeness_of(
        Told(
            people=account.people,
            agency=account.agency,
            province_code=account.province_code,
            district_code=account.district_code,
            place=account.place,
            year=account.when.year,
            month=account.when.month,
            day=account.when.day,
            about=account.when.about,
            files=len(account.files),
        )
    )


def with_receipt(view: ReceiptView) -> Callable[[HttpRequest], HttpResponse]:
    """The view gets the token and its receipt while the code may still be shown; else a page that says where to go."""

    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        token, draft = token_of(request), draft_of(request)
        if token and draft and not draft.is_sent:
            return redirect("reports:check")
        until = draft.shown_until if draft else None
        receipt = receipt_of(token) if token and until and until > timezone.now() else None
        if token is None or receipt is None:
            response = redirect("reports:kept")
            DRAFT_COOKIE.clear(response)
            return response
        return view(request, token, receipt)

    return shown


@require_safe
@with_receipt
def receipt(request: HttpRequest, token: bytes, receipt: Receipt) -> HttpResponse:
    """Reference and code, what happens next. Read again it is the same, for fifteen minutes at most."""
    context: dict[str, Any] = {
        "receipt": receipt,
        "code": codes.show_code(codes.code_of(token)).split(" "),
        "was_sent_before": "again" in request.GET,
        "address": settings.SITE_URL.rsplit("://", maxsplit=1)[-1],
    }
    if receipt.is_practice:
        return render(request, "reports/receipt_practice.html", {**context, "is_practice": True})
    return render(request, "reports/receipt.html", {**context, "destination": destination_of_sent(token)})


@require_safe
@with_receipt
def receipt_file(request: HttpRequest, token: bytes, receipt: Receipt) -> HttpResponse:
    """The receipt as a PDF. Its name says nothing but the reference. None for practice: it could pass for real."""
    if receipt.is_practice:
        return redirect("reports:receipt")
    content = receipt_pdf(receipt, code=codes.code_of(token), address=settings.SITE_URL)
    name = codes.show_reference(receipt.reference)
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """ "I have kept the code": the receipt is gone from this device. The page also meets whoever comes too late."""
    if request.method != "POST":
        return render(request, "reports/kept.html")
    token, draft = token_of(request), draft_asked_for(request)
    if token and draft and draft.is_sent:
        forget_receipt(token)
    if "practice" in request.POST:
        return redirect(f"{reverse('reports:start')}?practised")
    response = redirect("reports:kept")
    if not (draft and not draft.is_sent):
        DRAFT_COOKIE.clear(response)
    return response
