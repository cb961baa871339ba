"""Invented offices' work of twelve months, made once, through the real actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from pacc.accounts.models import User
from pacc.demo.story import LOADED, Story, is_demo_database
from pacc.ledger.record import record
from pacc.outbox.models import Job


class Command(BaseCommand):
    """Each app names its parts in its AppConfig (`demo_parts`, dotted names of functions that take the Story)."""

    help = "Loads the demonstration: invented people, networks, reports and a workshop. Once, into an empty portal."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo data are for demo mode only (DEMO=1).")
        if is_demo_database():
            raise CommandError("The demonstration was loaded already.")
        if User.objects.exists():
            raise CommandError("There are people in this portal. Demo data go into an empty one only.")
        with all_or_nothing(), without_savepoints(), translation.override("th"):
            story = Story(today=timezone.localdate(), say=self.stdout.write)
            for config in apps.get_app_configs():
                for part in getattr(config, "demo_parts", ()):
                    import_string(part)(story)
            # What else these deeds promised is either done (routing) or would mail news of months ago.
            Job.objects.exclude(name__in=story.keep).delete()
            record(LOADED)


def all_or_nothing() -> transaction.Atomic:
    """One transaction around actions that are `durable`: an interrupted load leaves nothing.

    Django refuses to nest a durable block in any but a test's transaction, so this one says that it is a test's.
    """
    whole = transaction.atomic()
    whole._from_testcase = True  # type: ignore[attr-defined]
    return whole


@contextmanager
def without_savepoints() -> Iterator[None]:
    """A load that is all or nothing goes back to no savepoint, and they would be a quarter of its queries."""
    used = connection.features.uses_savepoints
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = used
