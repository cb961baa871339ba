"""One-time links into the desk: made, found, taken."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from pacc.accounts.models import Invitation, User
from pacc.accounts.zones import desk_url
from pacc.errors import DomainError
from pacc.ledger.record import record

FOR_STAFF = timedelta(days=7)
FOR_FIRST_ADMIN = timedelta(hours=24)  # it stands on a screen, not in a mailbox


def new_link(user: User | None, *, language: str = "th") -> str:
    """A new link; the person's older ones (or the first admin's) are void. Assumes a transaction."""
    Invitation.objects.filter(user=user, used_at=None).delete()
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        token_hash=_hash(token),
        user=user,
        valid_until=timezone.now() + (FOR_STAFF if user else FOR_FIRST_ADMIN),
    )
    with override(language):
        return desk_url(reverse("accounts:invitation", args=[token], urlconf="pacc.urls.desk"))


def invitation_of(token: str) -> Invitation | None:
    """The invitation, unless it was used, replaced or is too old, or the person may not come in any more."""
    found = (
        Invitation.objects.filter(token_hash=_hash(token), used_at=None, valid_until__gt=timezone.now())
        .select_related("user")
        .first()
    )
    if found and found.user and not (found.user.is_active and found.user.is_staff):
        return None
    return found


@transaction.atomic(durable=True)
def take_invitation(invitation: Invitation, *, password: str) -> User:
    """The invited person has a password from now on. Raises DomainError where the link was just used."""
    _use_up(invitation)
    user = invitation.user
    if user is None:
        raise ValueError("the first admin has no user yet")
    user.set_password(password)
    user.save(update_fields=["password"])
    _confirm_address(user)
    record("accounts.invitation_taken", by=user)
    return user


@transaction.atomic(durable=True)
def take_first_admin(invitation: Invitation, *, email: str, title: str, name: str, password: str) -> User:
    """The first portal admin is there. Raises DomainError where the link was just used."""
    _use_up(invitation)
    user = User.objects.create_user(email, password, title=title, name=name, is_staff=True, is_portal_admin=True)
    _confirm_address(user)
    record("accounts.first_admin_made", by=user)
    return user


def _use_up(invitation: Invitation) -> None:
    now = timezone.now()
    if Invitation.objects.filter(pk=invitation.pk, used_at=None, valid_until__gt=now).update(used_at=now) != 1:
        raise DomainError(_("This link was used already"))  # RACE: the other window was faster


def _confirm_address(user: User) -> None:
    """The link came to the mailbox (or from the machine's own console), so the address is right."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email.lower(), defaults={"verified": True, "primary": True}
    )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
