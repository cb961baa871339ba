"""Print docs/settings.md from what the settings modules remember of the variables they read."""

from typing import Any

from django.core.management.base import BaseCommand

from pacc.management.commands import grant_roles  # noqa: F401 - reads two variables of its own
from pacc.settings import BASE_DIR, env

HEAD = """\
# Settings

All settings are environment variables. `NAME_FILE` may name a file that holds the value instead: use it for every
secret (marked *), so that no process list shows it. A wrong value stops the start with a sentence that names it.

`script/run` gives each of its programs only what its zone needs, and decides itself: `ZONE`, `KEYS_DIR` (`--keys`),
`DATABASE_POOL`, `SECRET_KEY`, `DEMO` (`--no-demo`) and the two roles. The defaults of `DATABASE_URL`, `REDIS_URL` and
`SMTP_URL` below are those of a single program started by hand; `script/run` starts servers of its own instead.
`VENV` moves the virtual environment of the scripts (`.venv`).

Printed by `manage.py draw_settings > docs/settings.md`; a test compares.

| variable | default | meaning |
|---|---|---|
"""


def as_markdown() -> str:
    """The whole page, variables in the order of the alphabet."""
    return HEAD + "".join(_row(setting) for _, setting in sorted(env.REMEMBERED.items()))


def _row(setting: env.Setting) -> str:
    default = setting.default.replace(f"{BASE_DIR}/", "")
    star = " *" if setting.secret else ""
    return f"| `{setting.name}`{star} | {f'`{default}`' if default else '(none)'} | {setting.meaning} |\n"


class Command(BaseCommand):
    help = "Prints docs/settings.md: manage.py draw_settings > docs/settings.md"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(as_markdown(), ending="")
