"""Addresses of the search in the desk zone."""

from django.urls import path

from reports.views import search

app_name = "search"

urlpatterns = [
    path("", search.report_search, name="report_search"),
]
