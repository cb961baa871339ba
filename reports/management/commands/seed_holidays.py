"""Make the table of holidays from the package where years are missing; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.actions.holidays import seed_holidays


class Command(BaseCommand):
    help = "Makes the holidays of last year to two years ahead from the package `holidays`. Years that exist stay."

    def handle(self, *args: Any, **options: Any) -> None:
        made = seed_holidays()
        self.stdout.write(f"years made: {', '.join(map(str, made)) or 'none'}")
