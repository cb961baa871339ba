"""What a reporter tells, as the check page shows it and as sending takes it."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from reports.rules.vocabulary import AboutPacc, Identity, Ongoing


@dataclass(frozen=True)
class AttachedFile:
    """A file that lies sealed in the evidence store; its name and key are known to the reporter's draft only."""

    store_name: str
    file_key: bytes
    name: str
    kind: str
    media_type: str
    bytes: int
    sha256: str

    def as_values(self) -> dict[str, Any]:
        """As JSON knows it."""
        return asdict(self) | {"file_key": self.file_key.hex()}

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> "AttachedFile":
        return cls(**{**values, "file_key": bytes.fromhex(values["file_key"])})


@dataclass(frozen=True)
class When:
    """A day as far as it is known. `year` is C.E.; no year: not known at all. `about`: the reporter is not sure."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    about: bool = False

    @property
    def month_start(self) -> date | None:
        """First day of the month (of the year, where only that is known): all that a column keeps."""
        return date(self.year, self.month or 1, 1) if self.year else None


@dataclass(frozen=True)
class Account:
    """Everything that one report tells. Codes are checked by the forms; texts are within their limits."""

    kind: str
    agency_kind: str
    identity: str
    language: str
    narrative: str
    subject: str = ""
    province_code: str | None = None
    district_code: str | None = None
    subdistrict_code: str | None = None
    place: str = ""
    agency: str = ""
    bangkok_group: str = ""
    about_pacc: str = AboutPacc.NO
    about_office: int | None = None
    when: When = When()
    ongoing: str = Ongoing.UNKNOWN
    people: str = ""
    damage: str = ""
    wishes: str = ""
    how_known: str = ""
    told_elsewhere: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    fears_for_safety: bool = False
    network_id: int | None = None
    files: tuple[AttachedFile, ...] = field(default=())

    def as_values(self) -> dict[str, Any]:
        """As JSON knows it."""
        return asdict(self) | {"files": [file.as_values() for file in self.files]}

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> "Account":
        files = tuple(AttachedFile.from_values(file) for file in values["files"])
        return cls(**{**values, "when": When(**values["when"]), "files": files})

    @property
    def is_anonymous(self) -> bool:
        return self.identity == Identity.ANONYMOUS
