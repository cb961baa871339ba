"""Who signs in where: staff at the desk only, members on the site only."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from pacc.accounts.models import User


def belongs_here(user: User) -> bool:
    """True in the person's own zone."""
    return user.is_staff == (settings.ZONE == "desk")


class ZoneBackend(AuthenticationBackend):  # type: ignore[misc]
    """The other zone's people get the answer, and the time, of a wrong password."""

    def _check_password(self, user: AbstractBaseUser | None, password: str) -> AbstractBaseUser | None:
        checked: AbstractBaseUser | None = super()._check_password(user, password)
        if isinstance(user, User) and not belongs_here(user):
            # SECURITY: allauth keeps inactive people aside to tell them so; not those of the other zone.
            self.unstash_authenticated_user()
            return None
        return checked

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        user = super().get_user(user_id)
        return user if isinstance(user, User) and belongs_here(user) else None
