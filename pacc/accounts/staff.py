"""What a portal admin does with the people of the desk: invite, give roles, shut the door. Postings are networks'."""

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pacc.accounts.invitations import FOR_STAFF, new_link
from pacc.accounts.models import Invitation, User
from pacc.errors import DomainError
from pacc.ledger.record import record


def may_manage_staff(user: User) -> bool:
    return user.is_active and user.is_staff and user.is_portal_admin


@transaction.atomic(durable=True)
def invite_staff(
    *,
    by: User,
    email: str,
    title: str = "",
    name: str,
    language: str = "th",
    is_workshop_admin: bool = False,
    is_portal_admin: bool = False,
) -> User:
    """A new person of the desk, who gets a one-time link by mail. Raises DomainError for an address in use."""
    _ask(by)
    if User.objects.filter(email__iexact=email).exists():
        raise DomainError(_("This address has an account already. Use another one"))
    user = User.objects.create_user(
        email,
        title=title,
        name=name,
        language=language,
        is_staff=True,
        is_workshop_admin=is_workshop_admin,
        is_portal_admin=is_portal_admin,
    )
    record("accounts.staff_invited", by=by, user=user.pk, roles=_roles(user))
    _send_link(user)
    return user


@transaction.atomic(durable=True)
def send_new_link(user: User, *, by: User) -> None:
    """For a lost link, password or second factor: all three are void, and a new link goes out."""
    user = _locked(user, by=by)
    if not user.is_active:
        raise DomainError(_("Open the account again first"))
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    record("accounts.staff_link_renewed", by=by, user=user.pk)
    _send_link(user)


@transaction.atomic(durable=True)
def set_roles(user: User, *, by: User, is_workshop_admin: bool, is_portal_admin: bool) -> None:
    """Raises DomainError where nobody would be left to manage the portal."""
    user = _locked(user, by=by)
    if user.is_portal_admin and not is_portal_admin:
        _keep_one_admin(user)
    user.is_workshop_admin = is_workshop_admin
    user.is_portal_admin = is_portal_admin
    user.save(update_fields=["is_workshop_admin", "is_portal_admin"])
    record("accounts.staff_roles_set", by=by, user=user.pk, roles=_roles(user))


@transaction.atomic(durable=True)
def close_account(user: User, *, by: User) -> None:
    """The person is out at once, with every session and link. Raises DomainError for the last portal admin."""
    user = _locked(user, by=by)
    if user.is_portal_admin:
        _keep_one_admin(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    Invitation.objects.filter(user=user, used_at=None).delete()
    _end_sessions(user)
    record("accounts.staff_closed", by=by, user=user.pk)


@transaction.atomic(durable=True)
def open_account_again(user: User, *, by: User) -> None:
    """With the password and second factor of before; postings that ended stay ended."""
    user = _locked(user, by=by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("accounts.staff_opened_again", by=by, user=user.pk)


def _ask(by: User) -> None:
    if not may_manage_staff(User.objects.get(pk=by.pk)):
        raise PermissionDenied


def _locked(user: User, *, by: User) -> User:
    """RACE: two admins who remove each other meet at the lock on all of them; the second is none any more."""
    admins = Q(is_portal_admin=True, is_active=True)
    rows = {row.pk: row for row in User.objects.select_for_update().filter(admins | Q(pk=user.pk)).order_by("pk")}
    if by.pk not in rows or not may_manage_staff(rows[by.pk]) or not rows[user.pk].is_staff:
        raise PermissionDenied
    return rows[user.pk]


def _keep_one_admin(leaving: User) -> None:
    others = User.objects.filter(is_portal_admin=True, is_active=True).exclude(pk=leaving.pk)
    if not any(other.has_usable_password() for other in others):
        raise DomainError(_("Somebody must manage the portal: make another person portal admin first"))


def _roles(user: User) -> list[str]:
    return [
        name
        for name, given in (("workshop_admin", user.is_workshop_admin), ("portal_admin", user.is_portal_admin))
        if given
    ]


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def _send_link(user: User) -> None:
    link = new_link(user, language=user.language)
    get_adapter().send_mail(
        "account/email/staff_invitation", user.email, {"user": user, "link": link, "days": FOR_STAFF.days}
    )
