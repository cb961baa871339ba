"""What workshops do from time to time."""

from datetime import timedelta
from uuid import UUID

from django.utils import translation

from events.actions import imports, mailings, paper_orders, seating, surveys, telling
from events.actions.citizen_ids import erase_citizen_ids
from events.actions.paper_orders import Wanted, keep_paper, note_progress, order_to_make
from events.documents.ordered import paper_file
from events.models import Workshop
from events.queries.workshops import with_places
from pacc.outbox.jobs import job
from pacc.outbox.tasks import periodic

# A list of 10,000 people is written to in one go.
_LONGEST = timedelta(minutes=20)
# 10,000 badges, on a busy machine; what a killed worker left is begun anew after that.
_LONG_PAPER = timedelta(minutes=8)


@periodic("clean_up")
def sweep_previews() -> None:
    """Lists of people that were read from a file and not confirmed in time."""
    imports.sweep_previews()


@periodic("clean_up")
def sweep_paper_orders() -> None:
    """Long papers whose hours are over."""
    paper_orders.sweep_paper_orders()


@periodic("waiting_lists")
def fill_all() -> None:
    """Offers that nobody answered go to the next."""
    seating.fill_all()


@periodic("nightly")
def erase_citizen_ids_in_time() -> None:
    """Citizen ids whose day has come."""
    erase_citizen_ids()


@periodic("nightly")
def send_follow_ups() -> None:
    """Letters to those who were there, 30 and 90 days after the workshop."""
    surveys.send_follow_ups()


@job("events.fill_seats", from_site=True)
def fill_seats(workshop_id: str) -> None:
    seating.fill_seats(int(workshop_id))


@job("events.tell_people", from_site=True, claim=_LONGEST)
def tell_people(workshop_id: str) -> None:
    telling.tell_people(int(workshop_id))


@job("events.send_mailing", claim=_LONGEST)
def send_mailing(mailing_id: str) -> None:
    mailings.send_mailing(int(mailing_id))


@job("events.tell_again", from_site=True)
def tell_again(registration_id: str) -> None:
    telling.tell_again(int(registration_id))


@job("events.make_paper", claim=_LONG_PAPER)
def make_paper(order_id: str) -> None:
    """One that a killed worker left half done is begun anew."""
    order = order_to_make(UUID(order_id))
    if order is None:
        return
    workshop = with_places(Workshop.objects.all()).get(pk=order.workshop_id)
    with translation.override(order.language):
        content = paper_file(
            workshop,
            Wanted(order.paper, order.on_a_sheet, order.kind),
            tell=lambda done: note_progress(order, done),
        )
    keep_paper(order, content)
