"""Whose phone it is at the door: its pass, from its cookie, asked anew with each request."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate

from events import access
from events.actions.door import NotAtTheDoor
from events.queries.door import Door, DoorKey, enter_door
from pacc.vault.cookies import EncryptedCookie

# A workshop lasts ten days at most, and a phone may bring what it noted a week later.
_COOKIE = EncryptedCookie("door", timedelta(days=20))


def remember(response: HttpResponseBase, key: DoorKey) -> None:
    _COOKIE.write(response, [key.pass_id, b64encode(key.secret).decode()])


def forget(response: HttpResponseBase) -> None:
    _COOKIE.clear(response)


def key_of(request: HttpRequest) -> DoorKey | None:
    """What the phone's cookie holds."""
    carried = _COOKIE.read(request)
    return DoorKey(carried[0], b64decode(carried[1])) if carried else None


@contextmanager
def at_the_door(request: HttpRequest) -> Iterator[Door]:
    """For what is read: a transaction in which the people of this phone's workshop are seen. Raises NotAtTheDoor."""
    with transaction.atomic():
        door = enter_door(key_of(request))
        why = access.refusal_at_door(door.door_pass if door else None, on=localdate())
        if door is None or why:
            raise NotAtTheDoor(why)
        yield door


def refused_page(request: HttpRequest, refusal: NotAtTheDoor) -> HttpResponse:
    return render(request, "events/door_refused.html", {"why": refusal.args[0]}, status=403)
