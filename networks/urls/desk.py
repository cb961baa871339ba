"""Addresses of networks in the desk zone."""

from django.urls import path

from networks.views import desk

app_name = "networks"

urlpatterns = [
    # /networks/...
    path("", desk.network_list, name="network_list"),
    path("new/", desk.network_new, name="network_new"),
    path("<int:pk>/", desk.network_detail, name="network_detail"),
    path("<int:pk>/edit/", desk.network_edit, name="network_edit"),
    path("<int:pk>/members/<int:member>/", desk.membership_decide, name="membership_decide"),
    path("<int:pk>/invitations/", desk.invitation_new, name="invitation_new"),
    path("<int:pk>/invitations/<uuid:invitation>/withdraw/", desk.invitation_withdraw, name="invitation_withdraw"),
]
