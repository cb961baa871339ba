"""The portal sends a report to the office in charge, by the table in force on the day on which it is routed."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from networks.queries.coverage import covering_office
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from reports.actions.clocks import DEADLINES, set_clocks
from reports.models import Report, Routing
from reports.rules.routing import Facts, Route, route
from reports.workflow import Move, State, target_of


def route_of(report: Report, *, on: date) -> Route:
    """Where the rules send this report on that day, and why. One query. Opens nothing that is sealed."""
    covering = covering_office(report.province_id, on=on) if report.province_id else None
    return route(
        Facts(
            province_code=report.province_id,
            covering_office=covering,
            agency_kind=report.agency_kind,
            bangkok_group=report.bangkok_group,
            about_pacc=report.about_pacc,
            about_office=report.about_office_id,
        )
    )


@transaction.atomic(durable=True)
def route_report(report_id: UUID) -> None:
    """Route it once: a report that was routed already is left as it is, so the task may run twice.

    Practice is never routed, whoever promised it.
    """
    report = Report.objects.select_for_update(of=("self",)).get(pk=report_id)
    if report.state != State.SUBMITTED or report.is_practice:
        return
    today = timezone.localdate()
    # Not the day it was sent: what is routed late must not go to an office that no longer serves the province.
    chosen = route_of(report, on=today)
    report.state = target_of(Move.ROUTE, report.state)
    report.office_id = chosen.office_number
    report.is_conflict = chosen.is_conflict
    report.division = chosen.division
    report.routed_on = report.state_on = today
    # The site's own reckoning is not relied on.
    set_clocks(report)
    report.save(update_fields=["state", "office", "is_conflict", "division", "routed_on", "state_on", *DEADLINES])
    Routing(
        report=report,
        office_id=chosen.office_number,
        reason=chosen.reason,
        params=chosen.params,
        on=today,
        first=True,
    ).save(force_insert=True)
    enqueue("reports.acknowledge", report_id=report.pk)
    enqueue("reports.index", report_id=report.pk)
    record("report.routed", report_id=report.pk, office_number=chosen.office_number, reason=chosen.reason)
