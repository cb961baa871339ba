"""An officer takes reports out of the portal as a file: written down before its first byte."""

from django.db import transaction
from django.db.models import QuerySet

from pacc.accounts.models import User
from pacc.ledger.record import record
from reports.models import Report
from reports.queries.exported import Chosen, chosen_of
from reports.rules.exports import Order


@transaction.atomic(durable=True)
def begin_export(reports: QuerySet[Report], order: Order, *, by: User) -> Chosen:
    """`reports`: what she sees, and her filter leaves. Which they are is settled now; the ledger gets how many.

    It stands in the ledger also where nobody fetches the file to its end.
    """
    chosen = chosen_of(reports)
    record("reports.exported", by=by, rows=len(chosen), **order.noted)
    return chosen
