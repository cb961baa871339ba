"""Addresses of networks in the site zone."""

from django.urls import URLPattern

app_name = "networks"

urlpatterns: list[URLPattern] = []
