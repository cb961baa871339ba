"""The zone under way: its address as mails write it, its first page."""

from django.conf import settings
from django.urls import reverse


def own_url(path: str) -> str:
    """The whole address of a path of this zone, by SITE_URL or DESK_URL and never by what a browser says."""
    base: str = settings.DESK_URL if settings.ZONE == "desk" else settings.SITE_URL
    return f"{base}{path}"


def desk_url(path: str) -> str:
    return f"{settings.DESK_URL}{path}"


def first_page() -> str:
    """Where somebody lands who just signed in or out, in the language under way."""
    return reverse("home")
