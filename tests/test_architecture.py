"""What holds the house together and no other test sees: promises and keepers, times and work, tables and migrations."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from pacc.celery import app
from pacc.outbox import tasks
from pacc.outbox.jobs import _handlers

APPS = ("pacc", "networks", "reports", "events")
TAKEN_BACK = {"health.nothing"}  # health's question whether a row can be written: rolled back, never kept
NO_WORK = {"heartbeat"}  # running a periodic task is the worker's heartbeat; this one does nothing else


def calls_of(function):
    """Every call of that name in the portal's code, with its file."""
    for name in APPS:
        for file in sorted(Path(settings.BASE_DIR, name).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == function:
                    yield file.relative_to(settings.BASE_DIR), node


def test_every_promised_job_has_a_handler_and_every_handler_a_promise():
    promised = {}
    for file, call in calls_of("enqueue"):
        name = call.args[0]
        assert isinstance(name, ast.Constant), f"{file}:{call.lineno}: a job's name is written out, so that it is found"
        promised[name.value] = file
    assert set(promised) - TAKEN_BACK == set(_handlers)


def test_every_line_of_the_timetable_has_work_and_all_work_a_line():
    timed = {line["args"][0] for line in app.conf.beat_schedule.values() if line["task"] == "pacc.outbox.run_periodic"}
    assert timed - NO_WORK == set(tasks._periodic)


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
