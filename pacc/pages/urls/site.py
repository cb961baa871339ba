"""Pages that belong to no app, in the site zone."""

from django.urls import URLPattern

app_name = "pages"

urlpatterns: list[URLPattern] = []
