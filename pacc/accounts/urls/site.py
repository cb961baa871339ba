"""Signing in and one's own account, in the site zone."""

from django.urls import URLPattern, include, path

urlpatterns: list[URLPattern] = [path("", include("allauth.urls"))]
