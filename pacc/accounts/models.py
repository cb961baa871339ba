"""The people who sign in, and their sessions. A citizen who reports is none of them."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A member (site zone) or a member of staff (desk zone); the e-mail address is the name.

    Offices and roles of officers are postings with dates (`networks.Posting`); the two roles that belong to no
    office are flags here. `is_staff` says which zone lets the person in: never both.
    """

    email = models.EmailField(_("E-mail"), max_length=254, unique=True)
    title = models.CharField(_("Title"), max_length=40, blank=True, default="")
    name = models.CharField(_("Name and surname"), max_length=120, blank=True, default="")
    language = models.CharField(max_length=2, choices=[("th", "ไทย"), ("en", "English")], default="th")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_workshop_admin = models.BooleanField(default=False)
    is_portal_admin = models.BooleanField(default=False)
    joined_on = models.DateField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.CheckConstraint(
                condition=models.Q(is_staff=True) | models.Q(is_workshop_admin=False, is_portal_admin=False),
                name="user_roles_are_staffs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}{self.name}".strip() or self.email

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's admin is the portal admin's, for reference data only."""
        return self.is_active and self.is_portal_admin

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_portal_admin


class Invitation(models.Model):
    """A one-time link into the desk. The database holds its hash only.

    `user` is empty for the first portal admin, who says herself who she is (`manage.py first_admin`).
    """

    token_hash = models.BinaryField(max_length=32, unique=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations")
    valid_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.pk}"


class Counter(models.Model):
    """What a zone counts for a while (tries, used codes), by a hash: one table for all its processes."""

    key = models.CharField(primary_key=True, max_length=64)
    value = models.JSONField()
    valid_until = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key


class SiteCounter(Counter):
    """Counted on the site."""


class DeskCounter(Counter):
    """Counted at the desk."""


class SiteSession(AbstractBaseSession):
    """A member's session, in the site zone."""


class DeskSession(AbstractBaseSession):
    """A session of staff, in the desk zone."""
