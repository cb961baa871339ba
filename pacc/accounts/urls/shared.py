"""Addresses of signing in that both zones have. Names are allauth's, so that its flows find them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as usersessions
from django.urls import URLPattern, URLResolver, include, path, re_path

from pacc.accounts.views import own_account, second_factor
from pacc.accounts.views.answers import as_here

RESET_KEY = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

# /accounts/...
account_urls: list[URLPattern | URLResolver] = [
    path("login/", as_here(account.login), name="account_login"),
    path("logout/", as_here(account.logout), name="account_logout"),
    path("inactive/", as_here(account.account_inactive), name="account_inactive"),
    path("reauthenticate/", as_here(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", as_here(own_account.ChangePassword.as_view()), name="account_change_password"),
    path("password/reset/", as_here(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", as_here(account.password_reset_done), name="account_reset_password_done"),
    re_path(RESET_KEY, as_here(account.password_reset_from_key), name="account_reset_password_from_key"),
    path(
        "password/reset/key/done/",
        as_here(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("sessions/", as_here(usersessions.list_usersessions), name="usersessions_list"),
]

# /accounts/2fa/...
second_factor_urls: list[URLPattern | URLResolver] = [
    path("", as_here(mfa.index), name="mfa_index"),
    path("authenticate/", as_here(mfa.authenticate), name="mfa_authenticate"),
    path("reauthenticate/", as_here(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("app/", as_here(second_factor.ActivateApp.as_view()), name="mfa_activate_totp"),
    path("app/remove/", as_here(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("codes/", as_here(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/new/", as_here(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("passkeys/", as_here(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", as_here(second_factor.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("passkeys/reauthenticate/", as_here(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/remove/", as_here(second_factor.RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/edit/", as_here(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
]

both: list[URLPattern | URLResolver] = [*account_urls, path("2fa/", include(second_factor_urls))]

own: list[URLPattern] = [path("", own_account.own_account, name="own_account")]
