"""Addresses of events in the site zone."""

from django.urls import path

from events.views import announced

app_name = "events"

urlpatterns = [
    # /workshops/...
    path("", announced.workshop_list, name="workshop_list"),
    path("<int:pk>/", announced.workshop_detail, name="workshop_detail"),
]
