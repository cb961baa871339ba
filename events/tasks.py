"""What workshops do from time to time."""

from datetime import timedelta

from events.actions import imports, mailings, seating, surveys, telling
from events.actions.citizen_ids import erase_citizen_ids
from pacc.outbox.jobs import job
from pacc.outbox.tasks import periodic

# A list of 10,000 people is written to in one go.
_LONGEST = timedelta(minutes=20)


@periodic("clean_up")
def sweep_previews() -> None:
    """Lists of people that were read from a file and not confirmed in time."""
    imports.sweep_previews()


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
