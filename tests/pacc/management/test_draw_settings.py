"""docs/settings.md says what the settings say."""

from pathlib import Path

from django.conf import settings

from pacc.management.commands.draw_settings import as_markdown
from pacc.settings import env


def test_docs_are_fresh():
    written = Path(settings.BASE_DIR, "docs", "settings.md").read_text(encoding="utf-8")
    assert written == as_markdown(), "manage.py draw_settings > docs/settings.md"


def test_every_variable_has_its_row_and_a_meaning():
    for name, setting in env.REMEMBERED.items():
        assert f"| `{name}`" in as_markdown()
        assert setting.meaning
