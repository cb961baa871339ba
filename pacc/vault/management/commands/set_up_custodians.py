"""manage.py set_up_custodians: who can open confidential identities."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pacc.vault.custodians import HEADQUARTERS, RECOVERY, office_group, recipients, write_recipients
from pacc.vault.errors import VaultError
from pacc.vault.keyring import write_private

GROUPS = [HEADQUARTERS, *(office_group(region) for region in range(1, 10)), RECOVERY]


class Command(BaseCommand):
    help = "Adds custodians. Their own keys are shown once, or written for a demonstration, and never kept here."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--add",
            nargs=2,
            action="append",
            default=[],
            metavar=("GROUP", "RECIPIENT"),
            help="a custodian who made a key with age-keygen herself: the best way. GROUP is headquarters, "
            "office-1 to office-9 or recovery",
        )
        parser.add_argument(
            "--make", action="append", default=[], metavar="GROUP", choices=GROUPS, help="make a key and show it once"
        )
        parser.add_argument(
            "--demo", type=Path, metavar="FOLDER", help="make a key for each empty group and write them to FOLDER"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        groups = recipients()
        for group, recipient in options["add"]:
            if group not in GROUPS:
                raise CommandError(f"{group} is none of {', '.join(GROUPS)}.")
            if recipient not in groups.setdefault(group, []):
                groups[group].append(recipient)
        made = {group: pyrage.x25519.Identity.generate() for group in options["make"]}
        if options["demo"]:
            made |= {group: pyrage.x25519.Identity.generate() for group in GROUPS if not groups.get(group)}
        for group, identity in made.items():
            groups.setdefault(group, []).append(str(identity.to_public()))
        try:
            write_recipients(Path(settings.KEYS_DIR), groups)
        except VaultError as error:
            raise CommandError(str(error)) from None
        self._hand_out(made, options["demo"])
        self._tell(groups)

    def _hand_out(self, made: dict[str, Any], folder: Path | None) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for group, identity in made.items():
            if folder is not None:
                write_private(folder / f"{group}.txt", str(identity))
            else:
                self.stdout.write(f"{group}: {identity}\n  Hand it over and forget it: it is not shown again.")

    def _tell(self, groups: dict[str, list[str]]) -> None:
        for group in GROUPS:
            self.stdout.write(f"{group}: {len(groups.get(group, []))}")
