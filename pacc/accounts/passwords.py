"""What a password must not be. Long ones are welcome: length is what counts, not signs or capitals."""

from difflib import SequenceMatcher
from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MIN_LENGTH = 12
MAX_LENGTH = 500  # letters; more only costs the hash time
FEWEST_SIGNS = 5  # different ones
TOO_SIMILAR = 0.7  # as in Django's validator, which says it in English to Thai readers


class LongEnough:
    """Counts what is seen: a Thai vowel or tone mark counts as a letter, as it does for Unicode."""

    def validate(self, password: str, user: Any = None) -> None:
        missing = MIN_LENGTH - len(password)
        if missing > 0:
            message = ngettext(
                "Make the password longer: %(missing)d more letter or digit is needed",
                "Make the password longer: %(missing)d more letters or digits are needed",
                missing,
            )
            raise ValidationError(message % {"missing": missing}, code="password_too_short")

    def get_help_text(self) -> str:
        return _("At least %(length)d letters or digits. Several words in a row are easy to remember") % {
            "length": MIN_LENGTH
        }


class NotCommon(password_validation.CommonPasswordValidator):
    """The list of Django, in our words."""

    def validate(self, password: str, user: Any = None) -> None:
        if password.lower().strip() in self.passwords:
            raise ValidationError(
                _("Choose another password: many people use this one, so it is tried first"),
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        return ""


class NotMonotonous:
    """No aaaaaaaaaaaa and no 121212121212."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(set(password)) < FEWEST_SIGNS:
            raise ValidationError(
                _("Choose another password: this one repeats the same few letters"), code="password_monotonous"
            )

    def get_help_text(self) -> str:
        return ""


class NotAboutOneself:
    """Not the own address or name."""

    def validate(self, password: str, user: Any = None) -> None:
        typed = password.lower()
        for known in self._known(user):
            if known in typed and len(known) * 2 > len(typed):
                self._refuse()
            if SequenceMatcher(a=typed, b=known).quick_ratio() >= TOO_SIMILAR:
                self._refuse()

    def get_help_text(self) -> str:
        return ""

    @staticmethod
    def _known(user: Any) -> list[str]:
        email = (getattr(user, "email", "") or "").lower()
        name = (getattr(user, "name", "") or "").lower()
        return [part for part in (email, email.partition("@")[0], name) if len(part) > 3]

    @staticmethod
    def _refuse() -> None:
        raise ValidationError(
            _("Choose another password: this one is too close to your e-mail address or name"),
            code="password_too_similar",
        )
