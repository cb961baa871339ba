"""/schema/ - what files that the portal gives to other programs may hold, in both zones."""

from django.urls import URLPattern, path

from reports.views import dispatches

app_name = "schema"

urlpatterns: list[URLPattern] = [
    path("hand-over-1.json", dispatches.hand_over_schema, name="hand_over"),
]
