"""System checks of signing in and of the demonstration."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from pacc.accounts.demo import holds_demo_data
from pacc.loopback import is_loopback


@register(Tags.security)
def demo_stays_at_home(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """pacc.E010: /demo/ lets anybody in, so nobody but this machine may reach it."""
    far = [url for url in (settings.SITE_URL, settings.DESK_URL) if not is_loopback(url)]
    if not settings.DEMO or not far:
        return []
    return [
        Error(
            f"DEMO is on, and {', '.join(far)} is not an address of this machine only.",
            hint="Set DEMO=0 (script/run --no-demo), or keep SITE_URL and DESK_URL on localhost.",
            id="pacc.E010",
        )
    ]


@register(Tags.database)
def demo_data_stay_demo(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """pacc.E011: invented reports must never stand among real ones."""
    if settings.DEMO or not databases or not holds_demo_data():
        return []
    return [
        Error(
            "The database holds demonstration data, and DEMO is off.",
            hint="Give another folder (script/run --no-demo --data DIR) or another DATABASE_URL.",
            id="pacc.E011",
        )
    ]
