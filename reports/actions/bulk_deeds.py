"""What can be done with many reports at once: each by the same steps as with one. A further deed is one more line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from reports.access import officers_to_tell
from reports.actions.clocks import DEADLINES, set_clocks
from reports.actions.merging import merge, separate
from reports.actions.triage import assign, classify
from reports.models import Bulk, Merge, Report
from reports.queries.merged import why_not_merged
from reports.rules.tags import joined
from reports.workflow import RULES, Move, State

Told = Mapping[str, Any]
Before = dict[str, Any]

CLASSES = ("official_class", "behaviour", "severity")


@dataclass(frozen=True)
class BulkDeed:
    """`why_not`: by id, in words, which of these may not be changed, before anything is. `do`: one that is locked, in a
    transaction under way; gives what `put_back` needs, which JSON can hold. Both raise DomainError. `also`: other
    reports to lock."""

    why_not: Callable[[Sequence[Report], Told], dict[UUID, str]]
    do: Callable[[Report, Told, User], Before]
    put_back: Callable[[Report, Before, User], None]
    also: Callable[[Told], list[UUID]] = lambda _told: []


def _refused_by_state(report: Report, move: Move) -> str:
    if report.state in RULES[move].sources:
        return ""
    return _("Not possible while it is “%(state)s”") % {"state": State(report.state).label}


def _why_not_assigned(reports: Sequence[Report], told: Told) -> dict[UUID, str]:
    """One query for the officer, and one for each kind of place where reports lie."""
    to, today = User.objects.get(pk=told["to"]), timezone.localdate()
    serves: dict[tuple[object, ...], bool] = {}
    found = {}
    for report in reports:
        place = (report.office_id, report.is_conflict, report.about_office_id, report.about_pacc, report.agency_kind)
        if place not in serves:
            serves[place] = officers_to_tell(report, on=today).filter(pk=to.pk).exists()
        if why := _refused_by_state(report, Move.ASSIGN):
            found[report.pk] = why
        elif not serves[place]:
            found[report.pk] = _("%(name)s does not serve there, or may not see it") % {"name": to.name}
        elif report.assigned_to_id == to.pk:
            found[report.pk] = _("%(name)s has it already") % {"name": to.name}
    return found


def _assign(report: Report, told: Told, by: User) -> Before:
    before = {
        "state": report.state,
        "assigned_to_id": report.assigned_to_id,
        "acknowledged_on": str(report.acknowledged_on or ""),
        "set_aside_until": str(report.set_aside_until or ""),
    }
    assign(report.pk, by=by, to=User.objects.get(pk=told["to"]))
    return before


def _take_back(report: Report, before: Before, by: User) -> None:
    """Into the hands where it was, and, if nobody had taken it, to the new ones with its clock running again."""
    if report.state != before["state"]:
        report.state, report.state_on = before["state"], timezone.localdate()
    report.assigned_to_id = before["assigned_to_id"]
    report.acknowledged_on, report.set_aside_until = _day(before["acknowledged_on"]), _day(before["set_aside_until"])
    report.save(update_fields=["state", "state_on", "assigned_to", "acknowledged_on", "set_aside_until"])
    set_clocks(report)
    report.save(update_fields=DEADLINES)
    _write_down(report, by)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _why_not_classified(reports: Sequence[Report], told: Told) -> dict[UUID, str]:
    found = {}
    for report in reports:
        if report.state == State.CLOSED:
            found[report.pk] = _("Not possible while it is “%(state)s”") % {"state": State.CLOSED.label}
        elif all(getattr(report, name) == code for name, code in _chosen(told).items()):
            found[report.pk] = _("It is classified so already")
    return found


def _chosen(told: Told) -> dict[str, str]:
    return {name: told[name] for name in CLASSES if told.get(name)}


def _classify(report: Report, told: Told, by: User) -> Before:
    before = {name: getattr(report, name) for name in CLASSES}
    wanted = before | _chosen(told)
    classify(report.pk, by=by, **wanted)
    return before


def _classify_as_before(report: Report, before: Before, by: User) -> None:
    classify(report.pk, by=by, **before)


def _why_not_tagged(reports: Sequence[Report], told: Told) -> dict[UUID, str]:
    found = {}
    for report in reports:
        if report.state == State.CLOSED:
            found[report.pk] = _("Not possible while it is “%(state)s”") % {"state": State.CLOSED.label}
        elif set(told["tags"]) <= set(report.tags):
            found[report.pk] = _("It has these tags already")
        else:
            try:
                joined(report.tags, told["tags"])
            except DomainError as refused:
                found[report.pk] = str(refused.message)
    return found


def _tag(report: Report, told: Told, by: User) -> Before:
    before = {name: getattr(report, name) for name in (*CLASSES, "tags")}
    classify(report.pk, by=by, **before | {"tags": joined(report.tags, told["tags"])})
    return before


def _why_not_merged(reports: Sequence[Report], told: Told) -> dict[UUID, str]:
    """Two queries."""
    into = Report.objects.get(pk=told["into"])
    with_parts = set(Merge.objects.filter(into__in=reports, ended_on=None).values_list("into", flat=True))
    found = {}
    for report in reports:
        why = _refused_by_state(report, Move.MERGE) or why_not_merged(report, into, has_parts=report.pk in with_parts)
        if why:
            found[report.pk] = why
    return found


def _merge(report: Report, told: Told, by: User) -> Before:
    merge(report.pk, by=by, into=Report.objects.get(pk=told["into"]))
    return {}


def _separate(report: Report, _before: Before, by: User) -> None:
    separate(report.pk, by=by)


def _write_down(report: Report, by: User) -> None:
    record("report.put_back", by=by, report_id=report.pk, office_number=report.office_id)


BULK_DEEDS: dict[str, BulkDeed] = {
    Bulk.Deed.ASSIGN: BulkDeed(_why_not_assigned, _assign, _take_back),
    Bulk.Deed.CLASSIFY: BulkDeed(_why_not_classified, _classify, _classify_as_before),
    Bulk.Deed.TAG: BulkDeed(_why_not_tagged, _tag, _classify_as_before),
    Bulk.Deed.DUPLICATE: BulkDeed(_why_not_merged, _merge, _separate, also=lambda told: [UUID(told["into"])]),
}
