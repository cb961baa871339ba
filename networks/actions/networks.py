"""Networks are made and described by the office that looks after them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from networks import access
from networks.models import District, Network, Office, Province, Subdistrict
from networks.models.network import network_search_key
from networks.rules.levels import PLACES, missing_place, places_of
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record


@dataclass(frozen=True)
class NetworkFacts:
    """What an officer writes about a network. `founded_fiscal_year` is B.E."""

    name: str
    level: str
    office: Office
    founded_fiscal_year: int
    province: Province | None = None
    district: District | None = None
    subdistrict: Subdistrict | None = None
    about: str = ""


def _check(facts: NetworkFacts) -> None:
    given = {place for place in PLACES if getattr(facts, place) is not None}
    if missing := missing_place(facts.level, given):
        raise DomainError(missing[1])
    if given - set(places_of(facts.level)):
        raise DomainError(_("The place is smaller than the network’s level"))
    if facts.district is not None and facts.district.province_id != getattr(facts.province, "pk", None):
        raise DomainError(_("This district is not in the province"))
    if facts.subdistrict is not None and facts.subdistrict.district_id != getattr(facts.district, "pk", None):
        raise DomainError(_("This subdistrict is not in the district"))


def _refuse_namesake(facts: NetworkFacts, *, but: int = 0) -> None:
    places = {"province": facts.province, "district": facts.district, "subdistrict": facts.subdistrict}
    key = network_search_key(facts.name)
    if not key:
        raise DomainError(_("Write the network’s name"))
    if Network.objects.filter(office=facts.office, search_key=key, **places).exclude(pk=but).exists():
        raise DomainError(_("There is a network of this name in this place already"))


@transaction.atomic(durable=True)
def make_network(facts: NetworkFacts, *, by: User) -> Network:
    """A network of one of the officer's own offices. Raises DomainError for places that do not fit the level."""
    if not access.may_make_networks(by, office_number=facts.office.pk):
        raise PermissionDenied
    # Two officers of one office who make the same network wait for each other here.
    Office.objects.select_for_update().get(pk=facts.office.pk)
    _check(facts)
    _refuse_namesake(facts)
    network = Network.objects.create(**vars(facts))
    record("network.made", by=by, office_number=network.office_id, network_id=network.pk, level=network.level)
    return network


@transaction.atomic(durable=True)
def change_network(network: Network, facts: NetworkFacts, *, by: User) -> Network:
    """Write the facts anew. A network goes to another office only by somebody who serves at both."""
    network = Network.objects.select_for_update(of=("self",)).get(pk=network.pk)
    if not access.may_look_after(by, network):
        raise PermissionDenied
    if not access.may_make_networks(by, office_number=facts.office.pk):
        raise PermissionDenied
    Office.objects.select_for_update().get(pk=facts.office.pk)
    _check(facts)
    _refuse_namesake(facts, but=network.pk)
    for name, value in vars(facts).items():
        setattr(network, name, value)
    network.save()
    record("network.changed", by=by, office_number=network.office_id, network_id=network.pk)
    return network
