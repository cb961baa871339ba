"""manage.py retry_jobs: parked jobs get all their tries again."""

from typing import Any

from django.core.management.base import BaseCommand

from pacc.outbox.jobs import take_up_parked


class Command(BaseCommand):
    help = "Takes up the jobs that were given up after their last try. For when the cause is removed."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{take_up_parked()} jobs are tried again within 15 seconds.")
