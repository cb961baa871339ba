"""/dashboard/ - figures for directors."""

from django.urls import URLPattern, path

from reports.views import dashboard

app_name = "dashboard"

urlpatterns: list[URLPattern] = [
    path("", dashboard.overview, name="overview"),
    # /dashboard/month/...: the monthly report
    path("month/", dashboard.month, name="month"),
    path("month/pdf/", dashboard.month_pdf, name="month_pdf"),
]
