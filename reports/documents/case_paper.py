"""One case as a paper: what was told, its files, messages, notes where they are wanted, its trail."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pacc.thai.dates import format_short, format_time
from pacc.typeset import pdf
from pacc.vault import codes
from reports.documents.export_mark import Mark
from reports.models import Message
from reports.queries.case import Case, Letter
from reports.rules.exports import CasePart

_TEMPLATE = Path(__file__).with_name("case_paper.typ")
Pair = tuple[str, str]


def case_paper(case: Case, *, when: str, parts: Iterable[CasePart], mark: Mark) -> bytes:
    """`when`: the account's day in words. Who reported stands in it only where that part is asked for."""
    parts = frozenset(parts)
    sections = [
        (_("What was told"), [("", case.told.narrative)]),
        (_("Evidence"), [(file.kind, file.name) for file in case.files]),
        (_("Messages with the reporter"), [_written(letter) for letter in case.thread]),
        (_("Internal notes"), [_written(letter) for letter in case.notes] if CasePart.NOTES in parts else []),
        (_("Why it is here"), _journeys(case)),
        (_("What has happened so far"), _history(case)),
    ]
    told: dict[str, Any] = {
        "mark": mark.words,
        "subject": case.told.subject,
        "facts": [pair for pair in _facts(case, when, parts) if pair[1]],
        "parts": [{"heading": heading, "entries": entries} for heading, entries in sections if entries],
    }
    return pdf(_TEMPLATE, told, title=_("Report %(reference)s") % {"reference": reference_of(case)})


def reference_of(case: Case) -> str:
    return codes.show_reference(case.report.reference)


def _facts(case: Case, when: str, parts: frozenset[CasePart]) -> list[Pair]:
    report, told = case.report, case.told
    facts = [
        (pgettext("export", "Came in on"), format_short(report.submitted_on)),
        (_("Came in by"), report.get_channel_display()),
        (_("Status"), f"{report.get_state_display()} {report.get_close_reason_display()}"),
        (_("Office"), str(report.office or _("Officers posted to reports about the PACC"))),
        (_("In charge"), str(report.assigned_to or "")),
        (_("Official class"), report.get_official_class_display()),
        (_("Kind, as the reporter sees it"), report.get_kind_display()),
        (pgettext("summary", "When"), when),
        (pgettext("summary", "Where"), "\n".join(place for place in (told.place, case.place) if place)),
        (pgettext("summary", "Agency"), f"{told.agency}\n{report.get_agency_kind_display()}".strip()),
        (pgettext("summary", "Who is involved"), told.people),
        (pgettext("summary", "Damage"), told.damage),
        (_("What the reporter wishes for"), told.wishes),
        (_("How the reporter knows"), told.how_known),
        (_("Told before"), told.told_elsewhere),
        (_("Identity"), report.get_identity_display()),
    ]
    if CasePart.REPORTER in parts:
        facts += [(_("Name"), told.name), (_("Telephone"), told.phone), (_("E-mail"), told.email)]
    return facts


def _written(letter: Letter) -> Pair:
    """A reporter's message carries its day, an officer's the time."""
    day = format_short(letter.on)
    if letter.kind == Message.Kind.NOTICE:
        return f"{_('The portal, by itself')} · {day}", letter.text
    if letter.by is None:
        return f"{_('The reporter')} · {day}", letter.text
    return f"{letter.by} · {day} {format_time(letter.at) if letter.at else ''}", letter.text


def _journeys(case: Case) -> list[Pair]:
    return [
        (
            f"{step.office.short if step.office else _('Officers posted to reports about the PACC')} · "
            f"{format_short(step.on)}",
            f"{step.why}: {step.note}" if step.note else step.why,
        )
        for step in case.journeys
    ]


def _history(case: Case) -> list[Pair]:
    return [
        (
            f"{format_short(deed.on)}{f' · {deed.by}' if deed.by else ''}",
            f"{deed.what}: {deed.detail}" if deed.detail else deed.what,
        )
        for deed in case.history
    ]
