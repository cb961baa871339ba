"""Custodians of the demonstration, so that a confidential report can be tried."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from pacc.demo.story import Story

FOLDER = "demo-custodians"  # in the folder of keys: their own keys, which a real portal never sees


def load(story: Story) -> None:
    """One for each group that has none."""
    story.say("custodians")
    call_command("set_up_custodians", demo=Path(settings.KEYS_DIR) / FOLDER, stdout=StringIO())
