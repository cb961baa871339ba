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
    found = {user.email: user for user in User.objects.filter(email__in=[person.email for person in DEMO_PEOPLE])}
    new = {person: _user(person) for person in DEMO_PEOPLE if person.email not in found}
    found |= {user.email: user for user in User.objects.bulk_create(new.values())}
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in new.values()
    )
    since = today - IN_OFFICE_FOR
    Posting.objects.bulk_create(
        Posting(user=user, role=role, office_id=office, starts=since)
        for person, user in new.items()
        for role, office in person.postings
    )
    Membership.objects.bulk_create(
        _membership(person, user, network, since) for person, user in new.items() if person.membership
    )
    return {person.key: found[person.email] for person in DEMO_PEOPLE}


def _user(person: DemoPerson) -> User:
    user = User(
        email=person.email,
        title=person.title,
        name=person.name,
        is_staff=person.is_staff,
        is_workshop_admin=person.is_workshop_admin,
        is_portal_admin=person.is_portal_admin,
    )
    user.set_unusable_password()
    return user


def _membership(person: DemoPerson, user: User, network: Network, since: date) -> Membership:
    return Membership(
        user=user,
        network=network,
        role=person.membership,
        state=Membership.State.APPROVED,
        title=person.title,
        name=person.name,
        sort_key=sort_key(person.name),
        since=since,
    )


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
