from typing import Any

from django.core.management.base import BaseCommand

from pacc.outbox import relay


class Command(BaseCommand):
    help = "Listens for promised jobs and tells Celery; sweeps every 15 s what was lost. Runs for ever."

    def handle(self, *args: Any, **options: Any) -> None:
        relay.listen_and_sweep()
