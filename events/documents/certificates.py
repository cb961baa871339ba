"""Certificates as a PDF, one page each, with a QR by which anybody checks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from events.documents.progress import Tell, in_portions, nobody, telling
from events.models import Certificate, CertificateDesign, Workshop
from events.rules.certificates import certificate_token
from events.rules.pictures import qr_for_paper
from pacc.thai.dates import format_long, format_span
from pacc.thai.digits import to_thai
from pacc.typeset import pdf

_TEMPLATE = Path(__file__).with_name("certificates.typ")


@dataclass(frozen=True)
class Sheet:
    """What one certificate says. `token`: "" for a specimen, which has no QR."""

    name: str
    serial: str
    issued_on: date
    token: str = ""


def sheet_of(certificate: Certificate) -> Sheet:
    return Sheet(certificate.name, certificate.serial, certificate.issued_on, certificate_token(certificate.pk))


def certificates(
    workshop: Workshop, design: CertificateDesign, sheets: Sequence[Sheet], *, tell: Tell = nobody
) -> bytes:
    """A4 across, in Thai whoever prints it. `tell` hears how many are ready. Wants the workshop with its places."""
    with translation.override("th"):
        return in_portions(telling(sheets, tell), lambda portion: _pages(workshop, design, portion))


def _pages(workshop: Workshop, design: CertificateDesign, sheets: Sequence[Sheet]) -> bytes:
    def written(text: str) -> str:
        return to_thai(text) if design.thai_digits else text

    values = {
        "heading": design.heading,
        "issuer": design.issuer or workshop.host_office.name_th,
        "gives": "ขอมอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า",
        "deed": design.deed,
        "workshop": written(workshop.title),
        "days": written(f"วันที่ {format_span(workshop.starts_on, workshop.ends_on)}"),
        "venue": written(f"ณ {workshop.venue} {workshop.area}"),
        "signer": design.signer,
        "position": design.position,
        "signature": list(design.signature) if design.signature else None,
        "emblem": list(design.emblem) if design.emblem else None,
        "check": "ตรวจสอบเกียรติบัตร",
        "sheets": [
            {
                "name": sheet.name,
                "serial": written(f"เลขที่ {sheet.serial}"),
                "given": written(f"ให้ไว้ ณ วันที่ {format_long(sheet.issued_on)}"),
                "qr": list(qr_for_paper(address_of(sheet))) if sheet.token else None,
            }
            for sheet in sheets
        ],
    }
    return pdf(_TEMPLATE, values, title=_("Certificates"))


def address_of(sheet: Sheet) -> str:
    """Where anybody checks it."""
    return f"{settings.SITE_URL}/workshops/certificate/{sheet.token}/"
