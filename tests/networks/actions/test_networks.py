"""An office makes and describes its networks."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from networks.actions.networks import NetworkFacts, change_network, make_network
from networks.models import District, Network, Office, Province, Subdistrict
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from tests.factories.places import surin_and_buriram
from tests.two_at_once import at_once

pytestmark = pytest.mark.django_db


def facts(**changed):
    told = {
        "name": "เครือข่ายเฝ้าระวังตำบลหนองบัว",
        "level": "subdistrict",
        "office": Office.objects.get(number=3),
        "founded_fiscal_year": 2565,
        "province": District.objects.get(code="3204").province,
        "district": District.objects.get(code="3204"),
        "subdistrict": Subdistrict.objects.get(code="320401"),
    }
    return NetworkFacts(**{**told, **changed})


@pytest.fixture
def places(db):
    return surin_and_buriram()


def test_make_works(people, places):
    network = make_network(facts(), by=people.officer)
    network.refresh_from_db()
    assert (network.area, network.office_id, network.is_active) == ("ตำบลหนองบัว อำเภอท่าตูม จังหวัดสุรินทร์", 3, True)
    assert network.search_key == "เครือข่ายเฝ้าระวังตำบลหนองบัว"
    entry = Entry.objects.get(what="network.made")
    assert (entry.by, entry.office_number, entry.detail) == (
        people.officer, 3, {"network_id": network.pk, "level": "subdistrict"},
    )  # fmt: skip


@pytest.mark.parametrize("who", ["other_officer", "workshop_admin", "portal_admin", "conflict_officer", "member"])
def test_make_is_the_offices_own(people, places, who):
    with pytest.raises(PermissionDenied):
        make_network(facts(), by=getattr(people, who))
    assert not Network.objects.filter(level="subdistrict").exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"subdistrict": None}, "subdistrict"),
        ({"province": None}, "province"),
        ({"level": "district"}, "smaller"),
        ({"level": "region"}, "smaller"),
        ({"name": " - "}, "name"),
    ],
)
def test_make_wants_places_that_fit(people, places, changed, words):
    with override("en"), pytest.raises(DomainError) as refusal:
        make_network(facts(**changed), by=people.officer)
    assert words in str(refusal.value.message)


def test_make_wants_district_of_the_province(people, places):
    with pytest.raises(DomainError):
        make_network(facts(province=places[1]), by=people.officer)
    with pytest.raises(DomainError):
        make_network(facts(subdistrict=Subdistrict.objects.get(code="310401")), by=people.officer)


def test_make_twice_is_refused_however_it_is_spaced(people, places):
    make_network(facts(), by=people.officer)
    with pytest.raises(DomainError):
        make_network(facts(name="เครือข่าย เฝ้าระวัง ตำบลหนองบัว"), by=people.director)


@pytest.mark.django_db(transaction=True)
def test_make_at_once_makes_one(people, places):
    answers = at_once(
        lambda: make_network(facts(), by=people.officer), lambda: make_network(facts(), by=people.director)
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["DomainError", "Network"]


def test_change_works(people, places):
    network = make_network(facts(), by=people.officer)
    change_network(
        network, facts(name="เครือข่ายใหม่", level="province", district=None, subdistrict=None), by=people.director
    )
    network.refresh_from_db()
    assert (network.name, network.level, network.district_id) == ("เครือข่ายใหม่", "province", None)
    assert network.search_key == "เครือข่ายใหม่"
    assert Entry.objects.filter(what="network.changed", by=people.director).exists()


def test_change_is_the_offices_own(people, places):
    network = make_network(facts(), by=people.officer)
    with pytest.raises(PermissionDenied):
        change_network(network, facts(), by=people.other_officer)


def test_network_cannot_be_handed_to_an_office_where_one_does_not_serve(people, places):
    network = make_network(facts(), by=people.officer)
    with pytest.raises(PermissionDenied):
        change_network(network, facts(office=Office.objects.get(number=4)), by=people.officer)


def test_area_of_a_region_is_its_offices_provinces(people):
    network = Network(level=Network.Level.REGION, office=Office.objects.get(number=3))
    assert network.area == "ทุกจังหวัดของ ปปท.\u00a0เขต\u00a03"
    with override("en"):
        assert network.area == "All provinces of Region\u00a03"


def test_area_in_bangkok_has_its_own_words(people):
    bangkok = Province(code="10", name_th="กรุงเทพมหานคร")
    network = Network(level=Network.Level.DISTRICT, province=bangkok, district=District(code="1001", name_th="พระนคร"))
    assert network.area == "เขตพระนคร กรุงเทพมหานคร"
