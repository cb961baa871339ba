"""A case as officers read it: what was told, messages, notes, files, its trail, who looked. Opened by the keyring."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from networks.models import Office
from networks.queries.places import place_in_words
from pacc.accounts.models import User
from pacc.ledger.models import Entry
from pacc.thai.dates import format_short
from pacc.vault.codes import show_reference
from pacc.vault.errors import CannotOpen
from reports.access import waiting_proposal
from reports.models import Evidence, Message, Report
from reports.models.sealed import unseal
from reports.queries.clocks import Clock, clocks_of
from reports.queries.holidays import holiday_table
from reports.queries.opened import Opened, desk_keys, opened
from reports.queries.seen import seen_of
from reports.rules.clock_words import step_in_words
from reports.rules.clocks import Deadline, deadline
from reports.rules.completeness import Completeness, Told, completeness_of
from reports.rules.holidays import HolidayTable
from reports.rules.routing import reason_in_words
from reports.rules.seen import Seen
from reports.rules.vocabulary import BangkokGroup, Behaviour, Channel, OfficialClass, Severity
from reports.workflow import CloseReason

# Deeds in the ledger that make up a case's history, in words. Notes and looks have lists of their own.
_HISTORY = {
    "report.submitted": pgettext_lazy("history", "Sent by the reporter"),
    "report.typed_in": pgettext_lazy("history", "Written down for the reporter"),
    "report.code_replaced": pgettext_lazy("history", "The reporter chose a code of her own"),
    "report.routed": pgettext_lazy("history", "Routed"),
    "report.taken": pgettext_lazy("history", "Taken"),
    "report.assigned": pgettext_lazy("history", "Assigned"),
    "report.screened": pgettext_lazy("history", "Triage began"),
    "report.classified": pgettext_lazy("history", "Classified"),
    "report.tasks_ticked": pgettext_lazy("history", "Tasks ticked"),
    "report.asked": pgettext_lazy("history", "The reporter was asked"),
    "report.replied": pgettext_lazy("history", "The reporter wrote"),
    "report.answered": pgettext_lazy("history", "The reporter was answered"),
    "report.examined": pgettext_lazy("history", "Fact-finding began"),
    "report.transferred": pgettext_lazy("history", "Transferred"),
    "report.referred": pgettext_lazy("history", "Referred to another agency"),
    "report.handed_over": pgettext_lazy("history", "Handed over to the case system"),
    "report.dispatch_taken": pgettext_lazy("history", "Taken out of the portal"),
    "report.package_prepared": pgettext_lazy("history", "The package for the agency was prepared"),
    "report.case_numbered": pgettext_lazy("history", "The case system’s number was written down"),
    "report.receipt_kept": pgettext_lazy("history", "The receipt of the hand-over was written down"),
    "report.closed": pgettext_lazy("history", "Closed"),
    "report.closing_proposed": pgettext_lazy("history", "Closing proposed"),
    "report.closing_returned": pgettext_lazy("history", "The proposal to close was returned"),
    "report.declined": pgettext_lazy("history", "Sent back"),
    "report.set_aside": pgettext_lazy("history", "Set aside"),
    "report.brought_back": pgettext_lazy("history", "Brought back"),
    "report.merged": pgettext_lazy("history", "Merged into another report"),
    "report.merged_here": pgettext_lazy("history", "Another report was merged into this one"),
    "report.separated": pgettext_lazy("history", "The merge was undone"),
    "report.separated_here": pgettext_lazy("history", "Another report was taken out again"),
    "report.put_back": pgettext_lazy("history", "Put back: a change of many reports was undone"),
    "report.contested": pgettext_lazy("history", "The reporter: not resolved"),
    "report.acknowledged": pgettext_lazy("history", "The portal acknowledged it to the reporter"),
    "report.escalated": pgettext_lazy("history", "Overdue"),
    "report.exported": pgettext_lazy("history", "Taken out as a file"),
}


def _taken(detail: dict[str, Any]) -> str:
    """The number on the paper and which file, and whether it names the reporter."""
    said = f"{detail['dispatch']} {detail['file'].upper()}"
    return _("%(file)s, with the reporter’s name") % {"file": said} if detail["identity"] else said


# What an entry says beside its name, where that needs no look at a table.
_SAID: dict[str, Callable[[dict[str, str]], str]] = {
    "report.typed_in": lambda detail: str(Channel(detail["channel"]).label),
    "report.closed": lambda detail: str(CloseReason(detail["reason"]).label),
    "report.closing_proposed": lambda detail: str(CloseReason(detail["reason"]).label),
    "report.dispatch_taken": _taken,
    "report.set_aside": lambda detail: _("until %(day)s") % {"day": format_short(date.fromisoformat(detail["until"]))},
    "report.escalated": lambda detail: step_in_words(detail["clock"], detail["step"]),
}
_LOOKS = ("report.opened", "evidence.seen", "evidence.original_taken", "report.dispatch_taken")
_MOST_LOOKERS = 12
_TO_REPORTER = frozenset({Message.Kind.ANSWER, Message.Kind.QUESTION, Message.Kind.CLOSING, Message.Kind.NOTICE})


@dataclass(frozen=True)
class Letter:
    """A message as officers read it. `at` only for officers' own: a reporter's carries the day."""

    kind: str
    by: User | None
    on: date
    at: datetime | None
    text: str
    answer_by: date | None

    @property
    def from_office(self) -> bool:
        return self.kind in _TO_REPORTER


@dataclass(frozen=True)
class Deed:
    """One line of the history. `by` is empty where the reporter or the portal did it."""

    what: str
    detail: str
    by: User | None
    on: date


@dataclass(frozen=True)
class Look:
    """When somebody looked last."""

    by: User
    at: datetime


@dataclass(frozen=True)
class Journey:
    """A step of the routing. No `office`: those posted to reports about the PACC itself."""

    office: Office | None
    why: str
    note: str
    by: User | None
    on: date


@dataclass(frozen=True)
class Proposed:
    """A closing that waits for a second person. `text`: what the reporter is to read."""

    by: User
    on: date
    reason: str
    text: str


@dataclass(frozen=True)
class CaseFile:
    id: UUID
    name: str
    kind: str
    is_image: bool
    state: str


@dataclass(frozen=True)
class Case:
    """A report and its data key; every part is read when it is asked for. `seen`: what a form compares with later.
    `among` gives the reports that the reader sees, of which the history may name others."""

    report: Report
    data_key: bytes
    seen: Seen
    among: Callable[[], QuerySet[Report]]

    @cached_property
    def told(self) -> Opened:
        """Raises `vault.errors.CannotOpen`."""
        return opened(self.report, data_key=self.data_key)

    @cached_property
    def place(self) -> str:
        """Up to three queries."""
        return place_in_words(self.report.province_id, self.report.district_id, self.told.subdistrict_code)

    @cached_property
    def letters(self) -> list[Letter]:
        """Messages with the reporter and internal notes, oldest first. One query."""
        messages = self.report.messages.select_related("by").order_by("arrival")
        return [
            Letter(
                message.kind,
                message.by,
                message.on,
                message.at,
                unseal(message, "body_sealed", data_key=self.data_key),
                message.answer_by,
            )
            for message in messages
        ]

    @property
    def thread(self) -> list[Letter]:
        """What the reporter reads and wrote."""
        return [letter for letter in self.letters if letter.kind != Message.Kind.NOTE]

    @property
    def notes(self) -> list[Letter]:
        """What the reporter never sees, newest first."""
        return [letter for letter in reversed(self.letters) if letter.kind == Message.Kind.NOTE]

    def writings(self, by: User) -> dict[str, str]:
        """What she has begun to write and not sent, by its deed. One query."""
        kept = self.report.writings.filter(by=by)
        return {each.deed: unseal(each, "text_sealed", data_key=self.data_key) for each in kept}

    @cached_property
    def files(self) -> list[CaseFile]:
        """One query."""
        return [
            CaseFile(
                file.pk,
                unseal(file, "name_sealed", data_key=self.data_key),
                file.get_kind_display(),
                file.kind == Evidence.Kind.IMAGE,
                file.state,
            )
            for file in self.report.evidence.order_by("arrival")
        ]

    @cached_property
    def completeness(self) -> Completeness:
        told, when = self.told, self.told.when
        return completeness_of(
            Told(
                people=told.people,
                agency=told.agency,
                province_code=self.report.province_id,
                district_code=self.report.district_id,
                place=told.place,
                year=when.year,
                month=when.month,
                day=when.day,
                about=when.about,
                files=len(self.files),
            )
        )

    @cached_property
    def journeys(self) -> list[Journey]:
        """Each office it was sent to and why, newest first. One query."""
        steps = self.report.routings.select_related("office", "by").order_by("-id")
        province = str(self.report.province or "")
        return [
            Journey(
                step.office,
                reason_in_words(step.reason, step.params, province=province),
                unseal(step, "note_sealed", data_key=self.data_key),
                step.by,
                step.on,
            )
            for step in steps
        ]

    @cached_property
    def proposed(self) -> Proposed | None:
        """One query."""
        proposal = waiting_proposal(self.report)
        if proposal is None:
            return None
        text = unseal(proposal, "text_sealed", data_key=self.data_key)
        return Proposed(proposal.by, proposal.on, proposal.get_reason_display(), text)

    @cached_property
    def division(self) -> str:
        """The central division that is suggested, in words, or ""."""
        return str(BangkokGroup(self.report.division).label) if self.report.division else ""

    @cached_property
    def history(self) -> list[Deed]:
        """Newest first. Three queries, two more where it was merged."""
        entries = list(_entries_of(self.report, _HISTORY).select_related("by").order_by("-id"))
        others = {UUID(entry.detail["other"]) for entry in entries if "other" in entry.detail}
        named = dict(self.among().filter(pk__in=others).values_list("pk", "reference")) if others else {}
        assigned = User.objects.in_bulk({entry.detail["to"] for entry in entries if "to" in entry.detail})
        offices = Office.objects.in_bulk()
        return [
            Deed(
                str(_HISTORY[entry.what]),
                show_reference(named.get(UUID(entry.detail["other"]), ""))
                if "other" in entry.detail
                else _in_words(entry, assigned, offices),
                entry.by,
                entry.on,
            )
            for entry in entries
        ]

    @cached_property
    def looks(self) -> list[Look]:
        """Who looked at the account or a file, each with the last time, the latest first. Two queries."""
        last = _entries_of(self.report, _LOOKS).filter(by__isnull=False).values("by").annotate(at=Max("at"))
        found = list(last.order_by("-at")[:_MOST_LOOKERS])
        people = User.objects.in_bulk([row["by"] for row in found])
        return [Look(people[row["by"]], row["at"]) for row in found]

    @cached_property
    def holidays(self) -> HolidayTable:
        """One query."""
        return holiday_table()

    @cached_property
    def clocks(self) -> list[Clock]:
        """Each clock that has begun, and why it stands as it does. Two queries."""
        return clocks_of(self.report, today=timezone.localdate(), holidays=self.holidays)

    @property
    def due(self) -> Deadline | None:
        """The clock that runs now, if one does."""
        due_on: date | None = self.report.due_on
        return deadline(due_on, today=timezone.localdate(), holidays=self.holidays) if due_on else None


def case_of(report: Report, *, among: Callable[[], QuerySet[Report]]) -> Case:
    """Two queries. Raises `vault.errors.CannotOpen` where the report's key was deleted."""
    # Before its parts are read: what comes in between is then told as a change, and not overlooked.
    seen = seen_of(report)
    data_key = desk_keys([report.pk]).get(report.pk)
    if data_key is None:
        raise CannotOpen
    return Case(report, data_key, seen, among)


def _entries_of(report: Report, kinds: Iterable[str]) -> QuerySet[Entry]:
    return Entry.objects.filter(report_id=report.pk, what__in=list(kinds))


def _in_words(entry: Entry, people: dict[int, User], offices: dict[int, Office]) -> str:
    """What a deed's entry says beside its name. Entries hold names of states and numbers, never content."""
    detail = entry.detail
    if "to" in detail:
        return str(people.get(detail["to"], ""))
    if "answer_by" in detail:
        return _("answer by %(day)s") % {"day": format_short(date.fromisoformat(detail["answer_by"]))}
    if "official_class" in detail:
        return ", ".join(_classes(detail))
    if entry.what in _SAID:
        return _SAID[entry.what](detail)
    if entry.what in ("report.routed", "report.transferred", "report.declined"):
        return offices[entry.office_number].short if entry.office_number in offices else _conflict_desk()
    return ""


def _classes(detail: dict[str, str]) -> list[str]:
    kinds = {"official_class": OfficialClass, "behaviour": Behaviour, "severity": Severity}
    return [str(kind(detail[name]).label) for name, kind in kinds.items() if detail.get(name)]


def _conflict_desk() -> str:
    return _("officers posted to reports about the PACC")
