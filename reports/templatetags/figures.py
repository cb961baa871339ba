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
from reports.rules.figures import OF_CLOCKS, OF_OFFICERS, OF_PLACES, OF_STEPS, Figure, Line, Step

register = template.Library()

# The chart's field, in units of its viewBox. Half a gap stands on each side of a step's two columns.
_WIDTH, _TOP, _FOOT, _GAP = 360.0, 8.0, 118.0, 0.2


@register.simple_tag
def behind(figure: Figure) -> str:
    """The address of the reports behind it."""
    return f"{reverse('reports:report_list')}?{urlencode(figure.asks)}"


@register.simple_tag
def number(figure: Figure | None, *of: Any) -> SafeString:
    """The figure, which leads to its reports where there are any that the reader may list. `of`: what it counts, for
    whoever hears the link alone."""
    if figure is None:
        return format_html('<span class="muted">{}</span>', "–")
    if not figure.leads:
        return format_html("{}", f"{figure.count:,}")
    words = ", ".join(str(each) for each in of)
    return format_html('<a href="{}">{}<span class="vh"> {}</span></a>', behind(figure), f"{figure.count:,}", words)


_COLUMNS = {"places": OF_PLACES, "officers": OF_OFFICERS, "clocks": OF_CLOCKS, "steps": OF_STEPS}


@register.inclusion_tag("reports/_figure_table.html")
def figure_table(caption: str, heading: str, lines: Sequence[Line], columns: str, lead: str = "") -> dict[str, Any]:
    """Lines of several figures. `lead`: what follows an office's number in the address of its own figures."""
    names = _COLUMNS[columns]
    rows = [(line, list(zip(names, line.figures, strict=True))) for line in lines]
    return {"caption": caption, "heading": heading, "columns": names, "rows": rows, "lead": lead}


@register.simple_tag
def step_lines(steps: Sequence[Step], by_day: bool) -> list[Line]:
    return [Line(step_name(step, by_day), [step.received, step.closed]) for step in steps]


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


def step_name(step: Step, by_day: bool) -> str:
    """24 พ.ย. 69; a month's name, or its days where it is cut."""
    if by_day:
        return format_short(step.period.first)
    return format_month(step.period.first)


@register.inclusion_tag("reports/_step_chart.html")
def step_chart(steps: Sequence[Step], by_day: bool) -> dict[str, Any]:
    """Two columns a step: what came in, and what was closed."""
    highest_count = highest(figure for step in steps for figure in (step.received, step.closed))
    step_width = _WIDTH / len(steps)
    width = step_width * (1 - _GAP) / 2
    lefts = [step_width * (position + _GAP / 2) for position in range(len(steps))]
    return {
        "received": _columns([step.received for step in steps], lefts, width, highest_count),
        "closed": _columns([step.closed for step in steps], [left + width for left in lefts], width, highest_count),
        "lines": [f"{_height(value, 4):.1f}" for value in (0, 2, 4)],
        "most": max(figure.count for step in steps for figure in (step.received, step.closed)),
        "by_day": by_day,
        "first": step_name(steps[0], by_day),
        "last": step_name(steps[-1], by_day),
    }


def _height(value: int, of: int) -> float:
    return _FOOT - (_FOOT - _TOP) * value / of


def _columns(figures: Sequence[Figure], lefts: Sequence[float], width: float, of: int) -> str:
    """One path of all columns: sixty elements of their own would cost a fifth of the page's time."""
    heights = (_FOOT - _height(figure.count, of) for figure in figures)
    drawn = zip(lefts, heights, strict=True)
    return "".join(f"M{x:.1f} {_FOOT:g}v-{high:.1f}h{width:.1f}v{high:.1f}z" for x, high in drawn if high)
