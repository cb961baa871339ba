"""Addresses of networks in the site zone."""

from django.urls import path

from networks.views import directory, invitation, members

app_name = "networks"

urlpatterns = [
    # /networks/...
    path("", directory.network_list, name="network_list"),
    path("invitation/", invitation.invitation, name="invitation"),
    path("invitation/<str:token>/", invitation.accept_invitation_link, name="accept_invitation"),
    path("<int:pk>/", directory.network_detail, name="network_detail"),
    path("<int:pk>/members/", members.member_list, name="member_list"),
    path("<int:pk>/members/new/", members.member_new, name="member_new"),
]
