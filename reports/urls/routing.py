"""/routing/ - which office covers which province, from which day, for portal admins."""

from django.urls import URLPattern, path

from reports.views import routing

app_name = "routing"

urlpatterns: list[URLPattern] = [
    path("", routing.province_list, name="province_list"),
    # /routing/<province's code>/
    path("<slug:code>/", routing.province_detail, name="province_detail"),
]
