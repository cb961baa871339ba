"""Addresses of networks in the desk zone."""

from django.urls import URLPattern

app_name = "networks"

urlpatterns: list[URLPattern] = []
