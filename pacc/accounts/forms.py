"""What people type to sign in, in the portal's words; the work is allauth's."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.recovery_codes import forms as recovery_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pacc.accounts.backend import belongs_here
from pacc.accounts.models import User
from pacc.accounts.passwords import MAX_LENGTH
from pacc.accounts.sealing import open_secret, seal_secret
from pacc.accounts.zones import own_url
from pacc.forms import Form, speak_plainly
from pacc.thai.digits import clean_number
from pacc.vault.errors import CannotOpen

EMAIL = _("E-mail address")
PASSWORD = _("Password")
PASSWORD_HINT = _("At least 12 letters or digits. Several words in a row are easy to remember")


class CodeField(forms.CharField):
    """Digits as a telephone shows them: spaces, dashes and Thai digits do not matter."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "w10"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs), **kwargs)

    def to_python(self, value: Any) -> str:
        return clean_number(super().to_python(value) or "")


class OurWords:
    """Mix in before a form of allauth: our labels and hints, no placeholders, limits, plain messages."""

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    labels: ClassVar[Mapping[str, Any]] = {}
    hints: ClassVar[Mapping[str, Any]] = {}
    limits: ClassVar[Mapping[str, int]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)  # the password can be shown instead
        self.adapt()
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            self._limit(field, self.limits.get(name, 254))
        speak_plainly(self.fields)

    def adapt(self) -> None:
        """Where a form has more to change."""

    @staticmethod
    def _limit(field: forms.Field, limit: int) -> None:
        if isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField):
            limit = MAX_LENGTH if isinstance(field.widget, forms.PasswordInput) else limit
            if field.max_length is None or field.max_length > limit:
                field.max_length = limit
                field.validators = [
                    *(v for v in field.validators if not isinstance(v, MaxLengthValidator)),
                    MaxLengthValidator(limit),
                ]


class LoginForm(OurWords, account_forms.LoginForm):  # type: ignore[misc]
    labels = {"login": EMAIL, "password": PASSWORD}


class SignupForm(OurWords, account_forms.SignupForm):  # type: ignore[misc]
    labels = {"email": EMAIL, "password1": PASSWORD}
    hints = {"password1": PASSWORD_HINT}

    account_already_exists: bool

    def try_save(self, request: HttpRequest) -> tuple[User | None, Any]:
        """The same page and the same time whether or not the address has an account."""
        if self.account_already_exists:
            make_password(self.cleaned_data.get("password1"))  # as long as for a new account
        else:
            try:
                with transaction.atomic():
                    made: tuple[User | None, Any] = super().try_save(request)
                    return made
            except IntegrityError:
                # RACE: somebody was faster; or it is a member of staff, whom the site's role does not see.
                self.account_already_exists = True
        known: tuple[User | None, Any] = super().try_save(request)
        return known


