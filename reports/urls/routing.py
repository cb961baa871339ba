"""/routing/ - which office covers which province, from which day, for portal admins."""

from django.urls import URLPattern, path

from reports.views import routing

app_name = "routing"

urlpatterns: list[URLPattern] = [
    path("", routing.province_list, name="province_list"),
    path("change/", routing.change_new, name="change_new"),
    path("changes/", routing.change_list, name="change_list"),
    # /routing/changes/<pk>/...
    path("changes/<int:pk>/", routing.change_detail, name="change_detail"),
    path("changes/<int:pk>/withdraw/", routing.change_withdraw, name="change_withdraw"),
    # /routing/<province's code>/
    path("<slug:code>/", routing.province_detail, name="province_detail"),
]
