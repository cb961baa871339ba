"""Signing in and one's own account, in the desk zone: nobody signs up, staff come by invitation."""

from django.urls import URLPattern, URLResolver, include, path

from pacc.accounts.urls.shared import both, own
from pacc.accounts.views import invitation

invitations: list[URLPattern] = [
    path("invitation/", invitation.take, name="take_invitation"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
]

urlpatterns: list[URLPattern | URLResolver] = [*both, path("", include(([*own, *invitations], "accounts")))]
