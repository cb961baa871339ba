"""Health says a word for each part; figures only at the desk."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from pacc.outbox.models import Heartbeat, Job

pytestmark = pytest.mark.django_db


def test_live(client):
    assert client.get("/health/live").json() == {"live": "ok"}


@override_settings(ZONE="site", ROOT_URLCONF="pacc.urls.site")
def test_sites_answer_has_words_only(client):
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"database": "ok"})
    assert not Job.objects.exists()


@override_settings(REDIS_URL="unix:///nowhere")
def test_desk_names_what_is_down_or_late(client):
    Heartbeat.objects.create(name="relay", at=timezone.now())
    Heartbeat.objects.create(name="worker", at=timezone.now() - timedelta(minutes=5))
    response = client.get("/health/ready")
    assert response.status_code == 503
    answer = response.json()
    assert (answer["broker"], answer["relay"], answer["worker"], answer["routing"]) == ("down", "ok", "late", "ok")
    assert answer["figures"]["worker"]["seconds_silent"] >= 300


def test_report_that_waits_for_its_office_too_long_is_late(client):
    Job.objects.create(name="reports.route", seen_at=timezone.now() - timedelta(minutes=10))
    assert client.get("/health/ready").json()["routing"] == "late"
