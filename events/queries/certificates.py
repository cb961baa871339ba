"""The certificates of a workshop, and the one that an address names."""

from django.db import transaction
from django.db.models import QuerySet

from events.models import Certificate, CertificateDesign, Workshop
from events.models.registrant_scope import enter_certificate

_PUBLIC = ("id", "workshop", "fiscal_year", "number", "name", "issued_on", "revoked_on")


def design_of(workshop: Workshop) -> CertificateDesign:
    """As it is written, or as it would be."""
    return CertificateDesign.objects.filter(pk=workshop.pk).first() or CertificateDesign(workshop=workshop)


def certificates_of(workshop: Workshop) -> QuerySet[Certificate]:
    """All that were issued, by their number; also those that were revoked."""
    return Certificate.objects.filter(workshop=workshop).select_related("registration").order_by("number")


@transaction.atomic
def certificate_shown(certificate_id: int) -> Certificate | None:
    """What anybody may know of it: only name, workshop, day, number, and whether it holds. For the site's role."""
    enter_certificate(certificate_id)
    found = Certificate.objects.filter(pk=certificate_id).select_related("workshop")
    return found.only(*_PUBLIC, "workshop__title", "workshop__starts_on", "workshop__ends_on").first()
