"""Reports told for practice, stored as the wizard stores them."""

from typing import Any

from reports.actions.drafts import begin_practice
from reports.actions.intake import submit_report
from reports.models import Report
from tests.factories.offices import a_province, an_office
from tests.factories.reports import an_account


def a_practice_report(token: bytes | None = None, **told: Any) -> Report:
    """Its code is `codes.code_of(token)`. Needs the fixture `keys`."""
    a_province()
    an_office(0)
    token = token or begin_practice()
    receipt = submit_report(an_account(**told), token=token)
    assert receipt.is_practice
    return Report.objects.get(reference=receipt.reference)
