"""The workshop as it is now, locked for one change, and whether the person changed what she saw."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from events import access
from events.actions.seating import lock_seats
from events.models import Workshop
from events.workflow import State
from pacc.accounts.models import User
from pacc.errors import DomainError


def locked_for_change(workshop: Workshop, by: User) -> Workshop:
    """Its seats are locked too. Raises PermissionDenied. A step of an action."""
    lock_seats(workshop.pk)
    locked = Workshop.objects.select_for_update(of=("self",)).get(pk=workshop.pk)
    if not access.may_change(by, locked):
        raise PermissionDenied
    return locked


def locked_alive(workshop: Workshop, by: User) -> Workshop:
    """As `locked_for_change`; raises DomainError for one that was cancelled."""
    locked = locked_for_change(workshop, by)
    if locked.state == State.CANCELLED:
        raise DomainError(_("The workshop was cancelled"))
    return locked


def refuse_stale(workshop: Workshop, seen_version: int) -> None:
    """Raises DomainError where somebody else saved after the person was shown the form."""
    if workshop.version != seen_version:
        raise DomainError(
            _("Somebody else changed this workshop meanwhile. Your text is kept below: compare it, then save it again")
        )
