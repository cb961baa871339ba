"""What the portal does after a commit: takes ids, calls an action, may run twice."""

from uuid import UUID

from pacc.outbox.jobs import job
from reports.actions import routing


@job("reports.route", from_site=True)
def route_report(report_id: str) -> None:
    routing.route_report(UUID(report_id))
