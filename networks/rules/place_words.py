"""How places are called in words. Imports no model."""

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

BANGKOK = "10"  # DOPA code


def places_in_words(places: list[tuple[str, str]], *, in_bangkok: bool = False) -> str:
    """ตำบลนาบัว อำเภอเมืองสุรินทร์ จังหวัดสุรินทร์; in Bangkok แขวง and เขต. Takes (level, name), the smallest first."""
    joiner = ", " if get_language() == "en" else " "
    return joiner.join(_named(level, name, in_bangkok=in_bangkok) for level, name in places)


def _named(level: str, name: str, *, in_bangkok: bool) -> str:
    if level == "province":
        return name if in_bangkok else _("%(name)s Province") % {"name": name}
    if in_bangkok:
        words = {
            "district": pgettext("in Bangkok", "%(name)s District"),
            "subdistrict": pgettext("in Bangkok", "%(name)s Subdistrict"),
        }
    else:
        words = {"district": _("%(name)s District"), "subdistrict": _("%(name)s Subdistrict")}
    return words[level] % {"name": name}
