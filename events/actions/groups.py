"""Break-out groups are made, changed by hand, and given their link; each writes its plan, and nobody loses a word."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.actions.locking import locked_alive
from events.models import Group, GroupMember, PlanText, Registration, Workshop
from events.models.registrant_scope import enter_group
from events.queries.groups import Written, people_to_group, persons, plan_of
from events.rules.balancing import Told, Wishes, balanced, told
from events.rules.plan_parts import PARTS
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record

MOST_GROUPS = 60


@dataclass(frozen=True)
class Made:
    """Groups that a rule made: each person's group (from 0), what became of the wishes, and what it was made from."""

    people: list[Registration]
    places: dict[int, int]
    told: Told
    made_from: str


def made_by_rule(workshop: Workshop, wishes: Wishes, *, seed: int) -> Made:
    """Nothing is saved. One query."""
    people = list(people_to_group(workshop).order_by("sort_key", "pk"))
    asked = persons(people, keep_pinned_below=wishes.groups)
    places = balanced(asked, wishes, seed=seed)
    made_from = hashlib.sha256(repr(sorted(map(repr, asked))).encode()).hexdigest()[:16]
    return Made(people, places, told(asked, places, wishes.groups), made_from)


@transaction.atomic(durable=True)
def form_groups(workshop: Workshop, wishes: Wishes, *, seed: int, made_from: str, by: User) -> None:
    """Save what was shown. Raises DomainError where people came, left or were pinned since.

    Names, rooms, links and plans stay with the numbers; a group too many goes, unless it has written a plan.
    """
    workshop = locked_alive(workshop, by)
    made = made_by_rule(workshop, wishes, seed=seed)
    if made.made_from != made_from:
        raise DomainError(_("People have changed since these groups were shown. Look at them again"))
    groups = _numbered(workshop, wishes.groups)
    members = [_member(one, groups[made.places[one.pk] + 1]) for one in made.people]
    _save(members)
    record("group.formed", by=by, workshop_id=workshop.pk, groups=wishes.groups, people=len(members))


@dataclass(frozen=True)
class Place:
    """Where somebody is put by hand; group by number, 0 for none."""

    group: int
    is_pinned: bool
    is_leader: bool


@transaction.atomic(durable=True)
def place_people(workshop: Workshop, places: Mapping[int, Place], *, by: User) -> int:
    """By registration; how many changed. People of other workshops are left out."""
    workshop = locked_alive(workshop, by)
    groups = {group.number: group for group in Group.objects.filter(workshop=workshop)}
    changed = []
    for one in people_to_group(workshop).filter(pk__in=places):
        place = places[one.pk]
        if place.group and place.group not in groups:
            raise DomainError(_("There is no group %(number)s any more") % {"number": place.group})
        group, before = groups.get(place.group), getattr(one, "group_member", None)
        member = GroupMember(
            registration=one, group=group, is_pinned=place.is_pinned and group is not None, is_leader=place.is_leader
        )
        if _differs(before, member):
            changed.append(member)
    _save(changed)
    if changed:
        record("group.people_placed", by=by, workshop_id=workshop.pk, people=len(changed))
    return len(changed)


def _differs(before: GroupMember | None, after: GroupMember) -> bool:
    had = (before.group_id, before.is_pinned, before.is_leader) if before else (None, False, False)
    return had != (after.group_id, after.is_pinned, after.is_leader)


@transaction.atomic(durable=True)
def name_group(group: Group, *, name: str, room: str, by: User) -> Group:
    locked_alive(group.workshop, by)
    group.name, group.room = name, room
    group.save(update_fields=["name", "room"])
    record("group.named", by=by, workshop_id=group.workshop_id, group_id=group.pk)
    return group


