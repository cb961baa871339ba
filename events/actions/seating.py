"""Seats of a workshop under one lock that both zones take, and the waiting list that moves up by itself."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import groupby

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Quota, Registration, Seat, Workshop
from events.models.registration import TAKES_SEAT
from events.rules.seats import Claim, House, Limit, Waiting, seated
from events.workflow import State
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from pacc.thai.dates import BANGKOK

_ALIVE = (State.OPEN, State.CLOSED)


def lock_seats(workshop_id: int) -> Workshop:
    """The workshop as it is now; until the end of the transaction nobody else takes, frees or counts its seats.

    An advisory lock: the site's role may not lock the row, which wants the right to change it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('events.seats'), %s::int)", [workshop_id])
    return Workshop.objects.get(pk=workshop_id)


def claim_of(person: Registration | Seat) -> Claim:
    return Claim(network=person.network_id, province=person.province_id, kind=person.kind)


def house_of(workshop: Workshop, *, without: Sequence[Registration] = ()) -> House:
    """What is left, as if those of `without` had no seats. Exact under the lock. Two queries."""
    seats = Seat.objects.filter(workshop=workshop, state__in=TAKES_SEAT).exclude(pk__in=[one.pk for one in without])
    alike = seats.order_by().values_list("network_id", "province_id", "kind").annotate(people=Count("pk"))
    taken = [Claim(network, province, kind) for network, province, kind, people in alike for _one in range(people)]
    return House(workshop.capacity, limits_of(workshop), taken)


def limits_of(workshop: Workshop) -> list[Limit]:
    return [limit_of(quota) for quota in Quota.objects.filter(workshop=workshop).order_by("pk")]


def limit_of(quota: Quota) -> Limit:
    for of, value in (("network", quota.network_id), ("province", quota.province_id)):
        if value is not None:
            return Limit(of, value, quota.seats)
    return Limit("kind", quota.kind, quota.seats)


def queue_of(workshop: Workshop) -> list[Waiting]:
    """The waiting list in its order; keys are the ids of the registrations, a tuple for each place. One query."""
    rows = Seat.objects.filter(workshop=workshop, state=Registration.State.WAITING)
    places = groupby(
        # Those of a party wait since one moment.
        rows.order_by("waits_since", "party_key", "id"),
        key=lambda seat: (seat.waits_since, seat.party_key, "" if seat.party_key else seat.pk),
    )
    return [
        Waiting(tuple(seat.pk for seat in seats), tuple(claim_of(seat) for seat in seats))
        for seats in (list(members) for _key, members in places)
    ]


def finds_seats(workshop: Workshop, people: Sequence[Registration]) -> bool:
    """Whether they would be seated at once, behind all who wait. Raises DomainError for more than could ever be.

    A step of an action that holds the lock.
    """
    house, claims = house_of(workshop), tuple(claim_of(person) for person in people)
    if not house.could_ever_hold(claims):
        raise DomainError(_("There are never so many places for a group like this. Register fewer people together"))
    newcomers = Waiting("newcomers", claims)
    return newcomers in seated(house, [*queue_of(workshop), newcomers])


def refuse_where_full(
    workshop: Workshop, people: Sequence[Registration], *, without: Sequence[Registration] = ()
) -> None:
    """For what organisers do by hand: they may pass the waiting list, and nobody may oversell."""
    house, claims = house_of(workshop, without=without), [claim_of(person) for person in people]
    if len(claims) > house.left:
        raise DomainError(_("All %(capacity)s places are taken") % {"capacity": f"{workshop.capacity:,}"})
    if (limit := house.full_for(claims)) is not None:
        raise DomainError(
            _("The quota of %(whom)s is full: %(seats)s places") % {"whom": _named(people, limit), "seats": limit.seats}
        )


def _named(people: Sequence[Registration], limit: Limit) -> str:
    person = next(person for person in people if limit.concerns(claim_of(person)))
    return str(person.get_kind_display() if limit.of == "kind" else getattr(person, limit.of))


def seats_may_be_free(workshop: Workshop) -> None:
    """Promise to look who moves up. A step of an action."""
    enqueue("events.fill_seats", workshop_id=workshop.pk)


@transaction.atomic(durable=True)
def fill_seats(workshop_id: int, *, now: datetime | None = None) -> int:
    """Offers that nobody answered in time end, free seats are offered to the queue; how many people are offered one.

    May run twice and at any time. Runs at the desk.
    """
    workshop, now = lock_seats(workshop_id), now or timezone.now()
    begins = datetime.combine(workshop.starts_on, time(), BANGKOK)
    if workshop.state not in _ALIVE or begins <= now:
        return 0
    late = Registration.objects.filter(workshop=workshop, state=Registration.State.OFFERED, offered_until__lte=now)
    ended = late.update(state=Registration.State.CANCELLED)
    if ended:
        record("registration.offers_ended", workshop_id=workshop.pk, people=ended)
    moving = [pk for waiting in seated(house_of(workshop), queue_of(workshop)) for pk in _ids(waiting)]
    until = min(now + timedelta(hours=workshop.answer_hours), begins)
    Registration.objects.filter(pk__in=moving).update(state=Registration.State.OFFERED, offered_until=until)
    if moving:
        record("registration.seats_offered", workshop_id=workshop.pk, people=len(moving))
    if moving or ended:
        enqueue("events.tell_people", workshop_id=workshop.pk)
    return len(moving)


def _ids(waiting: Waiting) -> Sequence[int]:
    return waiting.key if isinstance(waiting.key, tuple) else ()


def fill_all(*, now: datetime | None = None) -> None:
    """Every workshop in which somebody waits, or does not answer."""
    now = now or timezone.now()
    asked = Registration.objects.filter(state__in=[Registration.State.WAITING, Registration.State.OFFERED])
    for workshop_id in asked.order_by().values_list("workshop_id", flat=True).distinct():
        fill_seats(workshop_id, now=now)
