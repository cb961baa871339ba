"""The sheet on which people sign at the door, one for each half-day, as a PDF."""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import HalfDay, Registration, Workshop
from pacc.thai.dates import format_long
from pacc.thai.phone_numbers import show_phone
from pacc.typeset import pdf

_TEMPLATE = Path(__file__).with_name("sign_in_sheet.typ")
_LINES_A_PAGE = 25  # as the template draws them
# At least so many empty numbered lines at the end, for those who come without being registered.
_EMPTY_LINES = 5


def sign_in_sheet(workshop: Workshop, half_day: HalfDay, people: list[Registration]) -> bytes:
    """A4, 25 people a page, the headings on every page; the people in the order given. The last page is filled up."""
    return pdf(
        _TEMPLATE,
        {
            "workshop": workshop.title,
            "when": f"{format_long(half_day.on)} {half_day.get_part_display()}",
            "where": f"{workshop.venue} {workshop.area}",
            "headings": [
                _("No."), _("Name and surname"), _("Network or position"), _("Telephone"), _("Signature"), _("Remark"),
            ],
            "people": [
                [person.full_name, person.organisation or (person.network.name if person.network else ""),
                 show_phone(person.phone)]
                for person in people
            ],
            "empty_lines": _EMPTY_LINES + -(len(people) + _EMPTY_LINES) % _LINES_A_PAGE,
            "page": _("Page"),
            "signed": _("Signed on this page"),
            "people-word": pgettext("of signatures", "people"),
        },
        title=_("Sign-in sheet"),
    )  # fmt: skip
