"""A report in the shape of the PACC's letter of complaint, in Thai whoever makes it: for the file of a case."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from pacc.thai.dates import format_long, format_short
from pacc.typeset import pdf
from pacc.vault import codes
from reports.models import Dispatch, Evidence
from reports.queries.case import Case
from reports.queries.dispatches import SentFile, files_of
from reports.queries.opened import Opened
from reports.rules.vocabulary import Identity, Ongoing
from reports.rules.when_words import when_in_words

TEMPLATE = Path(__file__).with_name("complaint.typ")
Rows = list[tuple[str, str]]


def complaint_pdf(case: Case, dispatch: Dispatch, *, with_identity: bool) -> bytes:
    """The reporter is named only where she gave her name and `with_identity`. Raises CannotOpen."""
    with override("th"):
        title = _("Letter of complaint")
        told = {
            "number": _("Hand-over no. %(number)s") % {"number": dispatch.number},
            "came": _("Received through PACC Connect (%(door)s), reference %(reference)s")
            % {"door": case.report.get_channel_display(), "reference": codes.show_reference(case.report.reference)},
            "day": format_long(case.report.submitted_on),
            "head": head_rows(
                case.told.subject, to=_("Secretary-General of the Public Sector Anti-Corruption Commission")
            ),
            "parts": [
                _part(_("The complainant"), _who(case, with_identity=with_identity)),
                *account_parts(case, case.told, files=files_of(case.report, data_key=case.data_key)),
            ],
            "struck": "",
            "certified": [
                _("The report was sent electronically and bears no signature of the complainant."),
                _("I certify that the text above agrees with what was received."),
            ],
            "signed": _("Signed"),
            "signer": dispatch.by.name,
            "signer_role": _("Officer who hands it over"),
            "signed_on": format_long(dispatch.on),
        }
        return pdf(TEMPLATE, told, title=title)


def head_rows(subject: str, *, to: str) -> Rows:
    return [(pgettext("letter", "Subject"), subject), (pgettext("letter", "To"), to)]


def account_parts(case: Case, told: Opened, *, files: list[SentFile] | None = None) -> list[dict[str, Any]]:
    """What was told, `told` in place of the case's own; without the part of evidence where there are no `files`."""
    return [
        _part(_("The accused"), _accused(case, told)),
        _part(_("What happened"), _what_happened(case, told)),
        *([] if files is None else [_part(_("Evidence"), [], table=evidence_table(files))]),
        _part(pgettext("letter", "Other"), _more(case, told)),
    ]


def evidence_table(files: list[SentFile]) -> dict[str, list[Any]]:
    """Its columns and rows; no rows where there are no files."""
    return {
        "columns": [_("No."), _("File"), pgettext("evidence", "Kind"), _("SHA-256 of the original"), _("Received on")],
        "rows": [
            [
                str(number),
                file.name,
                str(Evidence.Kind(file.kind).label),
                f"{file.sha256[:32]}\n{file.sha256[32:]}",
                format_short(file.on),
            ]
            for number, file in enumerate(files, start=1)
        ],
    }


def _part(heading: str, rows: Rows, *, table: dict[str, list[Any]] | None = None) -> dict[str, Any]:
    return {"heading": heading, "rows": rows, "table": table, "none": _("No files")}


def _who(case: Case, *, with_identity: bool) -> Rows:
    report, told = case.report, case.told
    if report.identity == Identity.NAMED and with_identity:
        return _given([(_("Name"), told.name), (_("Telephone"), told.phone), (_("E-mail"), told.email)])
    closed = {
        Identity.ANONYMOUS: _("Withheld: the complainant did not say who it is"),
        Identity.CONFIDENTIAL: _("Withheld: sealed to two groups of custodians"),
        Identity.NAMED: _("Withheld: not included in this hand-over"),
    }
    return [(_("Name"), closed[Identity(report.identity)])]


def _accused(case: Case, told: Opened) -> Rows:
    return _given(
        [
            (_("Name and position"), told.people),
            (pgettext("summary", "Agency"), told.agency),
            (_("Kind of agency"), case.report.get_agency_kind_display()),
        ]
    )


def _what_happened(case: Case, told: Opened) -> Rows:
    report = case.report
    place = "\n".join(line for line in (told.place, case.place) if line)
    return _given(
        [
            (_("What it is about"), report.get_kind_display()),
            (pgettext("summary", "When"), when_in_words(told.when)),
            (_("Is it still going on?"), str(Ongoing(report.ongoing).label)),
            (pgettext("summary", "Where"), place),
            (_("Account"), told.narrative),
            (pgettext("summary", "Damage"), told.damage),
        ]
    )


def _more(case: Case, told: Opened) -> Rows:
    report = case.report
    return _given(
        [
            (_("How the complainant knows"), told.how_known),
            (_("Told before"), told.told_elsewhere),
            (_("What the complainant wishes for"), told.wishes),
            (_("Official class"), report.get_official_class_display() if report.official_class else ""),
        ]
    ) + ([(_("Safety"), _("The complainant fears for somebody’s safety"))] if report.fears_for_safety else [])


def _given(rows: Rows) -> Rows:
    """Each as text; what was not told says so."""
    return [(str(label), str(text) or _("Not provided")) for label, text in rows]
