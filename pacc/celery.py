"""The Celery app and the one table of periodic tasks. Only the desk zone speaks to the broker."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacc.settings")

app = Celery("pacc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Seconds between runs, or a time of night in Thailand. Each takes an advisory lock: any number of beats is harmless.
app.conf.beat_schedule = {
    "heartbeat": {"task": "pacc.outbox.run_periodic", "schedule": 15.0, "args": ["heartbeat"]},
    "clean-up": {"task": "pacc.outbox.run_periodic", "schedule": 60.0, "args": ["clean_up"]},
    "nightly": {"task": "pacc.outbox.run_periodic", "schedule": crontab(hour="3", minute="20"), "args": ["nightly"]},
}
