"""manage.py prepare: everything between a fresh database and a portal that can serve. Safe to repeat."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from psycopg import errors

from pacc.catalogue import compile_catalogue
from pacc.stack.environment import RESULT, STEP
from pacc.stack.models import Installation


class Command(BaseCommand):
    help = "Makes tables, rights, texts, style sheet, reference data and, in demo mode, demo data. Safe to repeat."
    requires_system_checks = []  # they are asked here, and answered in one sentence

    def add_arguments(self, parser: ArgumentParser) -> None:
        kind = parser.add_mutually_exclusive_group(required=True)
        kind.add_argument("--demo", action="store_true", help="invented people and reports, made at the first start")
        kind.add_argument("--no-demo", action="store_true", help="real use; refused over demo data")
        parser.add_argument("--not-owner", action="store_true", help="tables and rights are somebody else's business")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._prepare(demo=options["demo"], is_owner=not options["not_owner"])
        except DatabaseError as error:
            raise CommandError(_sentence_of(error)) from error

    def _prepare(self, *, demo: bool, is_owner: bool) -> None:
        _ask_checks()  # before the database is marked as what it would be refused for
        if is_owner:
            self._step("tables", lambda: call_command("migrate", interactive=False, verbosity=0))
            self._step("rights of both zones", lambda: call_command("grant_roles", verbosity=0))
        elif _waiting_migrations():
            raise CommandError("The tables are not up to date: run `manage.py prepare` with the owner's DATABASE_URL.")
        installation = self._installation(demo=demo)
        self._step("texts", lambda: compile_catalogue(settings.BASE_DIR))
        self._step("style sheet, fonts, scripts", lambda: call_command("build_static", stdout=_Nothing()))
        self._step("offices and places", lambda: call_command("load_reference", stdout=_Nothing()))
        self._step("holidays", lambda: call_command("seed_holidays", stdout=_Nothing()))
        if installation.demo and not installation.loaded and "load_demo" in get_commands():
            self._step("demo data", lambda: call_command("load_demo", stdout=_Nothing()))
        if not installation.loaded:
            installation.loaded = True
            installation.save(update_fields=["loaded"])
        self.stdout.write(RESULT + json.dumps({"demo": installation.demo}))

    def _step(self, name: str, work: Callable[[], Any]) -> None:
        self.stdout.write(STEP + name)
        self.stdout.flush()
        work()

    def _installation(self, *, demo: bool) -> Installation:
        """What the database is for, decided at its first start. Raises CommandError rather than mix the two."""
        installation, _ = Installation.objects.get_or_create(pk=1, defaults={"demo": demo})
        if installation.demo and not demo:
            raise CommandError("This database holds demo data: choose an empty folder (--data) or database.")
        return installation


class _Nothing:
    """Where commands that are steps here say their own sentences to."""

    def write(self, _text: str) -> None:
        pass

    def flush(self) -> None:
        pass


def _waiting_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _ask_checks() -> None:
    for found in checks.run_checks():
        if found.is_serious() and not found.is_silenced():
            raise CommandError(" ".join(part for part in (found.msg, found.hint) if part))


def _sentence_of(error: DatabaseError) -> str:
    cause = error.__cause__
    if isinstance(cause, errors.DiskFull):
        return "The disk is full: the database needs more space."
    if isinstance(cause, errors.InsufficientPrivilege):
        return f"The owner in DATABASE_URL lacks a right: {str(cause).splitlines()[0]}."
    first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if isinstance(error, OperationalError):
        return f"The database does not answer: {first}"
    return f"The database refused: {first}"
