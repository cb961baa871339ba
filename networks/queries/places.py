"""Provinces, districts and subdistricts in the reader's order, for choosing from, and in words."""

from django.utils.translation import get_language

from networks.models import District, Province, Subdistrict
from networks.rules.place_words import BANGKOK, places_in_words

Choices = list[tuple[str, str]]


def _order() -> str:
    return "name_en" if get_language() == "en" else "sort_key"


def province_choices() -> Choices:
    """The 77 provinces by code and name. One query."""
    return [(place.code, str(place)) for place in Province.objects.order_by(_order())]


def district_choices(province_code: str) -> Choices:
    """The districts of a province, none for a code that does not exist. One query."""
    return [(place.code, str(place)) for place in District.objects.filter(province=province_code).order_by(_order())]


def subdistrict_choices(district_code: str) -> Choices:
    """The subdistricts of a district, none for a code that does not exist. One query."""
    return [(place.code, str(place)) for place in Subdistrict.objects.filter(district=district_code).order_by(_order())]


def place_in_words(
    province_code: str | None, district_code: str | None = None, subdistrict_code: str | None = None
) -> str:
    """ตำบลนาบัว อำเภอเมืองสุรินทร์ จังหวัดสุรินทร์; in Bangkok แขวง and เขต. Up to three queries."""
    found: list[tuple[str, str]] = []
    if subdistrict_code and (subdistrict := Subdistrict.objects.filter(pk=subdistrict_code).first()):
        found.append(("subdistrict", str(subdistrict)))
    if district_code and (district := District.objects.filter(pk=district_code).first()):
        found.append(("district", str(district)))
    if province_code and (province := Province.objects.filter(pk=province_code).first()):
        found.append(("province", str(province)))
    return places_in_words(found, in_bangkok=province_code == BANGKOK)
