"""What the bearer of a link, or a member, sees of her own: her registration, or the party that she brought."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from events.models import Party, Registration, Workshop
from events.models.registrant_scope import enter_member, enter_party, enter_registration
from events.models.registration import LIVE
from events.queries.workshops import with_places
from events.rules.links import Link, link_of
from pacc.accounts.models import User

State = Registration.State


@dataclass(frozen=True)
class Held:
    """One person, or a party with all its people in the order in which they were written."""

    link: Link
    workshop: Workshop
    people: list[Registration]
    party: Party | None = None

    @property
    def token(self) -> str:
        return self.link.token

    @property
    def live(self) -> list[Registration]:
        return [person for person in self.people if person.state in LIVE]

    @property
    def offered(self) -> list[Registration]:
        return [person for person in self.people if person.state == State.OFFERED]

    @property
    def email(self) -> str:
        return self.party.email if self.party else self.people[0].email


def link_to(people: list[Registration], party: Party | None = None) -> Link:
    """The link that opens them now; a ticket issued anew gives another."""
    stamp = sum(person.ticket for person in people)
    return Link(party.pk, stamp, of_party=True) if party else Link(people[0].uid, stamp)


@transaction.atomic
def token_of(party: Party) -> str:
    """The party's link as it is now."""
    enter_party(party.pk)
    return link_to(list(Registration.objects.filter(party=party)), party).token


def enter(link: Link) -> None:
    """From here to the end of the transaction the site's role sees what the link opens."""
    if link.of_party:
        enter_party(link.opens)
    else:
        enter_registration(link.opens)


@transaction.atomic
def held_by(token: str) -> Held | None:
    """What the link opens; None where it was made up, or a newer one took its place."""
    link = link_of(token)
    if link is None:
        return None
    enter(link)
    rows = Registration.objects.select_related("province", "network").prefetch_related("answers__question")
    found = list((rows.filter(party=link.opens) if link.of_party else rows.filter(uid=link.opens)).order_by("pk"))
    party = Party.objects.filter(pk=link.opens).first() if link.of_party else None
    if not found or link_to(found, party) != link:
        return None
    workshop = with_places(Workshop.objects.all()).get(pk=found[0].workshop_id)
    return Held(link, workshop, found, party)


@transaction.atomic
def registrations_of(user: User) -> list[Held]:
    """A member's own, of workshops announced and not left, the last day first. At most three queries."""
    enter_member(user.pk)
    alone = Registration.objects.filter(user=user, party=None, state__in=LIVE)
    brought = Registration.objects.filter(party__user=user, state__in=LIVE)
    related = ("workshop", "party", "workshop__host_office", "workshop__province", "workshop__district")
    held = [
        Held(link_to([person]), person.workshop, [person])
        for person in alone.select_related(*related).order_by("-workshop__ends_on", "pk")[:_MOST]
    ]
    parties: dict[UUID | None, list[Registration]] = {}
    for person in brought.select_related(*related).order_by("-workshop__ends_on", "pk")[: _MOST * 10]:
        parties.setdefault(person.party_id, []).append(person)
    everybody = _tickets_of(list(parties))
    for people in parties.values():
        party = people[0].party
        if party is not None:
            held.append(Held(Link(party.pk, everybody[party.pk], of_party=True), people[0].workshop, people, party))
    return held


_MOST = 20  # on a member's page


def _tickets_of(parties: list[UUID | None]) -> dict[UUID | None, int]:
    """Those who left count too: the link's stamp is over all who ever belonged."""
    sums: dict[UUID | None, int] = {}
    for party, ticket in Registration.objects.filter(party__in=parties).values_list("party_id", "ticket"):
        sums[party] = sums.get(party, 0) + ticket
    return sums
