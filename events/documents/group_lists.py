"""Who is in which break-out group, one group a page, to put up on the wall."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from events.models import Group, Registration, Workshop
from events.queries.groups import address_of_group
from events.rules.pictures import qr_for_paper
from pacc.typeset import pdf

_TEMPLATE = Path(__file__).with_name("group_lists.typ")


def group_lists(workshop: Workshop, rows: Sequence[tuple[Group, Sequence[Registration]]]) -> bytes:
    """Leaders are marked; the QR opens the group's page. Wants people with province, network and their place."""
    pages = []
    for group, members in rows:
        address = address_of_group(group)
        pages.append(
            {
                "heading": _("Group %(number)s") % {"number": group.number},
                "name": group.name,
                "room": group.room,
                "qr": list(qr_for_paper(address)) if address else None,
                "people": [
                    [
                        one.full_name,
                        one.network.name if one.network else one.organisation,
                        str(one.province or ""),
                        _("Leads") if one.group_member.is_leader else "",
                    ]
                    for one in members
                ],
            }
        )
    return pdf(
        _TEMPLATE,
        {
            "workshop": workshop.title,
            "headings": [_("No."), _("Name and surname"), _("Network or position"), _("Province"), ""],
            "write": _("The plan of the group"),
            "pages": pages,
        },
        title=_("Group lists"),
    )
