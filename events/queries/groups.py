"""Break-out groups of a workshop: who is in which, and the plan of each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from events.models import Group, PlanText, Registration, Workshop
from events.models.registrant_scope import enter_group
from events.queries.people import people_of
from events.rules.balancing import Person
from events.rules.links import group_of_link, group_token
from events.rules.plan_parts import OF_ACTIVITY, PARTS, activities_shown
from events.workflow import State


def groups_of(workshop: Workshop) -> list[Group]:
    """By number, each with `size`. One query."""
    return list(Group.objects.filter(workshop=workshop).annotate(size=Count("members")).order_by("number"))


def people_to_group(workshop: Workshop) -> QuerySet[Registration]:
    """Participants who are registered: speakers and organisers sit in no group. With their place, in no order."""
    registered = people_of(workshop).filter(state=Registration.State.REGISTERED)
    return registered.filter(kind=Registration.Kind.PARTICIPANT).select_related(
        "province", "network", "group_member__group"
    )


def persons(people: Iterable[Registration], *, keep_pinned_below: int) -> list[Person]:
    """As the rule wants them. Whoever is pinned to a group that there will not be is free."""
    return [_person(one, keep_pinned_below) for one in people]


def _person(one: Registration, groups: int) -> Person:
    member = getattr(one, "group_member", None)
    stays = member is not None and member.is_pinned and member.group is not None and member.group.number <= groups
    return Person(
        key=one.pk,
        network=one.network_id,
        province=one.province_id,
        is_leader=bool(member and member.is_leader),
        pinned=member.group.number - 1 if stays and member and member.group else None,
    )


def members_by_group(people: Sequence[Registration]) -> dict[int, list[Registration]]:
    """By number of the group, leaders first; 0 for whoever is in none. Wants people of `people_to_group`."""
    found: dict[int, list[Registration]] = defaultdict(list)
    for one in people:
        member = getattr(one, "group_member", None)
        found[member.group.number if member and member.group else 0].append(one)
    return found


@dataclass(frozen=True)
class Written:
    """One part of a plan as it stands, and the how-manieth text it is (0: nothing was written)."""

    part: str
    text: str
    version: int


def plan_of(group: Group) -> dict[str, Written]:
    """Every part by its name. One query."""
    latest = PlanText.objects.filter(group=group).order_by("part", "-version").distinct("part")
    written = {row.part: Written(row.part, row.text, row.version) for row in latest}
    return {part: written.get(part, Written(part, "", 0)) for part in PARTS}


@dataclass(frozen=True)
class Plan:
    """A plan to be shown: activities as (number, parts)."""

    goal: str
    place: str
    activities: list[tuple[int, list[str]]]

    @property
    def is_empty(self) -> bool:
        return not (self.goal or self.place or self.activities)


def plan_shown(written: dict[str, Written]) -> Plan:
    """Without the activities of which nothing is written."""
    last = activities_shown({part for part, each in written.items() if each.text})
    rows = [(number, [written[f"{part}{number}"].text for part in OF_ACTIVITY]) for number in range(1, last + 1)]
    return Plan(written["goal"].text, written["place"].text, [row for row in rows if any(row[1])])


def plans_of(groups: Sequence[Group]) -> list[tuple[Group, Plan]]:
    """Of all of them in one query."""
    written: dict[int, dict[str, Written]] = {
        group.pk: {part: Written(part, "", 0) for part in PARTS} for group in groups
    }
    latest = (
        PlanText.objects.filter(group__in=groups).order_by("group_id", "part", "-version").distinct("group_id", "part")
    )
    for row in latest:
        written[row.group_id][row.part] = Written(row.part, row.text, row.version)
    return [(group, plan_shown(written[group.pk])) for group in groups]


def address_of_group(group: Group) -> str:
    """Where the group writes its plan; "" while it has no link."""
    return f"{settings.SITE_URL}/workshops/group/{group_token(group.pk, group.stamp)}/" if group.is_linked else ""


@transaction.atomic
def group_by_link(token: str, *, on: date | None = None) -> Group | None:
    """The group with its workshop, on the workshop's days, while its link holds. For the site's role."""
    named = group_of_link(token)
    if named is None:
        return None
    group_id, stamp = named
    enter_group(group_id)
    today = on or timezone.localdate()
    return (
        Group.objects.filter(
            pk=group_id, stamp=stamp, is_linked=True, workshop__state__in=[State.OPEN, State.CLOSED],
            workshop__starts_on__lte=today, workshop__ends_on__gte=today,
        ).select_related("workshop").first()
    )  # fmt: skip


@transaction.atomic
def plan_by_link(group: Group) -> dict[str, Written]:
    """For the site's role."""
    enter_group(group.pk)
    return plan_of(group)
