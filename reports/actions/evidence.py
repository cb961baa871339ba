"""Files of a report: rebuilt for officers' eyes, opened by an officer."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pacc.accounts.models import User
from pacc.ledger.record import record
from pacc.sandbox.run import ChildFailed
from pacc.uploads.cleaning import CleanImage, clean_image
from pacc.vault import files
from pacc.vault.errors import CannotOpen
from pacc.vault.files import FileLost, SealedFile, SealedWriter
from reports.access import may_see
from reports.models import Evidence
from reports.models.sealed import seal, unseal
from reports.queries.opened import desk_key
from reports.rules.file_names import name_by_content

log = logging.getLogger("reports.evidence")


def clean_evidence(evidence_id: UUID) -> None:
    """Rebuilds a picture from its points and keeps the copy beside the original. Done once, however often it runs.

    What cannot be rebuilt is never shown. Raises TooBusy, and OSError of the store, to be tried again.
    """
    waiting = Evidence.objects.filter(pk=evidence_id, kind=Evidence.Kind.IMAGE, state=Evidence.State.WAITING)
    evidence = waiting.filter(report__is_practice=False).select_related("report").first()
    if evidence is None:
        return
    try:
        data_key = desk_key(evidence.report)
    except CannotOpen:  # erased meanwhile
        return
    image = _rebuilt(evidence, data_key)
    if image is None:
        _settle(evidence, Evidence.State.FAILED)
        return
    copy = _stored(image)
    evidence.clean_store_name = copy.name
    evidence.clean_media_type = image.media_type
    evidence.clean_key_sealed = seal(evidence, "clean_key_sealed", copy.key.hex(), data_key=data_key)
    if not _settle(evidence, Evidence.State.CLEAN):
        files.remove(copy.name)


def _rebuilt(evidence: Evidence, data_key: bytes) -> CleanImage | None:
    try:
        file_key = bytes.fromhex(unseal(evidence, "file_key_sealed", data_key=data_key))
        return clean_image(files.open_sealed(evidence.store_name, file_key))
    except (ChildFailed, CannotOpen, FileLost) as failure:
        log.warning("evidence %s cannot be shown: %s", evidence.pk, type(failure).__name__)
        return None


def _stored(image: CleanImage) -> SealedFile:
    writer = SealedWriter()
    writer.write(image.content)
    return writer.finish()


@transaction.atomic(durable=True)
def _settle(evidence: Evidence, state: Evidence.State) -> bool:
    """False where another worker was quicker."""
    was_waiting = Evidence.objects.filter(pk=evidence.pk, state=Evidence.State.WAITING).update(
        state=state,
        clean_store_name=evidence.clean_store_name,
        clean_media_type=evidence.clean_media_type,
        clean_key_sealed=evidence.clean_key_sealed,
    )
    if was_waiting:
        what = "evidence.rebuilt" if state == Evidence.State.CLEAN else "evidence.not_rebuilt"
        record(what, report_id=evidence.report_id, evidence=str(evidence.pk))
    return bool(was_waiting)


@dataclass(frozen=True)
class OpenedFile:
    """A file on its way to an officer. `chunks` raises CannotOpen at the end of what was changed in the store."""

    name: str
    media_type: str
    chunks: Iterator[bytes]


def open_image(evidence: Evidence, *, by: User) -> OpenedFile:
    """The rebuilt picture, recorded. Raises PermissionDenied, and FileLost and CannotOpen before anything is given."""
    if evidence.state != Evidence.State.CLEAN:
        raise PermissionDenied
    _record_opening(evidence, "evidence.seen", by=by)
    return _opened(evidence, evidence.clean_store_name, "clean_key_sealed", evidence.clean_media_type)


def open_original(evidence: Evidence, *, by: User) -> OpenedFile:
    """The file as it came, recorded; never a picture's, which officers see rebuilt. Raises as `open_image` does."""
    if evidence.state != Evidence.State.ORIGINAL:
        raise PermissionDenied
    _record_opening(evidence, "evidence.original_taken", by=by)
    return _opened(evidence, evidence.store_name, "file_key_sealed", evidence.media_type)


def open_kept(evidence: Evidence, *, data_key: bytes) -> OpenedFile | None:
    """As officers see it, for the case's export, which is recorded as a whole. None for a picture that is not rebuilt.

    Raises FileLost and CannotOpen before anything is given.
    """
    if evidence.state == Evidence.State.CLEAN:
        return _opened(
            evidence, evidence.clean_store_name, "clean_key_sealed", evidence.clean_media_type, data_key=data_key
        )
    if evidence.state == Evidence.State.ORIGINAL:
        return _opened(evidence, evidence.store_name, "file_key_sealed", evidence.media_type, data_key=data_key)
    return None


@transaction.atomic(durable=True)
def _record_opening(evidence: Evidence, what: str, *, by: User) -> None:
    if not may_see(by, evidence.report):
        raise PermissionDenied
    record(
        what,
        by=by,
        report_id=evidence.report_id,
        office_number=evidence.report.office_id,
        evidence=str(evidence.pk),
    )


def _opened(
    evidence: Evidence, store_name: str, key_column: str, media_type: str, *, data_key: bytes | None = None
) -> OpenedFile:
    data_key = data_key or desk_key(evidence.report)
    file_key = bytes.fromhex(unseal(evidence, key_column, data_key=data_key))
    chunks = files.open_sealed(store_name, file_key)
    # Pulled now, so that a lost or changed file is told on a page and not by a torn download.
    first = next(chunks, b"")
    name = name_by_content(unseal(evidence, "name_sealed", data_key=data_key), media_type)
    return OpenedFile(name, media_type, chain([first], chunks))
