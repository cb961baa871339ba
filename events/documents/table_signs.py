"""Signs for the table: a name on both sides of a folded A4 sheet."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from events.models import Registration
from pacc.typeset import pdf

_TEMPLATE = Path(__file__).with_name("table_signs.typ")


def table_signs(people: Sequence[Registration]) -> bytes:
    """One sheet a person, in the order given. Wants the people with their network."""
    signs = [
        {
            "name": person.full_name,
            "of": person.organisation or (person.network.name if person.network else ""),
        }
        for person in people
    ]
    return pdf(_TEMPLATE, {"signs": signs}, title=_("Table signs"))
