"""Addresses of events in the site zone."""

from django.urls import URLPattern

app_name = "events"

urlpatterns: list[URLPattern] = []
