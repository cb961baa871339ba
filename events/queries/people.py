"""The people of a workshop, with who came when."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from events.models import CheckIn, CheckInEvent, HalfDay, ImportPreview, Registration, Workshop
from events.models.registration import LIVE


@dataclass(frozen=True)
class Row:
    """One person and, for each half-day in order, whether she is marked as present."""

    person: Registration
    marks: list[tuple[HalfDay, bool]]

    @property
    def key(self) -> str:
        """How the ticks of a form name the person."""
        return str(self.person.pk)


def people_of(workshop: Workshop) -> QuerySet[Registration]:
    """Everybody who has or had a place; in Thai order when paged by `sort_key`."""
    return workshop.registrations.select_related("province", "network", "party")


def in_state(people: QuerySet[Registration], state: str) -> QuerySet[Registration]:
    """Of one state, or "live": all who have not left."""
    return people.filter(state__in=LIVE) if state == "live" else people.filter(state=state)


def who_came(people: QuerySet[Registration], came: str) -> QuerySet[Registration]:
    """ "some" or "none": at least once, never; "in-3" or "out-3": marked in that half-day, not marked in it."""
    there, _dash, half_day = came.partition("-")
    marks = CheckIn.objects.filter(registration=OuterRef("pk"))
    marked = Exists(marks.filter(half_day=int(half_day)) if half_day else marks)
    return people.filter(marked) if there in {"in", "some"} else people.filter(~marked)


def who_asks(workshop: Workshop) -> list[tuple[str, str, int]]:
    """(state, its name, people) of those who wait for the organiser, for a place, or to answer. Wants `with_asking`."""
    asking = (Registration.State.APPLIED, Registration.State.WAITING, Registration.State.OFFERED)
    counted = [(state.value, str(state.label), getattr(workshop, state.value)) for state in asking]
    return [each for each in counted if each[2]]


def with_marks(people: Sequence[Registration], half_days: Sequence[HalfDay]) -> list[Row]:
    """Their attendance beside them. One query."""
    present: dict[int, set[int]] = defaultdict(set)
    marked = CheckIn.objects.filter(registration__in=people, half_day__in=half_days)
    for person, half_day in marked.values_list("registration_id", "half_day_id"):
        present[person].add(half_day)
    return [Row(person, [(half_day, half_day.pk in present[person.pk]) for half_day in half_days]) for person in people]


def lists_saved(workshop: Workshop) -> QuerySet[ImportPreview]:
    """The lists that were registered from files, the newest first, each with `left`, who of it still has a place."""
    still = Count("registrations", filter=Q(registrations__state=Registration.State.REGISTERED))
    saved = ImportPreview.objects.filter(workshop=workshop, saved_at__isnull=False)
    return saved.select_related("by").annotate(left=still).defer("rows", "notes").order_by("-saved_at", "pk")


def events_of(registration: Registration) -> QuerySet[CheckInEvent]:
    """All that was written about the person's attendance, the newest first."""
    return registration.check_in_events.select_related("half_day", "by").order_by("-received_at", "-id")


def all_events_of(workshop: Workshop) -> list[CheckInEvent]:
    """All that was written about everybody's attendance, in the order in which it arrived. One query."""
    events = CheckInEvent.objects.filter(registration__workshop=workshop).select_related("registration", "half_day")
    return list(events.order_by("received_at", "id"))
