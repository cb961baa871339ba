"""What left the portal of a report, in clear: to whom, what came back, and the files that belong to it."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from reports.models import Dispatch, Report
from reports.models.sealed import seal, unseal


@dataclass(frozen=True)
class Receipt:
    """What the receiver gave back, sealed in `receipt_sealed`. `number`: under which it goes on there."""

    on: date
    number: str = ""
    name: str = ""
    position: str = ""
    agency: str = ""

    def sealed_in(self, dispatch: Dispatch, *, data_key: bytes) -> bytes:
        text = json.dumps(asdict(self) | {"on": self.on.isoformat()}, ensure_ascii=False)
        return seal(dispatch, "receipt_sealed", text, data_key=data_key)

    @classmethod
    def of(cls, dispatch: Dispatch, *, data_key: bytes) -> "Receipt | None":
        """None where nothing came back yet. Raises `vault.errors.CannotOpen`."""
        told: dict[str, Any] = json.loads(unseal(dispatch, "receipt_sealed", data_key=data_key) or "{}")
        return cls(**{**told, "on": date.fromisoformat(told["on"])}) if told else None


@dataclass(frozen=True)
class Told:
    """To whom a report was referred, and on which ground; sealed in `told_sealed`."""

    agency: str
    ground: str = ""

    def sealed_in(self, dispatch: Dispatch, *, data_key: bytes) -> bytes:
        return seal(dispatch, "told_sealed", json.dumps(asdict(self), ensure_ascii=False), data_key=data_key)

    @classmethod
    def of(cls, dispatch: Dispatch, *, data_key: bytes) -> "Told | None":
        """None of the case system's. Raises `vault.errors.CannotOpen`."""
        told: dict[str, str] = json.loads(unseal(dispatch, "told_sealed", data_key=data_key) or "{}")
        return cls(**told) if told else None


@dataclass(frozen=True)
class Sent:
    """A dispatch as the case's page shows it."""

    dispatch: Dispatch
    told: Told | None
    receipt: Receipt | None


@dataclass(frozen=True)
class SentFile:
    """A file of a report as papers name it. `sha256`: of the original, as it arrived."""

    id: UUID
    name: str
    kind: str
    media_type: str
    bytes: int
    sha256: str
    on: date


def sent_of(report: Report, *, data_key: bytes) -> list[Sent]:
    """Each dispatch of the report, newest first. One query."""
    dispatches = report.dispatches.select_related("by").order_by("-at")
    return [
        Sent(dispatch, Told.of(dispatch, data_key=data_key), Receipt.of(dispatch, data_key=data_key))
        for dispatch in dispatches
    ]


def files_of(report: Report, *, data_key: bytes) -> list[SentFile]:
    """All of the report's files, in the order in which they came. One query."""
    return [
        SentFile(
            file.pk,
            unseal(file, "name_sealed", data_key=data_key),
            file.kind,
            file.media_type,
            file.bytes,
            unseal(file, "digest_sealed", data_key=data_key),
            file.on,
        )
        for file in report.evidence.order_by("arrival")
    ]
