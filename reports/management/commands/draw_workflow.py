"""Print docs/workflow.md from the table of states and moves."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.workflow import as_markdown


class Command(BaseCommand):
    help = "Prints docs/workflow.md: manage.py draw_workflow > docs/workflow.md"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(as_markdown(), ending="")
