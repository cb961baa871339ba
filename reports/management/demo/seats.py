"""Where the demonstration's reports come from: every region, most from the one whose story is told."""

from random import Random

from networks.models import District, Network, ProvinceOffice
from pacc.accounts.demo_people import DEMO_OFFICE
from pacc.demo.story import Story
from reports.management.demo.telling import Seat
from reports.rules.routing import BANGKOK
from reports.rules.vocabulary import AboutPacc, AgencyKind

# Of 100 reports, those of the demonstration's own office, and those that go to the central intake.
_OWN, _CENTRAL = 22, 15
_NETWORKS_NAMED = 0.12
_PATTAYA = ("20", "2004")  # Bang Lamung, where the city lies

_ABOUT_PACC = (
    Seat("32", agencies=(AgencyKind.PACC,), about_pacc=AboutPacc.OFFICE, about_office=DEMO_OFFICE),
    Seat("40", agencies=(AgencyKind.PACC,), about_pacc=AboutPacc.OFFICE, about_office=4),
    Seat("50", agencies=(AgencyKind.PACC,), about_pacc=AboutPacc.OFFICE, about_office=5),
    Seat(None, agencies=(AgencyKind.PACC,), about_pacc=AboutPacc.HEADQUARTERS),
    Seat(BANGKOK, agencies=(AgencyKind.PACC,), about_pacc=AboutPacc.HEADQUARTERS),
    Seat(None, agencies=(AgencyKind.PACC,), about_pacc=AboutPacc.UNKNOWN),
)
_AT_CENTRAL = (
    Seat(BANGKOK, agencies=(AgencyKind.BMA,)),
    Seat(BANGKOK, agencies=(AgencyKind.EDUCATION, AgencyKind.POLICE, AgencyKind.HEALTH)),
    Seat(None),
    Seat("12", agencies=(AgencyKind.MINISTRY,)),
    Seat(None, agencies=(AgencyKind.STATE_ENTERPRISE,)),
)


def seats(story: Story, count: int) -> list[Seat]:
    """`count` seats in no order; those about the PACC itself are among them. Four queries."""
    rng = story.rng
    provinces: dict[int, list[str]] = {}
    in_force = ProvinceOffice.objects.in_force(on=story.today).exclude(office=0)
    for province, office in in_force.order_by("province").values_list("province", "office"):
        provinces.setdefault(office, []).append(province)
    districts: dict[str, list[str]] = {}
    for code, province in District.objects.order_by("code").values_list("code", "province"):
        districts.setdefault(province, []).append(code)
    networks: dict[str, list[int]] = {}
    for pk, province in Network.objects.exclude(province=None).order_by("pk").values_list("pk", "province"):
        networks.setdefault(str(province), []).append(pk)
    made = [*_ABOUT_PACC, Seat(*_PATTAYA, agencies=(AgencyKind.PATTAYA,))]
    while len(made) < count:
        if rng.random() * 100 < _CENTRAL:
            made.append(rng.choice(_AT_CENTRAL))
        else:
            made.append(_in_a_region(rng, provinces, districts, networks))
    rng.shuffle(made)
    return made[:count]


def _in_a_region(
    rng: Random, provinces: dict[int, list[str]], districts: dict[str, list[str]], networks: dict[str, list[int]]
) -> Seat:
    own = rng.random() * 100 < _OWN
    province = rng.choice(provinces[DEMO_OFFICE if own else rng.choice(sorted(provinces))])
    district = rng.choice(districts[province]) if rng.random() < 0.8 else None
    known = networks.get(province)
    network = rng.choice(known) if known and rng.random() < _NETWORKS_NAMED else None
    return Seat(province, district, network=network)
