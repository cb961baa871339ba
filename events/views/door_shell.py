"""The app of the door as files: a page without anything about people, its worker and its manifest."""

import hashlib
import json

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_permissions_policy.decorators import permissions_policy_override

from networks.models import Province
from pacc.thai import collation

_MODULES = ("camera", "list", "main", "names", "queue", "sound", "state", "store", "sync", "tickets", "view")
_ASSETS = (
    *(f"js/door/{name}.js" for name in _MODULES), "js/site.js", "css/site.css", "fonts/sarabun-400.woff2",
    "fonts/sarabun-600.woff2", "vendor/qr/decode.js", "vendor/qr/index.js",
)  # fmt: skip


@permissions_policy_override({"camera": ["self"]})
@require_safe
def door_shell(request: HttpRequest) -> HttpResponse:
    """The same for everybody: a phone without a pass gets no list, and is told so."""
    titles = {"words": collation.WORD_TITLES, "dotted": collation.DOTTED_TITLES, "latin": collation.LATIN_TITLES}
    context = {
        "titles": json.dumps(titles, ensure_ascii=False), "provinces": Province.objects.all(), "words": _words(),
    }  # fmt: skip
    return render(request, "events/door_app.html", context)


def _words() -> dict[str, str]:
    """What the app says by itself; {names} are filled in there."""
    return {
        "part-1": _("morning"),
        "part-2": _("afternoon"),
        "of-expected": _("of {expected} people are here"),
        "here-of": _("{here} of {expected} people are here"),
        "missing": _("{missing} not here yet"),
        "offline": _("No signal. Go on working:"),
        "sending": _("Sending"),
        "kept": _("{waiting} things are kept on this phone and are sent by themselves"),
        "not-provided": _("Not provided"),
        "marked": _("Marked at {time}"),
        "marked-waits": _("Marked at {time} · waits to be sent"),
        "take-back": _("Take back"),
        "mark": _("Check in"),
        "second": _("Seen by two phones: {who}"),
        "seen": _("I have seen it"),
        "desk": _("at the desk"),
        "unknown": _("Not known"),
        "waits-unknown": _("Not on the list: the organiser decides"),
        "waits-cancelled": _("Has no place: the organiser decides"),
        "waits-no_place": _("Walk-in, no place is left: the organiser decides"),
        "waits-alike": _("Walk-in with a name on the list: the organiser decides"),
        "waits-revoked": _("Marked after the pass was revoked: the organiser decides"),
        "waits-malformed": _("Cannot be read: the organiser decides"),
        "is-here": _("Is here"),
        "is-here-kept": _("Is here. Kept on this phone until there is a signal"),
        "before": _("Marked before"),
        "before-more": _("{name} was marked at {time}. Somebody else may hold a copy of this QR: ask for the name."),
        "taken-back": _("The mark was taken back"),
        "forged": _("This is no QR of the portal"),
        "forged-more": _("It was made elsewhere or is damaged. Search the name instead."),
        "other_workshop": _("QR of another workshop"),
        "other_workshop-more": _("It is genuine, but for another workshop. Search the name instead."),
        "cancelled": _("This registration has no place"),
        "cancelled-more": _("It was cancelled, or came after the last signal. Search the name, or ask the organiser."),
        "replaced": _("This QR was replaced by a newer one"),
        "replaced-more": _("Ask for the newer one, or search the name."),
        "ask-first": _("Is this the person in front of you?"),
        "not-now": _("Not now"),
        "alike": _("On the list already"),
        "alike-more": _("{name} is on the list: search the name and check in there."),
        "walked-in": _("Added and here. Let the person sign on the paper list."),
        "found": _("{found} found"),
        "nobody": _("Nobody was found. Try a part of the name."),
        "scan": _("Scan a QR"),
        "stop-scan": _("Stop the camera"),
        "no-camera": _("This browser gives no camera"),
        "no-camera-more": _("Open the phone’s own camera and point it at the QR: its link leads here."),
        "altered": _("The list on this phone was altered"),
        "altered-more": _("It was wiped. What you marked is kept; the list is fetched anew."),
        "closed": _("The door is closed to this phone"),
        "refused-absent": _("This phone has no pass. Scan the QR that the organiser shows."),
        "refused-revoked": _("This phone’s pass was revoked. Ask the organiser for a new one."),
        "refused-early": _("The pass works from the workshop’s first day."),
        "refused-over": _("The workshop is over. Marks are added by the organiser now."),
        "refused-cancelled": _("The workshop was cancelled"),
        "refused-no-list": _("There is no signal, and no list on this phone yet. Open this page once with a signal."),
        "wiped": _("The workshop is over: the names on this phone were wiped"),
        "rest": _("Not sent yet"),
        "not-sent": _("Not wiped"),
        "not-sent-more": _("{waiting} things were not sent yet. Wait for a signal, then wipe."),
    }


@require_safe
def door_worker(_request: HttpRequest) -> HttpResponse:
    """The worker, with the addresses of what it keeps written above it."""
    with staticfiles_storage.open("js/door/worker.js") as file:
        script = file.read().decode()
    shell, home = reverse("door:door_shell"), reverse("door:door")
    assets = [static(name) for name in _ASSETS]
    version = hashlib.sha256(json.dumps([shell, assets, script]).encode()).hexdigest()[:12]
    told = json.dumps({"version": version, "shell": shell, "home": home, "assets": assets})
    response = HttpResponse(f"const DOOR = {told};\n{script}", content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def door_manifest(_request: HttpRequest) -> HttpResponse:
    shell = reverse("door:door_shell")
    told = {
        "name": _("Check-in"), "short_name": _("Check-in"), "start_url": shell, "scope": reverse("door:door"),
        "display": "standalone", "background_color": "#ffffff", "theme_color": "#16214f",
    }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json")
