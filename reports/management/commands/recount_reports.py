"""Counts every report anew for the dashboards: after a restore, or where reports were loaded past the trigger."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.actions.tallies import fold_tallies, recount_tallies


class Command(BaseCommand):
    help = "Counts every report anew for the dashboards. Reports stand still meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        recount_tallies()
        while fold_tallies():
            pass
        self.stdout.write("reports: counted")