@transaction.atomic(durable=True)
def link_groups(workshop: Workshop, *, by: User) -> int:
    """A link for each group that has none; how many."""
    workshop = locked_alive(workshop, by)
    unlinked = list(Group.objects.select_for_update().filter(workshop=workshop, is_linked=False))
    for group in unlinked:
        group.is_linked, group.stamp = True, group.stamp % 65_535 + 1
    Group.objects.bulk_update(unlinked, ["is_linked", "stamp"])
    record("group.linked", by=by, workshop_id=workshop.pk, groups=len(unlinked))
    return len(unlinked)


@transaction.atomic(durable=True)
def revoke_link(group: Group, *, by: User) -> None:
    """The address works no more; what was written stays. A second time does nothing."""
    locked_alive(group.workshop, by)
    if Group.objects.filter(pk=group.pk, is_linked=True).update(is_linked=False):
        record("group.link_revoked", by=by, workshop_id=group.workshop_id, group_id=group.pk)


@dataclass(frozen=True)
class Kept:
    """What became of the texts that were sent: those saved, and those that somebody else wrote meanwhile."""

    plan: dict[str, Written]
    theirs: dict[str, str]


def write_plan(group: Group, texts: Mapping[str, tuple[str, int]]) -> Kept:
    """Each part's text and the version that its writer saw. Saves what is new; nothing that was written is lost.

    Where somebody else wrote meanwhile her text stays, and the writer is told both: sent again with the version that
    she is given, it becomes the next one. Runs under the site's database role.
    """
    try:
        return _write_plan(group, texts)
    except IntegrityError:
        # RACE: two wrote the same part in the same moment; the second now finds the first one's text.
        return _write_plan(group, texts)


@transaction.atomic(durable=True)
def _write_plan(group: Group, texts: Mapping[str, tuple[str, int]]) -> Kept:
    enter_group(group.pk)
    before = plan_of(group)
    rows, theirs = [], {}
    for part, (text, seen) in texts.items():
        stands = before.get(part)
        if stands is None or part not in PARTS or text == stands.text:
            continue
        if seen != stands.version:
            if not _was_written_before(group, part, seen, text):
                theirs[part] = stands.text
            continue
        rows.append(PlanText(group=group, part=part, version=stands.version + 1, text=text, written_at=timezone.now()))
    PlanText.objects.bulk_create(rows)
    after = before | {row.part: Written(row.part, row.text, row.version) for row in rows}
    return Kept(after, theirs)


def _was_written_before(group: Group, part: str, seen: int, text: str) -> bool:
    """She changed nothing: the text is the one of the version that she saw, and somebody else's is newer."""
    if seen == 0:
        return text == ""
    return PlanText.objects.filter(group=group, part=part, version=seen, text=text).exists()


def _numbered(workshop: Workshop, count: int) -> dict[int, Group]:
    groups = {group.number: group for group in Group.objects.filter(workshop=workshop)}
    surplus = [group for number, group in groups.items() if number > count]
    written = PlanText.objects.filter(group__in=surplus).select_related("group").order_by("-group__number").first()
    if written is not None:
        raise DomainError(
            _("Group %(number)s has written a plan: make at least %(number)s groups") % {"number": written.group.number}
        )
    GroupMember.objects.filter(group__in=surplus).update(group=None, is_pinned=False)
    Group.objects.filter(pk__in=[group.pk for group in surplus]).delete()
    missing = [Group(workshop=workshop, number=number) for number in range(1, count + 1) if number not in groups]
    groups |= {group.number: group for group in Group.objects.bulk_create(missing)}
    return groups


def _member(one: Registration, group: Group) -> GroupMember:
    before = getattr(one, "group_member", None)
    pinned = bool(before and before.is_pinned and before.group_id == group.pk)
    return GroupMember(registration=one, group=group, is_pinned=pinned, is_leader=bool(before and before.is_leader))


def _save(members: list[GroupMember]) -> None:
    GroupMember.objects.bulk_create(
        members,
        update_conflicts=True,
        unique_fields=["registration"],
        update_fields=["group", "is_pinned", "is_leader"],
    )
