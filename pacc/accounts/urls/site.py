"""Signing up, signing in and one's own account, in the site zone."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path, re_path

from pacc.accounts.urls.shared import both, own
from pacc.accounts.views.answers import refused_as_422 as form

urlpatterns: list[URLPattern | URLResolver] = [
    *both,
    path("signup/", form(account.signup), name="account_signup"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("", include((own, "accounts"))),
]
