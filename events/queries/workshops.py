"""Lists of workshops and a workshop's own page, with all that they show."""

from collections import defaultdict
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from events.models import HalfDay, Seat, Session, Workshop
from events.models.registration import TAKES_SEAT

# So many stand on pages that show other things too.
_ON_A_PANEL = 3


def with_places(workshops: QuerySet[Workshop]) -> QuerySet[Workshop]:
    """The workshops with what their office and venue need: no further query a row."""
    return workshops.select_related("host_office", "province", "district")


def with_numbers(workshops: QuerySet[Workshop]) -> QuerySet[Workshop]:
    """Adds `registered`, how many people have a place, or are offered one."""
    return workshops.annotate(registered=_people_in(*TAKES_SEAT))


def with_asking(workshops: QuerySet[Workshop]) -> QuerySet[Workshop]:
    """Adds `applied`, `waiting` and `offered`: how many people wait for what."""
    return workshops.annotate(
        applied=_people_in("applied"), waiting=_people_in("waiting"), offered=_people_in("offered")
    )


def _people_in(*states: str) -> Coalesce:
    seats = Seat.objects.filter(workshop=OuterRef("pk"), state__in=states)
    counted = seats.order_by().values("workshop").annotate(people=Count("pk")).values("people")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def next_of(workshops: QuerySet[Workshop]) -> list[Workshop]:
    """The first few by day. One query."""
    return list(workshops.order_by("starts_on", "pk")[:_ON_A_PANEL])


def fiscal_years_of(workshops: QuerySet[Workshop]) -> list[int]:
    """The fiscal years (B.E.) in which there is one, the newest first. One query."""
    return list(workshops.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct())


def agenda_of(workshop: Workshop) -> list[tuple[date, list[Session]]]:
    """The lines of the agenda by day, in the order of the day. One query."""
    days: dict[date, list[Session]] = defaultdict(list)
    for session in workshop.sessions.all():
        days[session.on].append(session)
    return list(days.items())


def half_days_of(workshop: Workshop) -> list[HalfDay]:
    """The half-days in order, each with `present`, how many people are marked in it. One query."""
    # Named anew: a count that groups drops the model's own order.
    return list(workshop.half_days.annotate(present=Count("check_ins")).order_by("on", "part"))
