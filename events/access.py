"""Who sees workshops, and who may change them."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from events.models import DoorPass, ImportPreview, Workshop
from events.rules.links import is_invited
from events.workflow import TAKES_PEOPLE, State
from networks.access import service_of
from pacc.accounts.models import User


def may_make_workshops(user: User) -> bool:
    return user.is_active and user.is_staff and user.is_workshop_admin


def workshops_visible_to(user: User, *, on: date | None = None) -> QuerySet[Workshop]:
    """At the desk: all for workshop admins; for officers what their offices host. At most one query before it."""
    if may_make_workshops(user):
        return Workshop.objects.all()
    return Workshop.objects.filter(host_office__in=service_of(user, on=on).offices)


def workshops_announced() -> QuerySet[Workshop]:
    """For everybody: what was opened once to everybody, also when it was cancelled afterwards."""
    return workshops_by_link().filter(audience=Workshop.Audience.PUBLIC)


def workshops_by_link() -> QuerySet[Workshop]:
    """For whoever has the invitation: those to which only invited people may come, too."""
    return Workshop.objects.filter(opened_on__isnull=False)


def workshops_readable(invitation: str, workshop_id: int) -> QuerySet[Workshop]:
    """Whose page may be read by somebody who came with this invitation ("" for none)."""
    return workshops_by_link() if is_invited(invitation, workshop_id) else workshops_announced()


def not_over(workshops: QuerySet[Workshop], *, on: date) -> QuerySet[Workshop]:
    """Those of them that take place and are not over on that day."""
    return workshops.filter(~Q(state=State.CANCELLED), ends_on__gte=on)


def workshops_to_come(*, on: date) -> QuerySet[Workshop]:
    """For everybody: what is announced, takes place and is not over."""
    return not_over(workshops_announced(), on=on)


def may_change(user: User, workshop: Workshop) -> bool:
    """Agenda, facts and state; officers of the host office only read."""
    return may_make_workshops(user)


def may_change_now(user: User, workshop: Workshop) -> bool:
    """Nothing changes in what was cancelled."""
    return may_change(user, workshop) and workshop.state != State.CANCELLED


def may_register(user: User, workshop: Workshop) -> bool:
    """Add, correct and cancel registrations by hand and from files, until the workshop is cancelled."""
    return may_change(user, workshop) and workshop.state in TAKES_PEOPLE


def may_check_in(user: User, workshop: Workshop) -> bool:
    """Mark who came. Nobody comes to a workshop that was cancelled or never announced."""
    return may_change(user, workshop) and workshop.state in {State.OPEN, State.CLOSED}


def deeds_open_to(user: User, workshop: Workshop) -> set[str]:
    """What the pages of a workshop offer this person: "change", "register", "check_in"."""
    asked = {"change": may_change_now, "register": may_register, "check_in": may_check_in}
    return {deed for deed, may in asked.items() if may(user, workshop)}


def import_previews_of(user: User, workshop: Workshop) -> QuerySet[ImportPreview]:
    """A list that was read from a file is seen by the person who brought it, and by nobody else."""
    return ImportPreview.objects.filter(workshop=workshop, by=user)


# A phone may bring what it noted so long after the last day.
LATE_EVENTS = timedelta(days=7)


def refusal_at_door(door_pass: DoorPass | None, *, on: date, late: bool = False) -> str:
    """Why a phone may not work at its door: "absent", "revoked", "early", "over"; "" where it may.

    With `late` it only brings what it noted before. What it noted after the pass was revoked is not believed, but kept.
    """
    if door_pass is None:
        return "absent"
    if door_pass.revoked_at is not None and not late:
        return "revoked"
    workshop = door_pass.workshop
    if on < workshop.starts_on:
        return "early"
    if on > workshop.ends_on + (LATE_EVENTS if late else timedelta(0)):
        return "over"
    return "cancelled" if workshop.state == State.CANCELLED else ""
