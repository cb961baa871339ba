"""Makes the search's index anew: after a restore, or for a new index key."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.actions.indexing import indexed_reports, rebuild_index

_BAR = 40  # characters


class Command(BaseCommand):
    help = "Makes the search's index anew. Officers can search meanwhile, in the newest reports."

    def handle(self, *args: Any, **options: Any) -> None:
        of = indexed_reports().count()
        done = 0
        for done in rebuild_index():
            full = _BAR * done // max(of, done)
            self.stdout.write(f"\r[{'#' * full}{'.' * (_BAR - full)}] {done:,} of {of:,}", ending="")
            self.stdout.flush()
        self.stdout.write(f"\nsearch: {done:,} reports")
