"""Makes style sheet, script and fonts, and collects them with their hashes for the web server."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from pacc import assets


class Command(BaseCommand):
    help = "Makes style sheet, script and fonts; does nothing when they are made of the same things."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="make them again in any case")

    def handle(self, *args: Any, **options: Any) -> None:
        made = assets.make(settings.STATIC_SOURCE, settings.STATIC_MADE)
        manifest = settings.STATIC_ROOT / "staticfiles.json"
        if made or options["force"] or not manifest.is_file():
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        self.stdout.write("static files: made" if made else "static files: as they were")
