"""System checks of the two zones' addresses."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from pacc.loopback import is_loopback


@register(Tags.security)
def zones_have_host_names_of_their_own(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """pacc.E001: cookies know no ports, so on one host name each zone would receive the other's."""
    if urlsplit(settings.SITE_URL).hostname != urlsplit(settings.DESK_URL).hostname:
        return []
    return [
        Error(
            f"SITE_URL and DESK_URL have the same host name, {urlsplit(settings.SITE_URL).hostname}.",
            hint="Give the desk a host name of its own: a browser sends each zone's cookies to every port of a host.",
            id="pacc.E001",
        )
    ]


@register(Tags.security)
def addresses_are_https(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """pacc.E002: browsers keep the portal's cookies over https, and over http on loopback only."""
    open_ones = [
        url for url in (settings.SITE_URL, settings.DESK_URL) if not url.startswith("https:") and not is_loopback(url)
    ]
    return [
        Error(
            f"{url} is not https.",
            hint="Put a proxy with a certificate in front and write https: in SITE_URL and DESK_URL.",
            id="pacc.E002",
        )
        for url in open_ones
    ]
