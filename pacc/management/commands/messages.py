"""Folds the rooms' Thai into one catalogue and compiles it; with --check says what is missing."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pacc.catalogue import compile_catalogue, wrongs_of


class Command(BaseCommand):
    help = "Folds locale/th/parts into one catalogue and compiles it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="say what is missing, unused or fuzzy; write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            wrongs = wrongs_of(settings.BASE_DIR)
            for wrong in wrongs:
                self.stdout.write(wrong)
            if wrongs:
                raise CommandError(f"{len(wrongs)} texts are not right")
            return
        made = compile_catalogue(settings.BASE_DIR)
        self.stdout.write("catalogue: compiled" if made else "catalogue: as it was")
