"""Who is paid what for coming to a workshop."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from events.models import AllowanceRates, Registration, Workshop
from events.queries.people import people_of
from events.rules.allowances import Pay


@dataclass(frozen=True)
class Line:
    person: Registration
    pay: Pay


def rates_of(workshop: Workshop) -> AllowanceRates:
    """As they are written, or nothing."""
    return AllowanceRates.objects.filter(pk=workshop.pk).first() or AllowanceRates(workshop=workshop)


def paid_people(workshop: Workshop) -> QuerySet[Registration]:
    """Those registered who were there, each with `days`; in no order."""
    registered = people_of(workshop).filter(state=Registration.State.REGISTERED).select_related("travel_cost")
    days = Count("check_ins__half_day__on", distinct=True)
    return registered.select_related("province", "network", "travel_cost").annotate(days=days).filter(days__gt=0)


def line_of(person: Registration, rates: AllowanceRates) -> Line:
    """Wants a person of `paid_people`."""
    own = getattr(person, "travel_cost", None)
    return Line(person, Pay(person.days, rates.a_day, own.amount if own else rates.travel))  # type: ignore[attr-defined]
