"""How a dashboard's figures look: numbers that lead to their reports, bars, and a chart of days or months."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from pacc.thai.dates import format_month, format_short
from reports.queries.figures import highest
from reports.rules.figures import Figure, Line, Step

register = template.Library()

# The chart's field, in units of its viewBox.
_LEFT, _RIGHT, _TOP, _FOOT = 28.0, 356.0, 12.0, 124.0
_LABELS = 7  # at most so many under it


@register.simple_tag
def behind(figure: Figure) -> str:
    """The address of the reports behind it."""
    return f"{reverse('reports:report_list')}?{urlencode(figure.asks)}"


@register.simple_tag
def number(figure: Figure | None) -> SafeString:
    """The figure, which leads to its reports where there are any that the reader may list."""
    if figure is None:
        return format_html('<span class="muted">{}</span>', "–")
    if not figure.leads:
        return format_html("{}", f"{figure.count:,}")
    return format_html('<a href="{}">{}</a>', behind(figure), f"{figure.count:,}")


@register.simple_tag
def bar(figure: Figure, most: int, tone: str = "") -> SafeString:
    """A bar, as long as its share of the most. It leads where its number leads, so that no reader meets it twice."""
    drawn = format_html(
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="b{}" width="{}" height="10"/></svg>',
        f" b-{tone}" if tone else "",
        f"{100 * figure.count / most:.1f}",
    )
    if not figure.leads:
        return drawn
    return format_html('<a href="{}" tabindex="-1" aria-hidden="true">{}</a>', behind(figure), drawn)


@register.filter
def most(lines: Sequence[Line]) -> int:
    """The highest first figure of the lines."""
    return highest(line.figures[0] for line in lines if line.figures[0] is not None)


@register.simple_tag
def step_name(step: Step, by_day: bool) -> str:
    """24 พ.ย. 69; a month's name, or its days where it is cut."""
    if by_day:
        return format_short(step.period.first)
    return format_month(step.period.first)


@register.inclusion_tag("reports/_step_chart.html")
def step_chart(steps: Sequence[Step], by_day: bool) -> dict[str, Any]:
    """Two columns a step: what came in, and what was closed."""
    top = _round_up(highest(figure for step in steps for figure in (step.received, step.closed)))
    width = (_RIGHT - _LEFT) / len(steps)
    every = -(-len(steps) // _LABELS)
    columns = []
    for position, step in enumerate(steps):
        x = _LEFT + position * width
        columns.append(
            {
                "received": _column(step.received, x + width * 0.12, width * 0.38, top),
                "closed": _column(step.closed, x + width * 0.5, width * 0.38, top),
                "middle": f"{x + width / 2:.1f}",
                "label": (str(step.period.first.day) if by_day else format_short(step.period.first).split("\u00a0")[1])
                if position % every == 0
                else "",
            }
        )
    lines = [{"y": f"{_height(value, top):.1f}", "value": f"{value:,}"} for value in sorted({0, top // 2, top})]
    return {"columns": columns, "lines": lines}


def _height(value: int, top: int) -> float:
    return _FOOT - (_FOOT - _TOP) * value / top


def _column(figure: Figure, x: float, width: float, top: int) -> dict[str, Any]:
    y = _height(figure.count, top)
    return {
        "figure": figure,
        "x": f"{x:.1f}",
        "y": f"{y:.1f}",
        "width": f"{width:.1f}",
        "height": f"{_FOOT - y:.1f}",
    }


def _round_up(value: int) -> int:
    """2, 4, 10, 20, 40, 100 ...: an even number whose half is read easily."""
    step = 2
    while step < value:
        step = step * 2 if str(step)[0] == "2" else step * 5 // 2
    return step
