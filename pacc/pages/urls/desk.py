"""Pages that belong to no app, in the desk zone."""

from django.urls import URLPattern

app_name = "pages"

urlpatterns: list[URLPattern] = []
