"""How allauth behaves in the portal: by zone, without addresses of machines, with letters instead of mails at once."""

import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pacc.accounts import sealing
from pacc.accounts.door import is_admitted
from pacc.accounts.models import User
from pacc.accounts.second_factor import has_second_factor, is_last_factor
from pacc.accounts.zones import first_page, own_url
from pacc.notify.letters import promise_letter

NOBODYS_ADDRESS = "0.0.0.0"  # noqa: S104 - what is kept instead of a machine's address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address and the password do not belong together. Check both"),
        "enter_current_password": _("Write the password that you use now"),
        "incorrect_password": _("This is not your password. Write it again"),
        "incorrect_code": _("This code is not right, or it was used already. Wait for the next one and write that"),
        "invalid_password_reset": _("This link was used already or is too old. Ask for a new one"),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again"),
        "rate_limited": _("Too many tries. Wait five minutes, then try again"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.ZONE == "site")

    def new_user(self, request: HttpRequest) -> User:
        return User(language=(translation.get_language() or "th")[:2])

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages only: answers in JSON would tell of forms what pages do not."""
        return False

    # Where people are led

    def is_safe_url(self, url: str) -> bool:
        """SECURITY: addresses of this zone only, as a path; another port of the same host is another service."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return first_page()

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return first_page()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:own_account")

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return own_url(path.replace("UID-KEY", key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return own_url(reverse("account_confirm_email", args=[emailconfirmation.key]))

    # Who comes in

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        refused: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if refused is None and user.is_staff and not is_admitted(user):
            return self.respond_user_inactive(request, user)  # type: ignore[no-any-return]
        return refused

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Signing in counts for as long as typing the password again would."""
        request = self.request
        if request is None or not isinstance(request.user, User):
            return True
        wanted = {"mfa"} if has_second_factor(request.user) else {"password", "password_reset", "invitation", "mfa"}
        oldest = time.time() - account_settings.REAUTHENTICATION_TIMEOUT
        records = get_authentication_records(request, request.user)
        return not any(record["method"] in wanted and record["at"] > oldest for record in records)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """At the desk a second factor that exists is asked for, and the password does not stand in for it."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if settings.ZONE == "desk" and len(methods) > 1:
            return [method for method in methods if method["id"] != "reauthenticate"]
        return methods

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # SECURITY: not by the Host header, whose port anybody may vary to count anew.
        return f"{settings.ZONE}:{str(credentials.get('email', '')).lower()}"

    # What is kept and sent

    def get_client_ip(self, request: HttpRequest) -> str:
        """No address of a machine is kept anywhere, nor counted against: many people stand behind one."""
        return NOBODYS_ADDRESS

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the reader's language, sealed, sent by a worker: the answer takes as long whoever is asked about."""
        reader = context.get("user")
        language = reader.language if isinstance(reader, User) else translation.get_language() or "th"
        with translation.override(language):
            told = {
                **context,
                "email": email,
                "zone": settings.ZONE,
                "login_url": own_url(reverse("account_login")),
                "reset_url": own_url(reverse("account_reset_password")),
            }
            subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", told).split())
            body = render_to_string(f"{template_prefix}_message.txt", told).strip() + "\n"
        promise_letter(address="" if context.get("to_nobody") else email, subject=subject, body=body)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        address = email or EmailAddress.objects.get_primary_email(user)
        if address:
            self.send_mail(template_prefix, address, {**(context or {}), "user": user})

    def send_account_already_exists_mail(self, email: str) -> None:
        """Only the mailbox learns that there is an account; staff are told where theirs is."""
        user = User.objects.filter(email__iexact=email).first()
        self.send_mail("account/email/account_already_exists", email, {"user": user, "desk_url": settings.DESK_URL})


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("At the desk one second factor must stay. Add another first"),
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": _("Confirm your e-mail address first"),
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.open_secret(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "PACC Connect" if settings.ZONE == "site" else "PACC Connect (desk)"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return settings.ZONE != "desk" or not is_last_factor(authenticator)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)d") % {"number": count + 1}

    def _get_site_name(self) -> str:
        return "PACC Connect"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        # From the settings, not from the Host header.
        return {"id": own_url("").split("://")[1].partition(":")[0].partition("/")[0], "name": "PACC Connect"}
