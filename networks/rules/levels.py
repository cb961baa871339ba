"""The levels of networks, and which places each names. Imports no model."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(TextChoices):
    REGION = "region", pgettext_lazy("level", "Region")
    PROVINCE = "province", pgettext_lazy("level", "Province")
    DISTRICT = "district", pgettext_lazy("level", "District")
    SUBDISTRICT = "subdistrict", pgettext_lazy("level", "Subdistrict")


PLACES = ("province", "district", "subdistrict")  # the largest first
_NAMED = {Level.REGION: 0, Level.PROVINCE: 1, Level.DISTRICT: 2, Level.SUBDISTRICT: 3}
_MISSING: dict[str, str | Promise] = {
    "province": _("Choose the province"),
    "district": _("Choose the district"),
    "subdistrict": _("Choose the subdistrict"),
}


def places_of(level: str) -> tuple[str, ...]:
    """The places that a network of this level names: a district's has a province and a district."""
    return PLACES[: _NAMED[Level(level)]]


def missing_place(level: str, given: set[str]) -> tuple[str, str] | None:
    """(place, what to do) for the largest place that the level wants and nobody gave."""
    return next(((place, str(_MISSING[place])) for place in places_of(level) if place not in given), None)
