"""Addresses of reports in the site zone: telling, and coming back."""

from django.urls import path

from reports.views import tracking

app_name = "reports"

urlpatterns = [
    # /track/...: reference and code open one's own case
    path("track/", tracking.track, name="track"),
    path("track/case/", tracking.track_case, name="track_case"),
    path("track/case/answer/", tracking.track_reply, name="track_reply"),
    path("track/case/not-resolved/", tracking.track_contest, name="track_contest"),
    path("track/leave/", tracking.track_leave, name="track_leave"),
]
