"""All that the folder of a workshop is made from: figures, words, photographs, and the roll-up of a fiscal year."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from events.models import CheckIn, HalfDay, Photograph, Registration, ResultReport, Workshop
from events.rules.photographs import Hindrance, hindrance
from events.rules.result_figures import Attended, Figures, figures
from events.workflow import State
from networks.models import Office


def report_of(workshop: Workshop) -> ResultReport:
    """What was written so far; an empty one that is not saved where nobody wrote yet. One query."""
    return ResultReport.objects.filter(pk=workshop.pk).first() or ResultReport(workshop=workshop)


def figures_of(workshop: Workshop, half_days: Sequence[HalfDay]) -> Figures:
    """Counted from the registered people and their attendance. Two queries, however many people."""
    present: dict[int, set[int]] = defaultdict(set)
    marks = CheckIn.objects.filter(half_day__in=half_days, registration__state=Registration.State.REGISTERED)
    for person, half_day in marks.values_list("registration_id", "half_day_id"):
        present[person].add(half_day)
    registered = workshop.registrations.filter(state=Registration.State.REGISTERED)
    rows = registered.values_list("pk", "kind", "province__name_th", "network__name")
    return figures(
        (
            Attended(kind, province or _("Not provided"), network or _("Of no network"), frozenset(present[pk]))
            for pk, kind, province, network in rows
        ),
        [half_day.pk for half_day in half_days],
        kinds={kind.value: str(kind.label) for kind in Registration.Kind},
    )


@dataclass(frozen=True)
class Judged:
    """A photograph, and what keeps it out of the report."""

    photograph: Photograph
    people: list[Registration]
    hindrance: Hindrance | None


def photographs_of(workshop: Workshop) -> list[Judged]:
    """In the order in which they were added, without their content. Two queries."""
    pictures = workshop.photographs.defer("content").prefetch_related("shows")
    judged = []
    for picture in pictures:
        people = list(picture.shows.all())
        answers = [person.agrees_to_photos for person in people]
        judged.append(Judged(picture, people, hindrance(picture.consent, answers)))
    return judged


def printable_photographs(workshop: Workshop) -> list[Photograph]:
    """Those that consent covers at this moment, with their content. Three queries."""
    allowed = [each.photograph.pk for each in photographs_of(workshop) if each.hindrance is None]
    return list(workshop.photographs.filter(pk__in=allowed))


@dataclass(frozen=True)
class OfficeYear:
    """One office's workshops of a fiscal year, cancelled and draft ones left out; money in baht."""

    office: Office
    workshops: int
    registered: int
    came: int
    planned: Decimal
    spent: Decimal


def fiscal_year_of_offices(workshops: QuerySet[Workshop], fiscal_year: int) -> list[OfficeYear]:
    """By office number, only those that held one. `came`: people present in at least one half-day. Three queries."""
    held = workshops.filter(fiscal_year=fiscal_year, state__in=[State.OPEN, State.CLOSED])
    came = Count("pk", distinct=True, filter=Q(check_ins__isnull=False))
    people = Registration.objects.filter(workshop__in=held, state=Registration.State.REGISTERED).order_by()
    by_office = people.values("workshop__host_office").annotate(registered=Count("pk", distinct=True), came=came)
    counted = {
        office: (registered, there)
        for office, registered, there in by_office.values_list("workshop__host_office", "registered", "came")
    }
    planned, spent = Sum("result_report__budget_planned"), Sum("result_report__budget_spent")
    sums = list(
        held.order_by()
        .values("host_office")
        .annotate(number=Count("pk"), planned=planned, spent=spent)
        .values_list("host_office", "number", "planned", "spent")
    )
    offices = Office.objects.in_bulk([office for office, *_rest in sums])
    years = []
    for office, number, is_planned, is_spent in sorted(sums, key=lambda row: row[0]):
        registered, there = counted.get(office, (0, 0))
        years.append(
            OfficeYear(offices[office], number, registered, there, is_planned or Decimal(0), is_spent or Decimal(0))
        )
    return years


def totals_of(years: Sequence[OfficeYear]) -> dict[str, int | Decimal]:
    """The columns of the table added up."""
    return {
        "workshops": sum(year.workshops for year in years),
        "registered": sum(year.registered for year in years),
        "came": sum(year.came for year in years),
        "planned": sum((year.planned for year in years), Decimal(0)),
        "spent": sum((year.spent for year in years), Decimal(0)),
    }
