"""Who serves where today, and what that lets them see and do among networks and offices."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from networks.models import Membership, Network, Posting
from pacc.accounts.models import User


@dataclass(frozen=True)
class Service:
    """A person's postings on one day. Empty for everybody whose postings ended."""

    offices: frozenset[int]  # offices served as officer, director or intake officer
    served: frozenset[int]  # these, and offices served at any time before: what is told of them may be about her
    directs: frozenset[int]  # offices directed
    is_intake: bool
    sees_conflicts: bool

    @property
    def is_empty(self) -> bool:
        return not self.offices and not self.sees_conflicts


def opens_the_door(user: User) -> bool:
    """Lets her into the desk (pacc.accounts.door): a posting in force. One query.

    What it learns stays with this `user`, which the session makes anew for each request: page, menus and lists of the
    request ask no more. So a posting that ends meanwhile counts from the next request on.
    """
    today = timezone.localdate()
    setattr(user, _LEARNT, (today, _service(user, today)))
    return not service_of(user).is_empty


def service_of(user: User, *, on: date | None = None) -> Service:
    """What the person's postings say on that day. One query, none where the desk's door asked already."""
    on = on or timezone.localdate()
    day, learnt = getattr(user, _LEARNT, (None, None))
    return learnt if learnt and day == on else _service(user, on)


def _service(user: User, on: date) -> Service:
    begun = list(Posting.objects.filter(user=user, starts__lte=on).values_list("office_id", "role", "ends"))
    rows = [(office, kind) for office, kind, ends in begun if ends is None or ends >= on]
    role = Posting.Role
    return Service(
        offices=frozenset(office for office, kind in rows if kind != role.CONFLICT),
        served=frozenset(office for office, kind, _ends in begun if kind != role.CONFLICT),
        directs=frozenset(office for office, kind in rows if kind == role.DIRECTOR),
        is_intake=any(kind == role.INTAKE for _office, kind in rows),
        sees_conflicts=any(kind == role.CONFLICT for _office, kind in rows),
    )


_LEARNT = "_service_learnt_at_the_door"

# Who runs a network: members, activities, noticeboard.
_RUNNING = frozenset({Membership.Role.COORDINATOR})


def networks_announced() -> QuerySet[Network]:
    """For everybody: the public name and area of networks that exist today."""
    return Network.objects.filter(is_active=True)


def networks_of_offices(offices: frozenset[int]) -> QuerySet[Network]:
    return Network.objects.filter(office__in=offices)


def networks_looked_after_by(user: User, *, on: date | None = None) -> QuerySet[Network]:
    """At the desk: the networks of the offices where the person serves. One query before it."""
    return networks_of_offices(service_of(user, on=on).offices)


def may_make_networks(user: User, *, office_number: int, on: date | None = None) -> bool:
    return office_number in service_of(user, on=on).offices


def may_look_after(user: User, network: Network, *, on: date | None = None) -> bool:
    """Decide about members, invite coordinators: who serves at the network's office."""
    return network.office_id in service_of(user, on=on).offices


def memberships_of(user: User) -> QuerySet[Membership]:
    """The person's own, wherever she is a member today."""
    return Membership.objects.filter(user=user, state=Membership.State.APPROVED, network__is_active=True)


def membership_in(user: User, network: Network) -> Membership | None:
    """What the person is in this network today. One query for people who are signed in, none for others."""
    if not user.is_authenticated:
        return None
    return memberships_of(user).filter(network=network).first()


def sees_members(membership: Membership | None) -> bool:
    """Names and roles of the other members; never their telephone numbers."""
    return membership is not None


def may_add_members(membership: Membership | None) -> bool:
    """Also sees the telephone numbers."""
    return membership is not None and membership.role in _RUNNING


def runs_network(user: User, network: Network) -> bool:
    return may_add_members(membership_in(user, network))
