"""Who serves where, from when to when: given and ended by a portal admin."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from networks.models import Office, Posting
from networks.models.office import CENTRAL_INTAKE
from pacc.accounts.models import User
from pacc.accounts.staff import may_manage_staff
from pacc.errors import DomainError
from pacc.ledger.record import record

# Neither sees what the other does: reports about headquarters must not pass through the central intake.
_APART = {Posting.Role.INTAKE: Posting.Role.CONFLICT, Posting.Role.CONFLICT: Posting.Role.INTAKE}


@transaction.atomic(durable=True)
def give_posting(
    user: User, *, by: User, role: str, office: Office | None, starts: date, ends: date | None = None
) -> Posting:
    """Both days included. Raises DomainError for an overlap, and for the central intake with conflict cases."""
    _ask(by)
    user = User.objects.select_for_update().get(pk=user.pk, is_staff=True)
    role = Posting.Role(role)
    number = CENTRAL_INTAKE if role in _APART else getattr(office, "number", None)
    if number is None:
        raise DomainError(_("Choose the office"))
    _check_days(starts, ends)
    meeting = Posting.objects.filter(user=user).filter(Q(ends=None) | Q(ends__gte=starts))
    if ends:
        meeting = meeting.filter(starts__lte=ends)
    if meeting.filter(role=role, office_id=number).exists():
        raise DomainError(_("The person has this posting already on some of these days"))
    if meeting.filter(role=_APART.get(role, "")).exists():
        raise DomainError(
            _("Reports about the PACC itself and the central intake stay in different hands. Choose another person")
        )
    posting = Posting.objects.create(user=user, office_id=number, role=role, starts=starts, ends=ends)
    record(
        "networks.posting_given",
        by=by,
        office_number=number,
        user=user.pk,
        role=role,
        starts=str(starts),
        ends=str(ends or ""),
    )
    return posting


@transaction.atomic(durable=True)
def end_posting(posting: Posting, *, by: User, ends: date) -> None:
    """`ends` is the last day. Access ends with it, in sessions under way too."""
    _ask(by)
    posting = Posting.objects.select_for_update().get(pk=posting.pk)
    _check_days(posting.starts, ends)
    if posting.ends and posting.ends < ends:
        raise DomainError(_("The posting ends earlier already. To go on, give a new one"))
    posting.ends = ends
    posting.save(update_fields=["ends"])
    record(
        "networks.posting_ended",
        by=by,
        office_number=posting.office_id,
        user=posting.user_id,
        role=posting.role,
        ends=str(ends),
    )


def _ask(by: User) -> None:
    if not may_manage_staff(by):
        raise PermissionDenied


def _check_days(starts: date, ends: date | None) -> None:
    if ends and ends < starts:
        raise DomainError(_("The last day lies before the first"))
