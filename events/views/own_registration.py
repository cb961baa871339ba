"""By the link of the letter: a registration, or a whole party, is looked at, corrected, answered for, given back.

GET changes nothing: programs that look through mail open every link.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.actions.own_registration import accept_offer, change_own, leave
from events.actions.telling import ticket_picture
from events.forms.signing_up import OwnFactsForm, facts_shown
from events.models import Material, Registration
from events.models.registration import LIVE
from events.queries.materials import own_materials
from events.queries.own_registrations import Held, held_by
from events.queries.questions import questions_of
from events.rules.pictures import inside_a_page
from pacc.errors import DomainError
from pacc.people_fields import TITLES
from pacc.spreadsheets.upload import takes_small_files


def _held(token: str) -> Held:
    held = held_by(token)
    if held is None:
        raise Http404
    return held


def _one_of(held: Held, person: int) -> Registration:
    found = next((one for one in held.people if one.pk == person), None)
    if found is None:
        raise Http404
    return found


@require_safe
def own_registration(request: HttpRequest, token: str) -> HttpResponse:
    """The place with its QR, or where the queue stands; and the ways on."""
    held = _held(token)
    pictures = {
        person.pk: inside_a_page(ticket_picture(held.workshop, person))
        for person in held.people
        if person.state == Registration.State.REGISTERED and held.workshop.state != "cancelled"
    }
    context = {
        "held": held, "workshop": held.workshop, "rows": [(one, pictures.get(one.pk, "")) for one in held.people],
        "may_change": held.workshop.state != "cancelled" and held.workshop.ends_on >= localdate(),
        "materials": _materials(held) if held.live else [],
        "may_leave": held.workshop.state != "cancelled" and held.workshop.starts_on > localdate(),
    }  # fmt: skip
    return render(request, "events/own_registration.html", context)


def _materials(held: Held) -> list[tuple[Material, str]]:
    """What is handed out to her, each with its address."""
    return [
        (one, one.url or reverse("events:own_material_file", args=[held.token, one.pk]))
        for one in own_materials(held.workshop)
    ]


@takes_small_files
@require_http_methods(["GET", "HEAD", "POST"])
def own_edit(request: HttpRequest, token: str, person: int) -> HttpResponse:
    """Facts, consents and answers of one person."""
    held = _held(token)
    registration = _one_of(held, person)
    if registration.state not in LIVE:
        return redirect("events:own_registration", token=token)
    is_sent = request.method == "POST"
    form = OwnFactsForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        workshop=held.workshop,
        questions=questions_of(held.workshop),
        initial=facts_shown(registration),
    )
    form.reached_otherwise = held.party is not None
    if is_sent and form.is_valid():
        try:
            change_own(held, registration, form.change())
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect("events:own_registration", token=token)
    context = {"held": held, "workshop": held.workshop, "form": form, "titles": TITLES, "person": registration}
    return render(request, "events/own_registration_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def own_leave(request: HttpRequest, token: str, person: int = 0) -> HttpResponse:
    """Asks first. One person of the link, or all of it."""
    held = _held(token)
    leaving = [_one_of(held, person)] if person else held.live
    if request.method == "POST":
        try:
            leave(held, leaving)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("The place is given back."))
        return redirect("events:own_registration", token=token)
    context = {"held": held, "workshop": held.workshop, "leaving": leaving}
    return render(request, "events/own_registration_leave.html", context)


@require_POST
def own_accept(request: HttpRequest, token: str) -> HttpResponse:
    held = _held(token)
    try:
        accept_offer(held)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The place is yours."))
    return redirect("events:own_registration", token=token)
