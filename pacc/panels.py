"""What several apps show together on one page: an app offers a panel, a page asks for all panels of a place.

An app offers in its `AppConfig.ready()`; so reports and events meet on a page without knowing each other.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Panel:
    """One app's part of a shared page: a template and what it needs. `build` gives None where there is nothing."""

    template: str
    build: Callable[[HttpRequest], dict[str, Any] | None]
    order: int = 50


_offered: dict[str, list[Panel]] = defaultdict(list)


def offer(place: str, template: str, build: Callable[[HttpRequest], dict[str, Any] | None], *, order: int = 50) -> None:
    """Put a panel on the page that asks for `place` ("home", "member", "start", "year", "demo")."""
    panel = Panel(template, build, order)
    if panel not in _offered[place]:
        _offered[place].append(panel)


def panels_of(place: str, request: HttpRequest) -> list[tuple[str, dict[str, Any]]]:
    """(template, context) of each panel that has something to show, in order."""
    built = ((panel, panel.build(request)) for panel in sorted(_offered[place], key=lambda panel: panel.order))
    return [(panel.template, context) for panel, context in built if context is not None]
