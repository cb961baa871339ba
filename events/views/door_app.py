"""What the app on a phone at the door asks for: its list, and a place to bring what happened."""

import gzip
import json
from datetime import datetime
from typing import Any

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from events.actions.door import NotAtTheDoor, merge_events
from events.queries.door import door_list
from events.rules.door_events import MOST_EVENTS, Malformed, read_moment
from events.views.at_the_door import at_the_door, key_of
from pacc.vault.tickets import public_key, sign, to_text

# Bytes: two thousand events of 300 letters.
_LONGEST = 1_000_000
_SMALL = 300  # what one packet carries anyway


def _since(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


@require_safe
def door_list_json(request: HttpRequest) -> HttpResponse:
    """The whole list, or with ?since=CURSOR what is new. Signed, so that the phone notices what was altered there."""
    try:
        with at_the_door(request) as door:
            told = door_list(door, since=_since(request.GET.get("since", "")), now=timezone.now()).as_json()
    except NotAtTheDoor as refusal:
        return _answer(request, {"refused": refusal.args[0]}, status=403)
    if "h" in told:
        told["key"] = public_key()
    return _answer(request, told)


@csrf_exempt  # SECURITY: `_is_from_app` stands in for it; a phone that was offline for hours holds no fresh token
@require_POST
def door_events(request: HttpRequest) -> HttpResponse:
    """Everything that happened at a phone, in one request. What became of each event; with `since` also what is new."""
    if not _is_from_app(request):
        return _answer(request, {"refused": "foreign"}, status=403)
    received_at = timezone.now()
    body = _body(request)
    if body is None:
        return _answer(request, {"refused": "malformed"}, status=400)
    sent_at, events, since = body
    try:
        results = merge_events(key_of(request), events, sent_at=sent_at, received_at=received_at)
        told: dict[str, Any] = {"r": [result.as_row for result in results]}
        if since is not None:
            with at_the_door(request) as door:
                told["list"] = door_list(door, since=since, now=received_at).as_json()
    except NotAtTheDoor as refusal:
        return _answer(request, {"refused": refusal.args[0]}, status=403)
    return _answer(request, told)


def _is_from_app(request: HttpRequest) -> bool:
    """Another site can send neither this header nor this content type without asking first, and is refused."""
    return (
        request.headers.get("Door-App") == "1"
        and request.content_type == "application/json"
        and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    )


def _body(request: HttpRequest) -> tuple[datetime, list[Any], int | None] | None:
    """When the phone sent it by its own clock, the events, the cursor; None where it cannot be read."""
    length = request.headers.get("Content-Length", "")
    if not (length.isascii() and length.isdigit() and int(length) <= _LONGEST):
        return None
    try:
        told = json.loads(request.body)
        sent_at, events, since = read_moment(told["sent"], "sent"), told["events"], told.get("since")
    except (ValueError, KeyError, TypeError, RecursionError, Malformed):
        return None
    if not isinstance(events, list) or len(events) > MOST_EVENTS:
        return None
    return sent_at, events, since if isinstance(since, int) and 0 <= since < 1 << 62 else None


def _answer(request: HttpRequest, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(body, content_type="application/json", status=status)
    response["Door-Signature"] = to_text(sign(body))
    # BREACH does not apply: nothing that somebody else chose stands beside a secret here.
    accepted = request.headers.get("Accept-Encoding", "")
    if len(body) > _SMALL and "br" in accepted:
        response.content = brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)
        response["Content-Encoding"] = "br"
    elif len(body) > _SMALL and "gzip" in accepted:
        response.content = gzip.compress(body, 6)
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding, Cookie"
    return response
