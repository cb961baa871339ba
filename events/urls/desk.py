"""Addresses of events in the desk zone."""

from django.urls import URLPattern

app_name = "events"

urlpatterns: list[URLPattern] = []
