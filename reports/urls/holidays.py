"""/holidays/ - the government's holidays by which deadlines are counted, for portal admins."""

from django.urls import URLPattern, path

from reports.views import holidays

app_name = "holidays"

urlpatterns: list[URLPattern] = [
    path("", holidays.holiday_list, name="holiday_list"),
    path("add/", holidays.holiday_add, name="holiday_add"),
    # /holidays/<year, C.E.>/...
    path("<int:year>/", holidays.holiday_year, name="holiday_year"),
    path("<int:year>/checked/", holidays.holiday_confirm, name="holiday_confirm"),
    # /holidays/days/<pk>/...
    path("days/<int:pk>/", holidays.holiday_change, name="holiday_change"),
    path("days/<int:pk>/retire/", holidays.holiday_retire, name="holiday_retire"),
]
