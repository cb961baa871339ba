"""The second factor: who has one, and whether this session passed it."""

from typing import Literal

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from pacc.accounts.models import User

Kind = Literal["totp", "webauthn", "demo"]

REAL_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    """True with an authenticator app or a passkey; recovery codes alone are none. One query."""
    return bool(Authenticator.objects.filter(user=user, type__in=REAL_FACTORS).exists())


def is_last_factor(authenticator: Authenticator) -> bool:
    """True where nothing but recovery codes would be left without it."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=REAL_FACTORS)
    return not others.exclude(pk=authenticator.pk).exists()


def passed_second_factor(request: HttpRequest) -> bool:
    """True when the person of this session proved a second factor in this session."""
    user = request.user
    if not isinstance(user, User):
        return False
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def note_second_factor(request: HttpRequest, user: User, kind: Kind) -> None:
    """Write into the session that it was just proved."""
    record_authentication(request, user, "mfa", type=kind)
