"""Load offices, places and the province table; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from networks.actions.reference import load_reference


class Command(BaseCommand):
    help = "Loads offices, provinces, districts, subdistricts and the province table. What an admin changed stays."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_reference()
        self.stdout.write(f"places {loaded.places}, offices {loaded.offices}, province table {loaded.coverings}")
        for name in loaded.kept:
            self.stdout.write(f"kept as an admin changed it: {name}")
