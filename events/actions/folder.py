"""The result report is written: words, budget, indicators, photographs. Two writers never overwrite each other."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events import access
from events.models import Indicator, Photograph, Registration, ResultReport, Workshop
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.uploads.cleaning import CleanImage

MAX_PHOTOGRAPHS = 24
MAX_INDICATORS = 30


@dataclass(frozen=True)
class ReportWords:
    """What people write of the result report; budgets in baht."""

    background: str = ""
    aims: str = ""
    target_group: str = ""
    method: str = ""
    results: str = ""
    problems: str = ""
    suggestions: str = ""
    budget_planned: Decimal | None = None
    budget_spent: Decimal | None = None


@dataclass(frozen=True)
class IndicatorFacts:
    name: str
    unit: str
    target: Decimal
    reached: Decimal | None = None
    words: str = ""


def _locked(workshop: Workshop, by: User) -> Workshop:
    locked = Workshop.objects.select_for_update(of=("self",), no_key=True).get(pk=workshop.pk)
    if not access.may_change(by, locked):
        raise PermissionDenied
    return locked


@transaction.atomic(durable=True)
def write_report(workshop: Workshop, words: ReportWords, *, seen_version: int, by: User) -> ResultReport:
    """Raises DomainError where somebody else wrote after `seen_version`: nothing of hers is lost."""
    workshop = _locked(workshop, by)
    report = ResultReport.objects.filter(pk=workshop.pk).first() or ResultReport(workshop=workshop)
    if report.version != seen_version:
        raise DomainError(
            _("Somebody else saved this report meanwhile. Your text is kept below: compare it, then save it again")
        )
    for name, value in vars(words).items():
        setattr(report, name, value)
    report.version += 1
    report.save()
    record("workshop.report_written", by=by, office_number=workshop.host_office_id, workshop_id=workshop.pk)
    return report


@transaction.atomic(durable=True)
def add_indicator(workshop: Workshop, facts: IndicatorFacts, *, by: User) -> Indicator:
    workshop = _locked(workshop, by)
    if workshop.indicators.count() >= MAX_INDICATORS:
        raise DomainError(_("A report holds at most %(most)s indicators") % {"most": MAX_INDICATORS})
    indicator = Indicator.objects.create(workshop=workshop, **vars(facts))
    record("workshop.indicator_added", by=by, workshop_id=workshop.pk, indicator_id=indicator.pk)
    return indicator


@transaction.atomic(durable=True)
def change_indicator(indicator: Indicator, facts: IndicatorFacts, *, by: User) -> None:
    workshop = _locked(indicator.workshop, by)
    Indicator.objects.filter(pk=indicator.pk).update(**vars(facts))
    record("workshop.indicator_changed", by=by, workshop_id=workshop.pk, indicator_id=indicator.pk)


@transaction.atomic(durable=True)
def remove_indicator(indicator: Indicator, *, by: User) -> None:
    """A second time does nothing."""
    workshop = _locked(indicator.workshop, by)
    gone, _each = Indicator.objects.filter(pk=indicator.pk).delete()
    if gone:
        record("workshop.indicator_removed", by=by, workshop_id=workshop.pk, indicator_id=indicator.pk)


@transaction.atomic(durable=True)
def add_photograph(workshop: Workshop, image: CleanImage, *, caption: str, by: User) -> Photograph:
    """The same picture twice is kept once. It is not printed before somebody says who is in it."""
    workshop = _locked(workshop, by)
    same = workshop.photographs.filter(content=image.content).first()
    if same is not None:
        return same
    if workshop.photographs.count() >= MAX_PHOTOGRAPHS:
        raise DomainError(_("A report holds at most %(most)s photographs") % {"most": MAX_PHOTOGRAPHS})
    photograph = Photograph.objects.create(
        workshop=workshop,
        caption=caption,
        media_type=image.media_type,
        width=image.width,
        height=image.height,
        content=image.content,
        added_on=timezone.localdate(),
        added_by=by,
    )
    record("workshop.photograph_added", by=by, workshop_id=workshop.pk, photograph_id=photograph.pk)
    return photograph


@transaction.atomic(durable=True)
def describe_photograph(
    photograph: Photograph, *, caption: str, consent: str, shows: Collection[Registration], by: User
) -> None:
    """Raises DomainError where somebody who said no is named and "everybody agreed" is claimed."""
    workshop = _locked(photograph.workshop, by)
    people = list(workshop.registrations.filter(pk__in=[person.pk for person in shows]))
    refused = [person.full_name for person in people if person.agrees_to_photos is False]
    if refused and consent == Photograph.Consent.AGREED:
        raise DomainError(
            _("%(names)s did not agree to photographs: cover the face or leave the picture out")
            % {"names": ", ".join(refused)}
        )
    photograph.caption, photograph.consent = caption, consent
    photograph.save(update_fields=["caption", "consent"])
    photograph.shows.set(people)
    record("workshop.photograph_described", by=by, workshop_id=workshop.pk, photograph_id=photograph.pk)


@transaction.atomic(durable=True)
def remove_photograph(photograph: Photograph, *, by: User) -> None:
    """A second time does nothing."""
    workshop = _locked(photograph.workshop, by)
    found = Photograph.objects.filter(pk=photograph.pk).first()
    if found is not None:
        found.delete()
        record("workshop.photograph_removed", by=by, workshop_id=workshop.pk, photograph_id=photograph.pk)
