"""The receipt as a PDF: reference, code, what happens next. Nothing of what was told, and no name."""

from pathlib import Path

from django.utils.translation import gettext as _

from pacc.thai.dates import format_long
from pacc.typeset import pdf
from pacc.vault import codes
from reports.actions.intake import Receipt

_TEMPLATE = Path(__file__).with_name("receipt.typ")


def receipt_pdf(receipt: Receipt, *, code: str, address: str) -> bytes:
    """One A5 page in the reader's language. `address`: the portal's, to come back to."""
    title = _("Report received")
    return pdf(
        _TEMPLATE,
        {
            "reference_label": _("Reference"),
            "reference": codes.show_reference(receipt.reference),
            "code_label": _("Secret code, 20 digits"),
            "code": codes.show_code(code).split(" "),
            "sent_label": _("Sent on"),
            "sent": format_long(receipt.submitted_on),
            "next_title": _("What happens next"),
            "next": [
                _("An officer takes your report to screen it, by %(day)s")
                % {"day": format_long(receipt.acknowledge_by)},
                _("The first answer to you, by %(day)s, on the page where you follow your report")
                % {"day": format_long(receipt.answer_by)},
            ],
            "back_title": _("How to come back"),
            "back": _("Open %(address)s, choose “Follow a report” and enter the reference and the code.")
            % {"address": address.rsplit("://", maxsplit=1)[-1]},
            "warning": _(
                "We do not keep this code and cannot issue another."
                " Tell it to nobody, not even to someone who says they are an officer."
            ),
        },
        title=title,
    )
