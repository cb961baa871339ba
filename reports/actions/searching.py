"""An officer searches in what is sealed. That she did is written down, not for what."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from pacc.accounts.models import User
from pacc.ledger.record import record
from reports.access import places_of
from reports.models import Report
from reports.queries.searched import CONFLICT, Found, search
from reports.rules.search.query import Query

MOST_SHOWN = 50


@transaction.atomic(durable=True)
def search_reports(reports: QuerySet[Report], query: Query, *, by: User) -> Found:
    """`reports`: what she sees, and her filters leave. The ledger gets how many were opened and found."""
    offices, sees_conflicts = places_of(by)
    groups: Sequence[int] = [*offices, *([CONFLICT] if sees_conflicts else [])]
    found = search(reports, query, groups=groups, most=MOST_SHOWN)
    record("reports.searched", by=by, opened=found.opened, found=len(found.hits))
    return found
