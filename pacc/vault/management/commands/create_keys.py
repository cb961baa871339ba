"""manage.py create_keys: what is missing in the folder of keys."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pacc.vault.errors import VaultError
from pacc.vault.keyring import add_desk_key, create_keys


class Command(BaseCommand):
    help = "Makes the keys of both zones that are not there yet. What is there stays as it is."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--new-desk-key", action="store_true", help="add a newer key that wraps from now on")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.KEYS_DIR)
        try:
            made = create_keys(folder)
        except VaultError as error:
            raise CommandError(str(error)) from None
        for path in made:
            self.stdout.write(f"made {folder / path}")
        if options["new_desk_key"]:
            self.stdout.write(f"New reports are sealed to key {add_desk_key(folder)}.")
        if made:
            self.stdout.write("Keep a copy of desk/ offline: without it no report can ever be opened again.")
