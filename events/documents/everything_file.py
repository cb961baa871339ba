"""All that a workshop holds, as one Excel file for the office's own use. No citizen id, no answer to a survey."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import (
    Answer,
    Certificate,
    CheckInEvent,
    Group,
    HalfDay,
    Question,
    Session,
    Workshop,
)
from events.queries.groups import Plan
from events.queries.people import Row
from events.rules.plan_parts import OF_ACTIVITY
from pacc.spreadsheets.write import SheetOf, workbook_of
from pacc.thai.dates import format_short
from pacc.thai.phone_numbers import show_phone


@dataclass(frozen=True)
class Everything:
    """Rows are of everybody who ever registered, whatever became of it."""

    workshop: Workshop
    agenda: Sequence[tuple[date, list[Session]]]
    half_days: Sequence[HalfDay]
    rows: Sequence[Row]
    questions: Sequence[Question]
    answers: Sequence[Answer]
    events: Sequence[CheckInEvent]
    certificates: Sequence[Certificate]
    plans: Sequence[tuple[Group, Plan]]


def everything_file(everything: Everything) -> bytes:
    """Sheets: workshop, agenda, people with their answers, each mark at the door, certificates, plans of the groups."""
    return workbook_of(
        _facts(everything.workshop),
        _agenda(everything.agenda),
        _people(everything),
        _marks(everything.events),
        _certificates(everything.certificates),
        _plans(everything.plans),
    )


def _facts(workshop: Workshop) -> SheetOf:
    facts = [
        (_("Name of the workshop"), workshop.title),
        (_("Host"), workshop.host_office.name_th),
        (_("Fiscal year"), workshop.fiscal_year),
        (_("First day"), _day(workshop.starts_on)),
        (_("Last day"), _day(workshop.ends_on)),
        (_("Venue"), f"{workshop.venue} {workshop.area}"),
        (_("Number of places"), workshop.capacity),
        (_("Project"), workshop.project),
        (_("Budget line"), workshop.budget_line),
        (_("Whom to ask"), workshop.contact),
        (_("Status"), workshop.get_state_display()),
    ]
    return SheetOf(_("Workshop"), ["", ""], facts)


def _agenda(agenda: Sequence[tuple[date, list[Session]]]) -> SheetOf:
    headings = [_("Day"), _("From"), _("Until"), pgettext("session", "Kind"), _("Topic"), _("Speaker"), _("Room")]
    lines = (
        [
            _day(day), f"{line.starts:%H.%M}", f"{line.ends:%H.%M}", line.get_kind_display(), line.title,
            line.speaker, line.room,
        ]
        for day, lines_of_day in agenda
        for line in lines_of_day
    )  # fmt: skip
    return SheetOf(_("Agenda"), headings, lines)


def _people(everything: Everything) -> SheetOf:
    headings = [
        _("Number"), _("Title"), _("Name and surname"), _("Position or organisation"), _("Network"), _("Province"),
        _("Telephone"), _("E-mail address"), _("Takes part as"), _("Status"), _("Registered on"),
        _("Photographs"), _("Wishes to join a network"), _("Group"), _("Certificate"),
        *(f"{_day(each.on)} {each.get_part_display()}" for each in everything.half_days),
        *(question.label for question in everything.questions),
    ]  # fmt: skip
    return SheetOf(pgettext("of a workshop", "People"), headings, _people_lines(everything))


def _people_lines(everything: Everything) -> Iterator[list[Any]]:
    said: dict[tuple[int, int], str] = {
        (answer.registration_id, answer.question_id): answer.text or ", ".join(answer.chosen)
        for answer in everything.answers
    }
    serials: dict[int, list[str]] = defaultdict(list)
    for certificate in everything.certificates:
        if certificate.revoked_on is None:
            serials[certificate.registration_id].append(certificate.serial)
    agreed = {True: _("Agrees"), False: _("Does not agree"), None: ""}
    for number, row in enumerate(everything.rows, start=1):
        person = row.person
        member = getattr(person, "group_member", None)
        yield [
            number, person.title, person.name, person.organisation, person.network.name if person.network else "",
            str(person.province or ""), show_phone(person.phone).replace("\u00a0", " "), person.email,
            person.get_kind_display(), person.get_state_display(), _day(localtime(person.registered_at).date()),
            agreed[person.agrees_to_photos], _("Yes") if person.wants_network else "",
            member.group.number if member and member.group else "", ", ".join(serials[person.pk]),
            *(1 if came else "" for _half_day, came in row.marks),
            *(said.get((person.pk, question.pk), "") for question in everything.questions),
        ]  # fmt: skip


def _marks(events: Sequence[CheckInEvent]) -> SheetOf:
    headings = [_("Name and surname"), _("Half-day"), _("What happened"), _("When"), _("How"), _("Reason")]
    lines = (
        [
            event.registration.full_name,
            f"{_day(event.half_day.on)} {event.half_day.get_part_display()}",
            event.get_kind_display(),
            f"{localtime(event.happened_at):%H.%M}",
            event.get_via_display(),
            event.reason,
        ]
        for event in events
    )
    return SheetOf(_("Marks at the door"), headings, lines)


def _certificates(certificates: Sequence[Certificate]) -> SheetOf:
    headings = [pgettext("of a certificate", "Number"), _("Name and surname"), _("Issued"), _("Revoked"), _("Reason")]
    lines = (
        [one.serial, one.name, _day(one.issued_on), _day(one.revoked_on) if one.revoked_on else "", one.revoked_why]
        for one in certificates
    )
    return SheetOf(_("Certificates"), headings, lines)


def _plans(plans: Sequence[tuple[Group, Plan]]) -> SheetOf:
    headings = [
        _("Group"), _("Name of the group"), _("Goal"), _("Place"), _("Activity"), pgettext("plan", "Who"),
        pgettext("plan", "When"), _("Indicator"),
    ]  # fmt: skip
    nothing = [(0, [""] * len(OF_ACTIVITY))]
    lines = (
        [group.number, group.name, plan.goal, plan.place, *parts]
        for group, plan in plans
        for _number, parts in plan.activities or nothing
    )
    return SheetOf(_("Plans of the groups"), headings, lines)


def _day(day: date) -> str:
    return format_short(day).replace("\u00a0", " ")
