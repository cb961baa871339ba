"""Addresses of reports in the desk zone."""

from django.urls import path

from reports.views import case_files

app_name = "reports"

urlpatterns = [
    # /reports/<reference>/files/...: a file of a case
    path("<slug:reference>/files/<uuid:evidence_id>/", case_files.evidence_detail, name="evidence_detail"),
    path("<slug:reference>/files/<uuid:evidence_id>/image/", case_files.evidence_image, name="evidence_image"),
    path("<slug:reference>/files/<uuid:evidence_id>/original/", case_files.evidence_original, name="evidence_original"),
]
