"""What reports show on pages that several apps share."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from pacc.demo.story import CITIZEN_TOKEN
from pacc.vault.codes import code_of, show_code, show_reference
from reports.actions.intake import receipt_of


def citizens_own_case(_request: HttpRequest) -> dict[str, Any] | None:
    """The demonstration page of the site: reference and code of a report that waits for its reporter's answer."""
    receipt = receipt_of(CITIZEN_TOKEN) if settings.DEMO and settings.ZONE == "site" else None
    if receipt is None:
        return None
    return {"reference": show_reference(receipt.reference), "code": show_code(code_of(CITIZEN_TOKEN))}
