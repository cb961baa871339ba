"""Files as the upload handler leaves them, and reports that carry them."""

from typing import Any

from pacc.vault.files import SealedWriter
from reports.models import Evidence
from reports.rules.account import AttachedFile
from tests.factories.reports import a_report


def a_sealed_file(content: bytes, *, name: str, kind: str = "image", media_type: str = "image/jpeg") -> AttachedFile:
    """It lies sealed in the evidence store. Needs the fixture `keys`."""
    writer = SealedWriter()
    writer.write(content)
    sealed = writer.finish()
    return AttachedFile(sealed.name, sealed.key, name, kind, media_type, sealed.size, sealed.digest.hex())


def some_evidence(content: bytes, *, name: str = "ป้ายโครงการ.jpg", **file: Any) -> Evidence:
    """Of a new report, routed to office 3, as a reporter's sending stores it."""
    report = a_report(files=(a_sealed_file(content, name=name, **file),))
    return report.evidence.get()
