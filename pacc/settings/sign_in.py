"""Signing in: django-allauth with a second factor, by zone."""

from pacc.settings.security import ZONE

AUTHENTICATION_BACKENDS = ["pacc.accounts.backend.ZoneBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "pacc.accounts.passwords.LongEnough"},
    {"NAME": "pacc.accounts.passwords.NotMonotonous"},
    {"NAME": "pacc.accounts.passwords.NotCommon"},
    {"NAME": "pacc.accounts.passwords.NotAboutOneself"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds; the link lies in a mailbox

ACCOUNT_ADAPTER = "pacc.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# At the desk the invitation's link has proved the address.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if ZONE == "site" else "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser: phones and office computers are shared
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds
# SECURITY: per account, never per address: many people stand behind one, and none is kept (adapters.get_client_ip).
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "10/5m/key",
    "signup": None,
    "reset_password": "5/10m/key",
    "reset_password_from_key": None,
    "request_login_code": None,
    "verify_phone": None,
}
ACCOUNT_FORMS = {
    "login": "pacc.accounts.forms.LoginForm",
    "signup": "pacc.accounts.forms.SignupForm",
    "reset_password": "pacc.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "pacc.accounts.forms.ResetPasswordKeyForm",
    "user_token": "pacc.accounts.forms.UserTokenForm",
    "change_password": "pacc.accounts.forms.ChangePasswordForm",
    "reauthenticate": "pacc.accounts.forms.ReauthenticateForm",
}

MFA_ADAPTER = "pacc.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 0  # a wider window lets a code be replayed
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "pacc.accounts.forms.AuthenticateForm",
    "reauthenticate": "pacc.accounts.forms.MFAReauthenticateForm",
    "activate_totp": "pacc.accounts.forms.ActivateTOTPForm",
    "deactivate_totp": "pacc.accounts.forms.DeactivateTOTPForm",
    "generate_recovery_codes": "pacc.accounts.forms.GenerateRecoveryCodesForm",
    "authenticate_webauthn": "pacc.accounts.forms.AuthenticateWebAuthnForm",
    "reauthenticate_webauthn": "pacc.accounts.forms.ReauthenticateWebAuthnForm",
    "add_webauthn": "pacc.accounts.forms.AddWebAuthnForm",
    "edit_webauthn": "pacc.accounts.forms.EditWebAuthnForm",
}
