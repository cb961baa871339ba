"""The kernel: knows no domain app. Loads the Celery app, or tasks would look for a broker of their own."""

from pacc.celery import app as celery_app

__all__ = ["celery_app"]
