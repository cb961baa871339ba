"""/people/ - the people of the desk, for portal admins."""

from django.urls import URLPattern, path

from networks.views import staff

app_name = "people"

urlpatterns: list[URLPattern] = [
    path("", staff.staff_list, name="staff_list"),
    path("invite/", staff.staff_invite, name="staff_invite"),
    path("postings/<int:pk>/end/", staff.posting_end, name="posting_end"),
    # /people/<pk>/...
    path("<int:pk>/", staff.staff_detail, name="staff_detail"),
    path("<int:pk>/roles/", staff.staff_roles, name="staff_roles"),
    path("<int:pk>/link/", staff.staff_link, name="staff_link"),
    path("<int:pk>/close/", staff.staff_close, name="staff_close"),
    path("<int:pk>/reopen/", staff.staff_reopen, name="staff_reopen"),
    path("<int:pk>/postings/", staff.posting_give, name="posting_give"),
]
