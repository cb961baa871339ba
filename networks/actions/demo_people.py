"""Make the people of `pacc.accounts.demo_people`, with their postings and their network."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from networks.models import Membership, Network, Office, Posting
from pacc.accounts.demo_people import DEMO_OFFICE, DEMO_PEOPLE, DemoPerson
from pacc.accounts.models import User
from pacc.thai.collation import search_key, sort_key
from pacc.thai.fiscal_year import fiscal_year_of

DEMO_NETWORK = "เครือข่ายภาคประชาสังคมตัวอย่าง"
IN_OFFICE_FOR = timedelta(days=400)  # longer than the twelve months of demo reports


@transaction.atomic
def make_people(*, network: Network | None = None, on: date | None = None) -> dict[str, User]:
    """The people by key; made once, found again. Needs the offices. None has a password: demo mode lets them in."""
    today = on or timezone.localdate()
    network = network or _demo_network(today)
    return {person.key: _make(person, network, today) for person in DEMO_PEOPLE}


def _make(person: DemoPerson, network: Network, today: date) -> User:
    user = User.objects.filter(email=person.email).first() or User.objects.create_user(
        person.email,
        title=person.title,
        name=person.name,
        is_staff=person.is_staff,
        is_workshop_admin=person.is_workshop_admin,
        is_portal_admin=person.is_portal_admin,
    )
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    for role, office in person.postings:
        Posting.objects.get_or_create(
            user=user, role=role, office_id=office, defaults={"starts": today - IN_OFFICE_FOR}
        )
    if person.membership:
        Membership.objects.get_or_create(
            user=user,
            network=network,
            defaults={
                "role": person.membership,
                "state": Membership.State.APPROVED,
                "title": person.title,
                "name": person.name,
                "sort_key": sort_key(person.name),
                "since": today - IN_OFFICE_FOR,
            },
        )
    return user


def _demo_network(today: date) -> Network:
    found = Network.objects.filter(name=DEMO_NETWORK).first()
    return found or Network.objects.create(
        name=DEMO_NETWORK,
        sort_key=sort_key(DEMO_NETWORK),
        search_key=search_key(DEMO_NETWORK),
        level=Network.Level.REGION,
        office=Office.objects.get(number=DEMO_OFFICE),
        founded_fiscal_year=fiscal_year_of(today),
    )
