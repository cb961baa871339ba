"""What goes to another agency, in clear: the account as it was struck, copies of pictures."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from pacc.vault import files
from reports.models import Dispatch, Evidence, Report
from reports.models.sealed import seal, unseal
from reports.queries.case import Case
from reports.queries.opened import Opened
from reports.rules.file_names import name_by_content
from reports.rules.striking import marked_where, names_in, parts_of, struck, to_mark

# What a reporter tells in her own words, in the order of the form.
STRUCK = ("subject", "people", "agency", "place", "narrative", "damage", "how_known", "told_elsewhere", "wishes")


@dataclass(frozen=True)
class Package:
    """The account with marks around what is struck, by the names in STRUCK; ids of the pictures that go along.

    Sealed in `package_sealed`.
    """

    account: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()

    def sealed_in(self, dispatch: Dispatch, *, data_key: bytes) -> bytes:
        return seal(dispatch, "package_sealed", json.dumps(asdict(self), ensure_ascii=False), data_key=data_key)

    @classmethod
    def of(cls, dispatch: Dispatch, *, data_key: bytes) -> "Package | None":
        """None where it was not prepared yet. Raises `vault.errors.CannotOpen`."""
        told: dict[str, Any] = json.loads(unseal(dispatch, "package_sealed", data_key=data_key) or "{}")
        return cls(told["account"], tuple(told["files"])) if told else None

    @cached_property
    def with_bars(self) -> dict[str, str]:
        return {name: struck(text) for name, text in self.account.items()}

    def struck(self, case: Case) -> Opened:
        """The account as the agency reads it: of all that was told freely only what the officer left."""
        nothing: dict[str, Any] = dict.fromkeys((*STRUCK, "name", "phone", "email"), "")
        return replace(case.told, **nothing | self.with_bars)


@dataclass(frozen=True)
class Copy:
    """A file of the package."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def account_to_mark(case: Case) -> dict[str, str]:
    """What was told freely, as far as it was, ready to be marked."""
    told = vars(case.told) | {"subject": unseal(case.report, "subject_sealed", data_key=case.data_key)}
    return {name: to_mark(told[name]) for name in STRUCK if told[name].strip()}


def names_to_strike(case: Case) -> list[str]:
    """What must not be read in a package: the reference, and who the reporter is, as far as the office knows."""
    told = case.told
    return [case.report.reference, *names_in(name=told.name, phone=told.phone, email=told.email)]


def proposed(case: Case) -> Package:
    """Nothing goes along, and who told it is marked already."""
    words = [*names_to_strike(case), *parts_of(case.told.name)]
    return Package({name: marked_where(text, words) for name, text in account_to_mark(case).items()})


def pictures_of(report: Report) -> list[Evidence]:
    """What may go along: pictures rebuilt from their pixels, without place or device. One query."""
    return list(report.evidence.filter(state=Evidence.State.CLEAN).order_by("arrival"))


def copies_of(report: Report, ids: Iterable[str], *, data_key: bytes) -> list[Copy]:
    """The rebuilt pictures, numbered: a name that the reporter gave them may lead to her. One query.

    Raises FileLost, and CannotOpen for one that was changed in the store.
    """
    wanted = {UUID(each) for each in ids}
    chosen = [picture for picture in pictures_of(report) if picture.pk in wanted]
    return [
        Copy(
            name_by_content(f"evidence-{number}", picture.clean_media_type),
            b"".join(files.open_sealed(picture.clean_store_name, _key_of(picture, data_key))),
        )
        for number, picture in enumerate(chosen, start=1)
    ]


def _key_of(picture: Evidence, data_key: bytes) -> bytes:
    return bytes.fromhex(unseal(picture, "clean_key_sealed", data_key=data_key))
