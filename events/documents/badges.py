"""Name badges on A4 sheets, 8 or 10 each, with the QR that lets the person in."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from events.documents.progress import Tell, in_portions, nobody, telling
from events.models import Registration, Workshop
from events.rules.pictures import qr_for_paper
from events.rules.tickets import Ticket, ticket_text
from pacc.thai.dates import format_span
from pacc.typeset import pdf

_TEMPLATE = Path(__file__).with_name("badges.typ")
SIZES = (8, 10)  # on a sheet, in two columns


def badges(workshop: Workshop, people: Sequence[Registration], *, on_a_sheet: int = 8, tell: Tell = nobody) -> bytes:
    """In the order given. Wants the people with province, network and their group.

    `tell` hears how many have their QR, which takes most of the time.
    """
    return in_portions(telling(people, tell), lambda portion: _sheets(workshop, portion, on_a_sheet))


def _sheets(workshop: Workshop, people: Sequence[Registration], on_a_sheet: int) -> bytes:
    return pdf(
        _TEMPLATE,
        {
            "workshop": workshop.title,
            "days": format_span(workshop.starts_on, workshop.ends_on),
            "rows": on_a_sheet // 2,
            "badges": [
                {
                    "title": person.title,
                    "name": person.name,
                    "of": person.network.name if person.network else person.organisation,
                    "province": str(person.province) if person.province else "",
                    "kind": "" if person.kind == Registration.Kind.PARTICIPANT else person.get_kind_display(),
                    "group": _group(person),
                    "qr": list(qr_for_paper(f"{settings.SITE_URL}/door/t/{_ticket(person)}")),
                }
                for person in people
            ],
        },
        title=_("Name badges"),
        tagged=False,
    )


def _group(person: Registration) -> str:
    member = getattr(person, "group_member", None)
    return _("Group %(number)s") % {"number": member.group.number} if member and member.group else ""


def _ticket(person: Registration) -> str:
    return ticket_text(Ticket(person.workshop_id, person.pk, person.ticket))
