"""On the site: the pages of the door that work without JavaScript, for phones that have a pass."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import access
from events.actions.door import KNOWN, OK, SECOND, NotAtTheDoor, Result, merge_events
from events.actions.door_passes import pass_of_link, take_pass
from events.forms.attendance import TakeBackForm
from events.forms.door import WalkInForm
from events.models import CheckInEvent, HalfDay, Registration, Workshop
from events.queries.door import Door, arrivals_of
from events.queries.door_people import found_by_name, guests, numbers, registered_in
from events.rules.half_days import half_day_at
from events.rules.tickets import Ticket, ticket_of
from events.views.at_the_door import at_the_door, key_of, refused_page, remember
from pacc.errors import DomainError
from pacc.paging import keyset_page


@require_http_methods(["GET", "HEAD", "POST"])
def door_enter(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a pass. Opening it changes nothing: a preview in a chat takes no pass."""
    door_pass = pass_of_link(token)
    if door_pass is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            key = take_pass(door_pass)
        except DomainError as refused:
            refusal = str(refused.message)
        else:
            response = redirect("door:door")
            remember(response, key)
            return response
    own = key_of(request)
    context = {
        "door_pass": door_pass, "workshop": door_pass.workshop, "refusal": refusal,
        "is_own": own is not None and own.pass_id == door_pass.pk,
        "is_taken": door_pass.phone_hash is not None, "is_revoked": door_pass.revoked_at is not None,
    }  # fmt: skip
    return render(request, "events/door_enter.html", context, status=422 if refusal else 200)


@dataclass(frozen=True)
class _Here:
    """The door with the half-day under way."""

    door: Door
    half_days: list[HalfDay]
    half_day: HalfDay


def _here(door: Door, asked: str) -> _Here:
    half_days = list(HalfDay.objects.filter(pk__in=door.half_day_ids).order_by("on", "part"))
    named = next((each for each in half_days if str(each.pk) == asked), None)
    found = named or half_day_at(timezone.now(), half_days)
    if found is None:
        raise Http404
    return _Here(door, half_days, found)


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """The numbers, the search, and everybody who is expected, page by page."""
    try:
        with at_the_door(request) as entered:
            here = _here(entered, request.GET.get("half_day", ""))
            typed = request.GET.get("q", "").strip()[:100]
            people = registered_in(entered.workshop).select_related("province", "network")
            page = None if typed else keyset_page(people, by="sort_key", cursor=request.GET.get("page", ""))
            found = found_by_name(entered.workshop, typed) if page is None else page.rows
            context = {
                **_shown(here),
                # Whoever looks for a name waits for it, and not for ten thousand people to be counted.
                "numbers": None if typed else numbers(entered.workshop, here.half_day, unknown=_("Not provided")),
                "q": typed,
                "page": page,
                "guests": guests(found, here.half_day),
                "kept": {"half_day": here.half_day.pk},
            }
            return render(request, "events/door.html", context)
    except NotAtTheDoor as refusal:
        return refused_page(request, refusal)


def _shown(here: _Here) -> dict[str, Any]:
    return {
        "workshop": here.door.workshop, "door_pass": here.door.door_pass, "half_days": here.half_days,
        "half_day": here.half_day,
    }  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


@require_POST
def door_mark(request: HttpRequest) -> HttpResponse:
    """Somebody is here. A second press says when she was marked first, and adds nothing."""
    person_id, half_day = _number(request.POST.get("person", "")), _number(request.POST.get("half_day", ""))
    try:
        with at_the_door(request) as entered:
            here = _here(entered, str(half_day))
            person = get_object_or_404(registered_in(entered.workshop), pk=person_id)
            [guest] = guests([person], here.half_day)
        if guest.arrived_at is None:
            via = request.POST.get("via", "")
            _send(request, k="arrival", hd=here.half_day.pk, p=person.pk, via=via if via in _VIAS else "list")
            messages.success(request, _("%(name)s is here.") % {"name": person.full_name})
        else:
            messages.warning(request, _("%(name)s was marked before.") % {"name": person.full_name})
    except NotAtTheDoor as refusal:
        return refused_page(request, refusal)
    return _back(here.half_day)


_VIAS = {CheckInEvent.Via.QR, CheckInEvent.Via.NAME, CheckInEvent.Via.LIST, CheckInEvent.Via.SCANNER, "link"}


def _send(request: HttpRequest, **event: Any) -> Result:
    """What the app would send, from a page without it."""
    now = timezone.now()
    raw = {"id": str(uuid.uuid4()), "at": now.isoformat(), **event}
    [result] = merge_events(key_of(request), [raw], sent_at=now, received_at=now)
    return result