class ResetPasswordForm(OurWords, account_forms.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": EMAIL}
    users: list[User]

    def clean_email(self) -> str:
        email: str = super().clean_email()
        # An account that was never entered (an invitation not yet taken) is entered by its link only.
        self.users = [user for user in self.users if belongs_here(user) and user.has_usable_password()]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        if self.users:
            return str(super().save(request, **kwargs))
        # SECURITY: as much work as for an account that exists, so that the time tells nothing.
        link = own_url(f"/accounts/password/reset/key/0-{_token_for_nobody()}/")
        get_adapter(request).send_mail(
            "account/email/password_reset_key", email, {"password_reset_url": link, "to_nobody": True}
        )
        return email


def _token_for_nobody() -> str:
    return PasswordResetTokenGenerator().make_token(User(pk=0, email="nobody@nowhere.invalid"))


class ResetPasswordKeyForm(OurWords, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": _("New password")}
    hints = {"password1": PASSWORD_HINT}


class UserTokenForm(account_forms.UserTokenForm):  # type: ignore[misc]
    def _get_user(self, uidb36: str) -> User | None:
        user = super()._get_user(uidb36)
        return user if isinstance(user, User) and user.is_active and belongs_here(user) else None


class ChangePasswordForm(OurWords, account_forms.ChangePasswordForm):  # type: ignore[misc]
    labels = {"oldpassword": _("Password that you use now"), "password1": _("New password")}
    hints = {"password1": PASSWORD_HINT}


class ReauthenticateForm(OurWords, account_forms.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": PASSWORD}


class CodeWords(OurWords):
    """A form with a code from the authenticator app, or one for emergencies."""

    def adapt(self) -> None:
        self.fields["code"] = CodeField(label=_("Code"))


class AuthenticateForm(CodeWords, mfa_forms.AuthenticateForm):  # type: ignore[misc]
    hints = {"code": _("Six digits from the authenticator app, or one of the codes for emergencies")}


class MFAReauthenticateForm(CodeWords, mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    hints = AuthenticateForm.hints


class ActivateTOTPForm(CodeWords, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    labels = {"code": _("Code that the app shows")}
    hints = {"code": _("Six digits; they change every 30 seconds")}

    def adapt(self) -> None:
        """The secret waits in the session for its first code: sealed there too."""
        super().adapt()
        session = get_adapter().request.session
        try:
            self.secret = open_secret(session[SECRET_SESSION_KEY])
        except (CannotOpen, ValueError):
            # allauth has just made it and left it in clear: on the first look, or for a code sent without one.
            session[SECRET_SESSION_KEY] = seal_secret(self.secret)


class DeactivateTOTPForm(OurWords, totp_forms.DeactivateTOTPForm):  # type: ignore[misc]
    pass


class GenerateRecoveryCodesForm(OurWords, recovery_forms.GenerateRecoveryCodesForm):  # type: ignore[misc]
    pass


# What the libraries raise for a credential that no browser made.
_BROKEN = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class PasskeyAnswer(OurWords):
    """A broken answer is a refused form, not an error of ours."""

    def clean_credential(self) -> Any:
        try:
            parent = getattr(super(), "clean_credential", lambda: self.cleaned_data["credential"])
            return parent()
        except _BROKEN:
            raise get_adapter().validation_error("incorrect_code") from None

    def clean(self) -> Any:
        try:
            return super().clean()  # type: ignore[misc]
        except _BROKEN:
            raise get_adapter().validation_error("incorrect_code") from None


class AuthenticateWebAuthnForm(PasskeyAnswer, webauthn_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class ReauthenticateWebAuthnForm(PasskeyAnswer, webauthn_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class AddWebAuthnForm(PasskeyAnswer, webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]
    labels = {"name": _("Name of the passkey")}
    hints = {"name": _("So that you know it again, such as “office computer”")}
    limits = {"name": 100}


class EditWebAuthnForm(OurWords, webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]
    labels = AddWebAuthnForm.labels
    limits = AddWebAuthnForm.limits


class TakeInvitationForm(Form):
    """The first steps of somebody invited: a password of one's own."""

    password1 = forms.CharField(
        label=PASSWORD,
        help_text=PASSWORD_HINT,
        strip=False,
        max_length=MAX_LENGTH,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password1"):
            try:
                get_adapter().clean_password(password, user=self.user)
            except forms.ValidationError as refused:
                self.add_error("password1", refused)
        return cleaned


class FirstAdminForm(TakeInvitationForm):
    """The first portal admin says who she is: nobody could invite her."""

    email = forms.EmailField(label=EMAIL, max_length=254, widget=forms.EmailInput({"autocomplete": "email"}))
    title = forms.CharField(
        label=_("Title"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "honorific-prefix", "class": "w10"}),
    )
    name = forms.CharField(
        label=_("Name and surname"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    field_order = ["email", "title", "name", "password1"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("This address has an account already. Use another one"))
        return email

    def clean(self) -> dict[str, Any]:
        self.user.email = self.cleaned_data.get("email", "")
        self.user.name = self.cleaned_data.get("name", "")
        return super().clean()
