"""The monthly report of an office, or of all, as PDF: the figures of the dashboard, on paper."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pacc.thai.dates import format_long, format_month, format_short
from pacc.thai.digits import to_thai
from pacc.typeset import pdf
from reports.rules.figures import (
    CAME_IN,
    CLOSED,
    OF_CLOCKS,
    OF_OFFICERS,
    OF_PLACES,
    OF_STEPS,
    OPEN,
    OVERDUE,
    Figure,
    Line,
    Overview,
    Step,
)

_TEMPLATE = Path(__file__).with_name("monthly_report.typ")


def monthly_report(figures: Overview, *, of: str, thai_digits: bool = False) -> bytes:
    """`of`: the office's name."""
    title = _("Reports in %(month)s") % {"month": format_month(figures.period.first)}
    told: dict[str, Any] = {
        "of": of,
        "month": title,
        "as_of": _("As it stood on %(day)s") % {"day": format_long(figures.today)},
        "tables": tables(figures),
        "foot": _("Reports are counted where they lie today. Practice reports are not counted."),
    }
    if thai_digits and get_language() == "th":
        told = in_thai_digits(told)
    told["digits"] = list("๐๑๒๓๔๕๖๗๘๙" if thai_digits and get_language() == "th" else "0123456789")
    return pdf(_TEMPLATE, told, title=f"{title} – {of}")


def tables(figures: Overview) -> list[dict[str, Any]]:
    """Each with its heading, the names of its columns, and its rows."""
    wanted: list[tuple[str, list[Any], Iterable[Sequence[str]]]] = [
        (_("At a glance"), [_("Reports"), _("How many")], _glance(figures)),
        (_("Offices"), [_("Office"), *OF_PLACES], _rows(figures.offices)),
        (_("Provinces"), [_("Province"), *OF_PLACES], _rows(figures.provinces)),
        (_("How long open reports have waited"), [_("Since it came in"), OPEN], _rows(figures.ages)),
        (_("Clocks missed"), [_("Clock"), *OF_CLOCKS], _rows(figures.clocks)),
        (_("How reports were closed"), [_("Closed as"), CLOSED], _rows(figures.reasons)),
        (_("Work of each officer"), [_("Officer"), *OF_OFFICERS], _rows(figures.officers)),
        (_("Day by day"), [_("Day"), *OF_STEPS], _days(figures.steps)),
    ]
    return [
        {"heading": heading, "columns": [str(column) for column in columns], "rows": rows}
        for heading, columns, rows in ((heading, columns, list(rows)) for heading, columns, rows in wanted)
        if rows
    ]


def _glance(figures: Overview) -> list[tuple[str, str]]:
    told = [
        (CAME_IN, figures.received),
        (CLOSED, figures.closed),
        (_("Closed again after the reporter contested it"), figures.contested_closed),
        (OPEN, figures.open),
        (OVERDUE, figures.overdue),
        (_("With nobody in charge"), figures.nobodys),
        (_("Contested and open again"), figures.contested_open),
    ]
    return [(str(label), _number(figure)) for label, figure in told]


def _number(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.count:,}"


def _rows(lines: Iterable[Line]) -> list[list[str]]:
    return [[str(line.label), *(_number(figure) for figure in line.figures)] for line in lines]


def _days(steps: Iterable[Step]) -> list[list[str]]:
    """Days on which nothing happened are left out."""
    return [
        [format_short(step.period.first), _number(step.received), _number(step.closed)]
        for step in steps
        if step.received.count or step.closed.count
    ]


def in_thai_digits(told: Any) -> Any:
    """Every text within."""
    kinds: dict[type, Callable[[Any], Any]] = {
        str: to_thai,
        list: lambda parts: [in_thai_digits(part) for part in parts],
        tuple: lambda parts: [in_thai_digits(part) for part in parts],
        dict: lambda parts: {name: in_thai_digits(part) for name, part in parts.items()},
    }
    return kinds[type(told)](told)
