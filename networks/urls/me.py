"""The member's own page, in the site zone."""

from django.urls import path

from networks.views import members

app_name = "me"

urlpatterns = [
    # /me/
    path("", members.member_home, name="member_home"),
]
