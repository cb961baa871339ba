"""Addresses that tell whether the portal is well."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
