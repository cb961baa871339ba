"""The Celery app and the one table of periodic tasks. Only the desk zone speaks to the broker."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacc.settings")

app = Celery("pacc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect
def add_what_settings_time(sender: Celery, **_kwargs: Any) -> None:
    """Lines of the table whose seconds are a setting; settings are not read before Celery needs its own."""
    batches = sender.signature("pacc.outbox.run_periodic", args=["office_mail"])
    sender.add_periodic_task(float(settings.OFFICE_MAIL_SECONDS), batches, name="office-mail")


# Seconds between runs. Each task takes an advisory lock, so any number of beats is harmless.
app.conf.beat_schedule = {
    "heartbeat": {"task": "pacc.outbox.run_periodic", "schedule": 15.0, "args": ["heartbeat"]},
    "clean-up": {"task": "pacc.outbox.run_periodic", "schedule": 60.0, "args": ["clean_up"]},
    "search-index": {"task": "pacc.outbox.run_periodic", "schedule": 60.0, "args": ["search_index"]},
    "rerouting": {"task": "pacc.outbox.run_periodic", "schedule": 60.0, "args": ["rerouting"]},
    "mailbox": {"task": "pacc.outbox.run_periodic", "schedule": 120.0, "args": ["mailbox"]},
    "waiting-lists": {"task": "pacc.outbox.run_periodic", "schedule": 120.0, "args": ["waiting_lists"]},
    # In the office's hours: a mail that says "overdue" is to be read when something can be done.
    "clocks": {"task": "pacc.outbox.run_periodic", "schedule": crontab(hour="8-16", minute="35"), "args": ["clocks"]},
    "nightly": {"task": "pacc.outbox.run_periodic", "schedule": crontab(hour="3", minute="20"), "args": ["nightly"]},
}
