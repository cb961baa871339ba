"""Photographs and files: sealed as they arrive, looked at in a process of its own, listed with a way to remove each."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from pacc.uploads.inspection import inspect
from pacc.uploads.refusals import Refusal, Refused
from pacc.uploads.sealed import SealedUpload, takes_evidence
from reports.actions.drafts import DraftGone, DraftSent, OpenDraft, attach_files, remove_file
from reports.forms.evidence import FilesForm
from reports.rules.account import AttachedFile
from reports.rules.draft import Question
from reports.views.cookies import draft_asked_for, draft_of, hold_draft
from reports.views.intake import begin_again, leaves_question, next_url, question_page, sent_already


@require_http_methods(["GET", "HEAD", "POST"])
@takes_evidence
def files(request: HttpRequest) -> HttpResponse:
    """Add files, remove them, go on."""
    draft = draft_asked_for(request)
    if draft is None:
        return begin_again(request, Question.FILES)
    if draft.is_sent:
        return sent_already(request)
    if request.method != "POST":
        return _files_page(request, draft, [])
    try:
        return _changed(request, draft)
    except DraftGone:
        return begin_again(request, Question.FILES)
    except DraftSent:
        return sent_already(request)


def _changed(request: HttpRequest, draft: OpenDraft) -> HttpResponse:
    refused = _take(request, draft.token)
    if remove := request.POST.get("remove"):
        remove_file(draft.token, remove)
    if refused:
        newer = draft_of(request)
        return _files_page(request, newer or draft, refused)
    stays = remove or "add" in request.POST
    response = redirect(request.get_full_path()) if stays else leaves_question(request, Question.FILES)
    response = response or redirect(next_url(request, Question.FILES))
    hold_draft(response, draft.token, keep=draft.keep)
    return response


def _take(request: HttpRequest, token: bytes) -> list[tuple[str, Refusal]]:
    """Take what can be taken into the draft; gives the others with the reason."""
    taken, refused = sorted_out(request.FILES.getlist("attached"))
    if taken:
        too_many = attach_files(token, taken)
        refused += [(file.name, Refusal.TOO_MANY) for file in too_many]
    return refused


def sorted_out(uploads: Iterable[object]) -> tuple[list[AttachedFile], list[tuple[str, Refusal]]]:
    """Files that are what they may be, to keep; and the others by name, with the reason."""
    taken: list[AttachedFile] = []
    refused: list[tuple[str, Refusal]] = []
    for upload in uploads:
        if not isinstance(upload, SealedUpload):
            continue
        try:
            taken.append(_looked_at(upload))
        except Refused as refusal:
            refused.append((upload.name or "", refusal.reason))
    return taken, refused


def _looked_at(upload: SealedUpload) -> AttachedFile:
    if upload.refusal is not None or upload.sealed is None:
        raise Refused(upload.refusal or Refusal.LOST)
    found = inspect(upload.chunks())
    sealed = upload.keep()
    return AttachedFile(
        store_name=sealed.name,
        file_key=sealed.key,
        name=upload.name or "",
        kind=found.kind,
        media_type=found.media_type,
        bytes=sealed.size,
        sha256=sealed.digest.hex(),
    )


def _files_page(request: HttpRequest, draft: OpenDraft, refused: list[tuple[str, Refusal]]) -> HttpResponse:
    return question_page(request, draft, FilesForm.saying(refused, drafted=draft.drafted))
