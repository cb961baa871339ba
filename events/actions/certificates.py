"""Certificates are designed, issued to those who were there, and revoked. Twice at once gives nobody two."""

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from events.actions.locking import locked_alive
from events.models import Certificate, CertificateDesign, Registration, Workshop
from events.rules.certificates import least_wanted
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.uploads.cleaning import CleanImage


@dataclass(frozen=True)
class DesignWords:
    """What an admin decides; pictures that are None stay as they are (`drop_` takes them away)."""

    heading: str
    issuer: str
    deed: str
    signer: str
    position: str
    thai_digits: bool
    least_half_days: int | None
    signature: CleanImage | None = None
    emblem: CleanImage | None = None
    drop_signature: bool = False
    drop_emblem: bool = False


@transaction.atomic(durable=True)
def write_design(workshop: Workshop, words: DesignWords, *, seen_version: int, by: User) -> CertificateDesign:
    """Raises DomainError where somebody else wrote after `seen_version`."""
    workshop = locked_alive(workshop, by)
    design = CertificateDesign.objects.filter(pk=workshop.pk).first() or CertificateDesign(workshop=workshop)
    if design.version != seen_version:
        raise DomainError(
            _("Somebody else changed this meanwhile. Your text is kept below: compare it, then save it again")
        )
    for name in ("heading", "issuer", "deed", "signer", "position", "thai_digits", "least_half_days"):
        setattr(design, name, getattr(words, name))
    for name in ("signature", "emblem"):
        picture: CleanImage | None = getattr(words, name)
        if picture is not None:
            setattr(design, name, picture.content)
        elif getattr(words, f"drop_{name}"):
            setattr(design, name, None)
    design.version += 1
    design.save()
    record("certificate.designed", by=by, workshop_id=workshop.pk)
    return design


@transaction.atomic(durable=True)
def issue_certificates(workshop: Workshop, *, by: User, on: date | None = None) -> int:
    """To everybody who was there often enough and has none; how many. In Thai order of the names."""
    workshop = locked_alive(workshop, by)
    people = list(those_without(workshop).order_by("sort_key", "pk"))
    _issue(workshop, people, by, on)
    return len(people)


@transaction.atomic(durable=True)
def issue_certificate(person: Registration, *, by: User) -> Certificate:
    """To one person. Raises DomainError where she was not there often enough; gives the one that she has."""
    workshop = locked_alive(person.workshop, by)
    if (own := Certificate.objects.filter(registration=person, revoked_on=None).first()) is not None:
        return own
    found = those_without(workshop).filter(pk=person.pk).first()
    if found is None:
        counted = workshop.half_days.count()
        raise DomainError(
            _("%(name)s was there in %(came)s of %(all)s half-days; a certificate wants %(least)s")
            % {
                "name": person.full_name,
                "came": person.check_ins.count(),
                "all": counted,
                "least": least_wanted(_least(workshop), counted),
            }
        )
    return _issue(workshop, [found], by, None)[0]


@transaction.atomic(durable=True)
def revoke_certificate(certificate: Certificate, *, why: str, by: User) -> None:
    """Its page says so from now on; another one may be issued. A second time changes nothing."""
    locked_alive(certificate.workshop, by)
    revoked = Certificate.objects.filter(pk=certificate.pk, revoked_on=None).update(
        revoked_on=timezone.localdate(), revoked_why=why
    )
    if revoked:
        record("certificate.revoked", by=by, workshop_id=certificate.workshop_id, certificate_id=certificate.pk)


def those_without(workshop: Workshop) -> QuerySet[Registration]:
    """Those registered who were there often enough, and have no certificate that holds. Two queries before it."""
    least = least_wanted(_least(workshop), workshop.half_days.count())
    own = Certificate.objects.filter(registration=OuterRef("pk"), revoked_on=None)
    there = workshop.registrations.filter(state=Registration.State.REGISTERED).annotate(came=Count("check_ins"))
    return there.filter(~Exists(own), came__gte=least)


def _least(workshop: Workshop) -> int | None:
    design = CertificateDesign.objects.filter(pk=workshop.pk).only("least_half_days").first()
    return design.least_half_days if design else None


def _issue(workshop: Workshop, people: list[Registration], by: User, on: date | None) -> list[Certificate]:
    if not people:
        return []
    with connection.cursor() as cursor:
        # Numbers are counted up over all workshops of the fiscal year, without a gap.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('events.certificates'), %s)", [workshop.fiscal_year])
    last = Certificate.objects.filter(fiscal_year=workshop.fiscal_year).aggregate(last=Max("number"))["last"] or 0
    made = Certificate.objects.bulk_create(
        Certificate(
            registration=person,
            workshop=workshop,
            fiscal_year=workshop.fiscal_year,
            number=number,
            name=person.full_name,
            issued_on=on or timezone.localdate(),
            issued_by=by,
        )
        for number, person in enumerate(people, start=last + 1)
    )
    record(
        "certificate.issued", by=by, office_number=workshop.host_office_id, workshop_id=workshop.pk, people=len(made)
    )
    return made
