"""A report as JSON for the PACC's case system, by a published schema: schema/hand-over-1.json.

A change that a reader of version 1 could stumble over is version 2, beside the first.
"""

import json
from pathlib import Path
from typing import Any

from reports.models import Dispatch
from reports.queries.case import Case
from reports.queries.dispatches import files_of
from reports.rules.vocabulary import Identity

SCHEMA = Path(__file__).with_name("schema") / "hand-over-1.json"
SCHEMA_ID = "urn:pacc-connect:schema:hand-over:1"


def case_file(case: Case, dispatch: Dispatch, *, with_identity: bool) -> bytes:
    """UTF-8. The reporter is named only where she gave her name and `with_identity`. Raises CannotOpen."""
    told = {
        "schema": SCHEMA_ID,
        "dispatch": {
            "number": dispatch.number,
            "handed_over_on": dispatch.on.isoformat(),
            "handed_over_by": dispatch.by.name,
            "office": _office(case),
        },
        "report": _report(case),
        "reporter": _reporter(case, with_identity=with_identity),
        "account": _account(case),
        "messages": _messages(case),
        "evidence": _evidence(case),
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _office(case: Case) -> dict[str, Any] | None:
    """None: it lies with the officers who are posted to reports about the PACC itself."""
    office = case.report.office
    return {"number": office.number, "name": office.name_th} if office else None


def _report(case: Case) -> dict[str, Any]:
    report = case.report
    return {
        "reference": report.reference,
        "received_on": report.submitted_on.isoformat(),
        "channel": report.channel,
        "language": report.language,
        "kind": report.kind,
        "official_class": report.official_class or None,
        "behaviour": report.behaviour or None,
        "severity": report.severity or None,
        "about_pacc": report.about_pacc,
        "about_office": report.about_office_id,
        "fears_for_safety": report.fears_for_safety,
    }


def _reporter(case: Case, *, with_identity: bool) -> dict[str, Any]:
    told = case.told
    is_named = with_identity and case.report.identity == Identity.NAMED
    who = {"name": told.name, "phone": told.phone, "email": told.email} if is_named else None
    return {"identity": case.report.identity, "who": who}


def _account(case: Case) -> dict[str, Any]:
    report, told = case.report, case.told
    return {
        "subject": told.subject,
        "narrative": told.narrative,
        "people": told.people,
        "agency": {"kind": report.agency_kind, "name": told.agency},
        "place": {
            "province_code": report.province_id,
            "district_code": report.district_id,
            "subdistrict_code": told.subdistrict_code or None,
            "in_words": case.place,
            "more": told.place,
        },
        "when": {
            "year": told.when.year,
            "month": told.when.month,
            "day": told.when.day,
            "about": told.when.about,
            "ongoing": report.ongoing,
        },
        "damage": told.damage,
        "wishes": told.wishes,
        "how_known": told.how_known,
        "told_elsewhere": told.told_elsewhere,
    }


def _messages(case: Case) -> list[dict[str, Any]]:
    """Oldest first; internal notes stay inside."""
    return [
        {"from": "office" if letter.from_office else "reporter", "on": letter.on.isoformat(), "text": letter.text}
        for letter in case.thread
    ]


def _evidence(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "id": str(file.id),
            "name": file.name,
            "kind": file.kind,
            "media_type": file.media_type,
            "bytes": file.bytes,
            "sha256": file.sha256,
            "received_on": file.on.isoformat(),
        }
        for file in files_of(case.report, data_key=case.data_key)
    ]
