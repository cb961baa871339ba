"""An officer writes down a call, a letter or a visit for somebody else, and hands over a slip."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacc.errors import DomainError
from pacc.http import OfficerRequest
from pacc.uploads.sealed import takes_evidence
from pacc.vault import codes
from pacc.vault.errors import VaultError
from reports.access import may_type_in
from reports.actions.drafts import DraftGone, open_draft
from reports.actions.intake import forget_receipt
from reports.actions.typing_in import TypedInBefore, slip_token, type_in
from reports.documents.slip import slips_pdf
from reports.forms.evidence import FilesForm
from reports.forms.typed_in import TypedIn
from reports.queries.slips import Slip, slip_of
from reports.views.unsent import Unsent


def let_in(request: OfficerRequest) -> None:
    """For everybody who serves nowhere there is no such page."""
    if not may_type_in(request.user):
        raise Http404


@takes_evidence
@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request: OfficerRequest) -> HttpResponse:
    let_in(request)
    if request.method != "POST":
        unsent = Unsent()
        return _page(request, TypedIn(None, files=[]).quietly(), unsent)
    unsent = Unsent.of(request)
    typed = TypedIn(request.POST, files=unsent.files)
    if {"add", "remove", "places"} & set(request.POST):
        return _page(request, typed.quietly(), unsent)
    if not typed.is_ready or unsent.refused:
        return _page(request, typed, unsent)
    return _sent(request, typed, unsent)


def _sent(request: OfficerRequest, typed: TypedIn, unsent: Unsent) -> HttpResponse:
    send_key, answers = UUID(unsent.send_key), typed.answers
    holder = answers.destination.custodians_of
    try:
        type_in(
            answers.account_in(typed.door.cleaned_data["language"]),
            by=request.user,
            send_key=send_key,
            channel=typed.door.door,
            custodian_office=holder.number if holder else None,
        )
    except TypedInBefore as refused:
        return _page(request, typed, unsent.again(), problem=str(refused.message))
    except (DomainError, VaultError):
        # Custodians who were there a moment ago are not any more.
        return _page(request, typed, unsent, problem=_("It was not sent. Choose another way to keep the name"))
    return redirect("reports:slip", send_key)


def _page(request: OfficerRequest, typed: TypedIn, unsent: Unsent, *, problem: str = "") -> HttpResponse:
    files = FilesForm.saying(unsent.refused, drafted=typed.answers.drafted)
    wrong = [*typed.wrong, *([files] if files.errors else [])]
    context = {
        "typed": typed,
        "door": typed.door,
        "forms": typed.forms,
        "files": files,
        "unsent": unsent,
        "wrong": wrong,
        "problem": problem,
        "asks_more": request.method == "POST" and not wrong and typed.answers.asks_more,
    }
    refused = problem or wrong or typed.answers.protection_is_open
    return render(request, "reports/report_new.html", context, status=422 if refused else 200)


def _token_shown(request: OfficerRequest, send_key: UUID) -> bytes | None:
    """The token of the officer's own form, for a quarter of an hour after it was sent and until she handed it over."""
    let_in(request)
    token = slip_token(request.user, send_key)
    try:
        draft = open_draft(token)
    except DraftGone:
        return None
    return token if draft.shown_until and draft.shown_until > timezone.now() else None


def _slip(request: OfficerRequest, send_key: UUID) -> Slip | None:
    token = _token_shown(request, send_key)
    return slip_of(token) if token else None


@require_safe
def slip(request: OfficerRequest, send_key: UUID) -> HttpResponse:
    """Reference and first code, to print and hand over. Afterwards: what was sent is safe, and where to go on."""
    found = _slip(request, send_key)
    context = {
        "slip": found,
        "send_key": send_key,
        "code": codes.show_code(found.code).split(" ") if found else [],
        "address": settings.SITE_URL.rsplit("://", maxsplit=1)[-1],
    }
    return render(request, "reports/slip.html", context)


@require_safe
def slip_file(request: OfficerRequest, send_key: UUID) -> HttpResponse:
    """The slip as a PDF. Its name says nothing but the reference."""
    found = _slip(request, send_key)
    if found is None:
        return redirect("reports:slip", send_key)
    headers = {"Content-Disposition": f'attachment; filename="{codes.show_reference(found.reference)}.pdf"'}
    content = slips_pdf([found], address=settings.SITE_URL)
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_POST
def slip_handed_over(request: OfficerRequest, send_key: UUID) -> HttpResponse:
    """Nothing shows the first code again."""
    if token := _token_shown(request, send_key):
        forget_receipt(token)
    return redirect("reports:slip", send_key)
