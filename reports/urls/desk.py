"""Addresses of reports in the desk zone."""

from django.urls import URLPattern

app_name = "reports"

urlpatterns: list[URLPattern] = []
