"""Signing up, signing in and one's own account, in the site zone."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path, re_path

from pacc.accounts.urls.shared import both, own
from pacc.accounts.views.answers import as_here

urlpatterns: list[URLPattern | URLResolver] = [
    *both,
    path("signup/", as_here(account.signup), name="account_signup"),
    path("confirm-email/", as_here(account.email_verification_sent), name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", as_here(account.confirm_email), name="account_confirm_email"),
    path("", include((own, "accounts"))),
]
