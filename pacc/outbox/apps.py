from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OutboxConfig(AppConfig):
    name = "pacc.outbox"
    label = "outbox"

    def ready(self) -> None:
        # Every process knows the handlers, not only a Celery worker: commands and tests keep promises too.
        autodiscover_modules("tasks")
