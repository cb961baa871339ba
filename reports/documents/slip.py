"""Slips to hand over, one A5 page each in its reporter's language: reference, first code, how to put another there."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from pacc.thai.dates import format_long
from pacc.typeset import pdf
from pacc.vault import codes
from reports.queries.slips import Slip

_TEMPLATE = Path(__file__).with_name("slip.typ")


def slips_pdf(slips: Iterable[Slip], *, address: str) -> bytes:
    """`address`: the portal's, to come back to."""
    return pdf(_TEMPLATE, {"slips": [_page(slip, address) for slip in slips]}, title=_("Slip for the reporter"))


def _page(slip: Slip, address: str) -> dict[str, Any]:
    with override(slip.language):
        return {
            "language": slip.language,
            "title": _("Your report was received"),
            "reference_label": _("Reference"),
            "reference": codes.show_reference(slip.reference),
            "code_label": _("First code, 20 digits"),
            "code": codes.show_code(slip.code).split(" "),
            "sent_label": _("Received on"),
            "sent": format_long(slip.submitted_on),
            "own_title": _("Choose a code of your own"),
            "own": [
                _("Open %(address)s and choose “Follow a report”.")
                % {"address": address.rsplit("://", maxsplit=1)[-1]},
                _("Enter the reference and the first code: you see the status of your report."),
                _("Choose “Replace the code” and write the new code down. Then you can read messages and answer."),
            ],
            "next_title": _("What happens next"),
            "next": _next(slip),
            "warning": _(
                "An officer saw the first code, so it shows the status only. Tell the new code to nobody,"
                " not even to someone who says they are an officer."
            ),
        }


def _next(slip: Slip) -> list[str]:
    said = []
    if slip.acknowledge_by:
        day = format_long(slip.acknowledge_by)
        said.append(_("An officer takes your report to screen it, by %(day)s") % {"day": day})
    if slip.answer_by:
        said.append(
            _("The first answer to you, by %(day)s, on the page where you follow your report")
            % {"day": format_long(slip.answer_by)}
        )
    return said or [_("The office works on it. You read how it goes on where you follow your report")]