def _back(half_day: HalfDay) -> HttpResponse:
    response = redirect("door:door")
    response["Location"] += f"?half_day={half_day.pk}"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def door_undo(request: HttpRequest, half_day: int, person: int) -> HttpResponse:
    """The mark was wrong; anybody at the door may take it back, with a reason. It stays on record."""
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    try:
        with at_the_door(request) as entered:
            here = _here(entered, str(half_day))
            found = get_object_or_404(Registration, workshop=entered.workshop, pk=person)
            holding = [str(arrival.pk) for arrival in arrivals_of(found, here.half_day)]
        if request.method == "POST" and form.is_valid():
            reason = form.cleaned_data["reason"]
            if holding:
                _send(request, k="undo", hd=here.half_day.pk, p=found.pk, undoes=holding, reason=reason)
            messages.success(request, _("%(name)s: the mark was taken back.") % {"name": found.full_name})
            return _back(here.half_day)
    except NotAtTheDoor as refusal:
        return refused_page(request, refusal)
    context = {**_shown(here), "person": found, "form": form, "is_marked": bool(holding)}
    return render(request, "events/door_undo.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def door_walk_in(request: HttpRequest) -> HttpResponse:
    """Somebody who is not on the list: registered and marked in one step; she signs on paper."""
    form = WalkInForm(request.POST if request.method == "POST" else None, initial={"uid": uuid.uuid4()})
    try:
        with at_the_door(request) as entered:
            here = _here(entered, request.POST.get("half_day", request.GET.get("half_day", "")))
            form.fields["province"].initial = entered.workshop.province_id
            context = {**_shown(here), "form": form}
            if request.method != "POST" or not form.is_valid():
                return render(request, "events/door_walk_in.html", context, status=422 if form.errors else 200)
        result = _walk_in(request, form, here.half_day)
    except NotAtTheDoor as refusal:
        return refused_page(request, refusal)
    if result.word in {OK, KNOWN, SECOND}:
        messages.success(request, _("%(name)s is registered and here.") % {"name": form.cleaned_data["name"]})
    else:
        messages.warning(request, _why_it_waits(result.why))
    return _back(here.half_day)


def _walk_in(request: HttpRequest, form: WalkInForm, half_day: HalfDay) -> Result:
    """The same form sent twice is the same walk-in: ids follow from the form's own."""
    typed, now = form.cleaned_data, timezone.now()
    uid = typed["uid"]
    person = {
        "id": str(uuid.uuid5(uid, "walk-in")), "k": "walk_in", "uid": str(uid), "name": typed["name"],
        "province": typed["province"].pk if typed["province"] else "", "phone": typed["phone"], "at": now.isoformat(),
    }  # fmt: skip
    arrival = {
        "id": str(uuid.uuid5(uid, f"arrival {half_day.pk}")), "k": "arrival", "hd": half_day.pk, "new": str(uid),
        "via": "walk_in", "at": now.isoformat(),
    }  # fmt: skip
    return merge_events(key_of(request), [person, arrival], sent_at=now, received_at=now)[0]


def _why_it_waits(why: str) -> str:
    """Why a walk-in is not counted yet, in words."""
    words = {
        "no_place": _("No place is left. The walk-in is kept: the organiser decides."),
        "alike": _("Somebody of this name is on the list. Look there first; the organiser decides otherwise."),
    }
    return words.get(why, _("The organiser will look at it."))


@require_safe
def door_ticket(request: HttpRequest, ticket: str) -> HttpResponse:
    """What a QR opens. A phone with a pass sees whose it is and confirms; any other learns nothing of the person."""
    return _ticket_page(request, ticket, via=CheckInEvent.Via.LINK)


@require_safe
def door_scanned(request: HttpRequest) -> HttpResponse:
    """What a scanner typed into the field: the whole address, or its last part."""
    typed = request.GET.get("ticket", "").strip()[:400]
    return _ticket_page(request, typed.rstrip("/").rpartition("/")[2], via=CheckInEvent.Via.SCANNER)


def _ticket_page(request: HttpRequest, text: str, *, via: str) -> HttpResponse:
    ticket = ticket_of(text)
    try:
        with at_the_door(request) as entered:
            here = _here(entered, request.GET.get("half_day", ""))
            person = registered_in(entered.workshop).filter(pk=ticket.registration_id).first() if ticket else None
            word = _word_of(ticket, entered.workshop, person)
            guest = guests([person], here.half_day)[0] if person is not None and word == "good" else None
            context = {**_shown(here), "word": word, "guest": guest, "via": via}
            return render(request, "events/door_ticket.html", context, status=200 if guest else 422)
    except NotAtTheDoor:
        workshop = None
        if ticket is not None:
            workshop = access.workshops_by_link().filter(pk=ticket.workshop_id).first()
        context = {"word": "shown" if workshop else "forged", "workshop": workshop}
        return render(request, "events/door_ticket_shown.html", context, status=200 if workshop else 404)


def _word_of(ticket: Ticket | None, workshop: Workshop, person: Registration | None) -> str:
    """What is wrong with the QR, or "good"."""
    if ticket is None:
        return "forged"
    if ticket.workshop_id != workshop.pk:
        return "other_workshop"
    if person is None:
        return "cancelled"
    return "good" if ticket.number == person.ticket else "replaced"
