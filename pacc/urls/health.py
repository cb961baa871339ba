"""Addresses that tell whether the portal is well."""

from django.urls import path

from pacc import health

urlpatterns = [
    path("live", health.live, name="health_live"),
    path("ready", health.ready, name="health_ready"),
]
