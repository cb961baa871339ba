"""Letters to those who registered: what became of it, the link to look after it, and the QR. Each goes out once."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from events.models import Party, Registration, Workshop
from events.queries.own_registrations import link_to
from events.queries.workshops import with_places
from events.rules.pictures import ticket_png
from events.rules.tickets import Ticket
from events.workflow import State as WorkshopState
from pacc.notify.letters import Attachment, promise_letter

State = Registration.State
_AT_ONCE = 500


def tell_people(workshop_id: int) -> int:
    """Write to everybody whose registration stands otherwise than she was last told; how many letters.

    Nobody is written to about a draft, nor about a workshop that is over or was cancelled (all are told of that).
    May run twice and at any time: each letter goes with the note that it went. Runs at the desk.
    """
    workshop = with_places(Workshop.objects.all()).filter(pk=workshop_id).first()
    alive = (WorkshopState.OPEN, WorkshopState.CLOSED)
    if workshop is None or workshop.state not in alive or workshop.ends_on < timezone.localdate():
        return 0
    # Who left before she was told of anything needs no letter.
    news = workshop.registrations.exclude(told=F("state")).exclude(told="", state=State.CANCELLED)
    alone = news.filter(party=None).exclude(email="")
    letters, after = 0, 0
    while people := list(alone.filter(pk__gt=after).select_related("workshop").order_by("pk")[:_AT_ONCE]):
        letters += sum(_tell(workshop, [person]) for person in people)
        after = people[-1].pk
    parties = Party.objects.filter(pk__in=news.filter(~Q(party__email=""), party__isnull=False).values("party"))
    for party in parties.order_by("pk"):
        letters += _tell(workshop, list(party.registrations.order_by("pk")), party)
    return letters


@transaction.atomic
def tell_again(registration_id: int) -> None:
    """The letter once more, for who lost it. Runs at the desk."""
    person = Registration.objects.select_related("party").filter(pk=registration_id).first()
    if person is None:
        return
    people = list(person.party.registrations.order_by("pk")) if person.party else [person]
    Registration.objects.filter(pk__in=[one.pk for one in people]).update(told="")
    for one in people:
        one.told = ""
    workshop = with_places(Workshop.objects.all()).get(pk=person.workshop_id)
    _tell(workshop, people, person.party)


@transaction.atomic
def _tell(workshop: Workshop, people: Sequence[Registration], party: Party | None = None) -> int:
    """One letter for all of them, unless another worker was faster."""
    changed = 0
    for person in people:
        as_read = Registration.objects.filter(pk=person.pk, state=person.state, told=person.told)
        changed += as_read.exclude(told=person.state).update(told=person.state)
    address = party.email if party else people[0].email
    if not changed or not address:
        return 0
    live = [person for person in people if person.state not in {State.CANCELLED, State.DECLINED}]
    shown = live or [people[0]]
    with translation.override(party.language if party else people[0].language):
        path = reverse("events:own_registration", args=[link_to(list(people), party).token], urlconf="pacc.urls.site")
        told = {
            "workshop": workshop, "people": shown, "party": party, "state": shown[0].state,
            "reason": shown[0].reason, "offered_until": shown[0].offered_until, "link": settings.SITE_URL + path,
        }  # fmt: skip
        subject = " ".join(render_to_string("notify/registration/subject.txt", told).split())
        body = render_to_string("notify/registration/body.txt", told).strip() + "\n"
    promise_letter(address=address, subject=subject, body=body, attachments=_tickets(workshop, live))
    return 1


def _tickets(workshop: Workshop, people: Sequence[Registration]) -> list[Attachment]:
    seated = [person for person in people if person.state == State.REGISTERED]
    return [
        Attachment(
            f"ticket-{number}.png" if len(seated) > 1 else "ticket.png", "image/png", ticket_picture(workshop, person)
        )
        for number, person in enumerate(seated, start=1)
    ]


def ticket_picture(workshop: Workshop, person: Registration) -> bytes:
    """The QR that lets the person in. PNG."""
    return ticket_png(f"{settings.SITE_URL}/door/t/", Ticket(workshop.pk, person.pk, person.ticket))
