"""One case as a ZIP that a password opens: its paper, its files as officers see them, the hash of each."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.timezone import localtime

from pacc.sealed_zip import Member, sealed_zip
from pacc.vault.errors import CannotOpen
from pacc.vault.files import FileLost
from reports.actions.evidence import open_kept
from reports.documents.case_paper import reference_of
from reports.documents.export_mark import Mark
from reports.models import Evidence
from reports.models.sealed import unseal
from reports.queries.case import Case


def case_zip(case: Case, evidence: Iterable[Evidence], *, paper: bytes, mark: Mark, password: str) -> Iterator[bytes]:
    """Names inside say nothing, as they can be read without the password; the manifest gives those of the reporter."""
    return sealed_zip(_members(case, evidence, paper, mark), password=password, at=mark.at)


def _members(case: Case, evidence: Iterable[Evidence], paper: bytes, mark: Mark) -> Iterator[Member]:
    manifest: dict[str, Any] = {
        "reference": reference_of(case),
        "taken_out_by": mark.by,
        "office": mark.office,
        "at": localtime(mark.at).isoformat(timespec="seconds"),
        "files": [],
        "left_out": [],
    }
    files: list[dict[str, Any]] = manifest["files"]
    yield Member("case.pdf", _weighed([paper], files, {"name": "case.pdf"}))
    for number, each in enumerate(evidence, start=1):
        known = _known(each, case.data_key)
        try:
            opened = open_kept(each, data_key=case.data_key)
        except (CannotOpen, FileLost):
            opened = None
        if opened is None:
            manifest["left_out"].append(known | {"state": each.state})
            continue
        name = f"evidence/{number:02}.{opened.name.rpartition('.')[2]}"
        yield Member(name, _weighed(opened.chunks, files, {"name": name, **known}))
    yield Member("manifest.json", _written(manifest))


def _known(evidence: Evidence, data_key: bytes) -> dict[str, Any]:
    """`rebuilt`: a picture's copy made from its points, so that its hash is not the original's."""
    return {
        "sent_as": unseal(evidence, "name_sealed", data_key=data_key),
        "kind": evidence.kind,
        "came_on": evidence.on.isoformat(),
        "rebuilt": evidence.state == Evidence.State.CLEAN,
        "original_sha256": unseal(evidence, "digest_sealed", data_key=data_key),
    }


def _weighed(chunks: Iterable[bytes], files: list[dict[str, Any]], known: dict[str, Any]) -> Iterator[bytes]:
    """The same chunks; with the last of them the file is in the list."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        yield chunk
    files.append(known | {"bytes": size, "sha256": digest.hexdigest()})


def _written(manifest: dict[str, Any]) -> Iterator[bytes]:
    """Asked for after all other files are through."""
    yield json.dumps(manifest, ensure_ascii=False, indent=1).encode()
