"""Opening what was told, at the desk by its keyring or for the reporter by her own key."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pacc.vault import data_keys
from pacc.vault.errors import CannotOpen
from reports.models import Report, WrappedKey
from reports.models.sealed import unseal
from reports.rules.account import When


@dataclass(frozen=True)
class Opened:
    """A report's account in clear. Never logged, never put into a task, a mail or a cache."""

    subject: str
    narrative: str
    people: str
    agency: str
    subdistrict_code: str
    place: str
    when: When
    damage: str
    wishes: str
    how_known: str
    told_elsewhere: str
    name: str
    phone: str
    email: str


def desk_key(report: Report) -> bytes:
    """The report's data key, by the desk's private keyring. One query.

    Raises CannotOpen where there is none that opens, and KeyringAbsent in the site zone.
    """
    found = desk_keys([report.pk]).get(report.pk)
    if found is None:
        raise CannotOpen
    return found


def desk_keys(report_ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """Data keys of many reports, for a list. One query; 0.07 ms a key. An erased report has none.

    SECURITY: the site writes these rows. One that does not open closes its own report at most, never a whole list.
    """
    rows = WrappedKey.objects.filter(report_id__in=list(report_ids), holder=WrappedKey.Holder.DESK).order_by("id")
    found: dict[UUID, bytes] = {}
    for row in rows:
        with suppress(CannotOpen):
            found.setdefault(row.report_id, data_keys.unwrap_at_desk(row.key_id, bytes(row.wrapped)))
    return found


def reporter_data_key(report_id: UUID, *, reporter_key: bytes) -> bytes:
    """The data key, by the key that came from the reporter's code. One query."""
    row = WrappedKey.objects.only("wrapped").get(report_id=report_id, holder=WrappedKey.Holder.REPORTER)
    return data_keys.unwrap_for_reporter(bytes(row.wrapped), reporter_key)


def opened(report: Report, *, data_key: bytes, with_identity: bool = True) -> Opened:
    """The whole account in clear. A confidential identity stays closed: name, phone and e-mail are then empty."""
    place, more = (told_in(report, column, data_key=data_key) for column in ("place_sealed", "more_sealed"))
    is_named = with_identity and report.identity == "named"
    who = told_in(report, "reporter_sealed", data_key=data_key) if is_named else {}
    return Opened(
        subject=subject_of(report, data_key=data_key),
        narrative=unseal(report, "narrative_sealed", data_key=data_key),
        people=unseal(report, "people_sealed", data_key=data_key),
        agency=unseal(report, "agency_sealed", data_key=data_key),
        subdistrict_code=place.get("subdistrict", ""),
        place=place.get("place", ""),
        when=when_of(report, data_key=data_key),
        damage=more.get("damage", ""),
        wishes=more.get("wishes", ""),
        how_known=more.get("how_known", ""),
        told_elsewhere=more.get("told_elsewhere", ""),
        name=who.get("name", ""),
        phone=who.get("phone", ""),
        email=who.get("email", ""),
    )


def subject_of(report: Report, *, data_key: bytes) -> str:
    """The subject, or the account's first words where none was given."""
    subject = unseal(report, "subject_sealed", data_key=data_key)
    return subject or unseal(report, "narrative_sealed", data_key=data_key)[:80]


def told_in(report: Report, column: str, *, data_key: bytes) -> dict[str, Any]:
    """What the site sealed as JSON; anything else counts as changed."""
    text = unseal(report, column, data_key=data_key)
    try:
        told = json.loads(text) if text else {}
    except ValueError:
        raise CannotOpen from None
    if not isinstance(told, dict):
        raise CannotOpen
    return told


def when_of(report: Report, *, data_key: bytes) -> When:
    """Raises CannotOpen, as all of these do."""
    try:
        return When(**told_in(report, "when_sealed", data_key=data_key))
    except TypeError:
        raise CannotOpen from None
