"""The reporter's cookies. Only necessary ones; the page "cookies" lists them."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from pacc.vault.cookies import EncryptedCookie
from reports.actions.drafts import IDLE, IDLE_WHEN_KEPT, DraftGone, OpenDraft, open_draft

# A quarter of an hour more than the draft's own time, which ends on a full quarter.
_ROUNDING = timedelta(minutes=15)
DRAFT_COOKIE = EncryptedCookie("draft", IDLE + _ROUNDING)


def draft_of(request: HttpRequest) -> OpenDraft | None:
    """The draft of this browser, if there is one and its time is not over."""
    token = token_of(request)
    try:
        return open_draft(token) if token else None
    except DraftGone:
        return None


def draft_asked_for(request: HttpRequest) -> OpenDraft | None:
    """The draft that the page is of, or the form that came: None where the browser holds one of the other mode.

    SECURITY: two tabs. A real answer must not go into practice that another tab began, nor an exercise into a report.
    """
    draft = draft_of(request)
    if draft and request.method == "POST" and ("practice" in request.POST) is not draft.is_practice:
        return None
    return draft


def token_of(request: HttpRequest) -> bytes | None:
    held = DRAFT_COOKIE.read(request)
    return bytes.fromhex(held) if isinstance(held, str) else None


def hold_draft(response: HttpResponse, token: bytes, *, keep: bool) -> None:
    """Give the token to the browser, for as long as the draft may lie idle."""
    DRAFT_COOKIE.write(response, token.hex(), max_age=(IDLE_WHEN_KEPT if keep else IDLE) + _ROUNDING)
