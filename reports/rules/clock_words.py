"""What a clock counts and why it stands as it does, in one sentence."""

from collections.abc import Container
from datetime import date
from functools import reduce

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pacc.thai.dates import format_short
from pacc.thai.working_days import add_working_days, working_days_between
from reports.rules.clocks import EXAMINATION_WARNINGS
from reports.rules.readings import ClockKind, Reading, Standing


def why_it_stands(reading: Reading, *, today: date, holidays: Container[date]) -> str:
    """From what it counts, how far it is, and what stopped it."""
    counted = _counted(reading)
    if reading.standing == Standing.MET and reading.met_on:
        return _joined(counted, _met(reading, reading.met_on, holidays))
    if reading.is_merged and reading.stands_since:
        since = {"day": format_short(reading.stands_since)}
        return _joined(counted, _("stands still since %(day)s because the report is merged into another") % since)
    if reading.standing == Standing.STANDS and reading.stands_since:
        left = reading.left_standing
        waiting = ngettext(
            "stands still since %(day)s because the office waits for the reporter, with %(n)d working day left",
            "stands still since %(day)s because the office waits for the reporter, with %(n)d working days left",
            left,
        ) % {"day": format_short(reading.stands_since), "n": left}
        return _joined(counted, waiting)
    said = [counted, _used(reading, today, holidays)]
    if reading.stood and reading.was_merged:
        said.append(
            ngettext(
                "it stood still for %(n)d working day, while the report was merged or the office waited",
                "it stood still for %(n)d working days, while the report was merged or the office waited",
                reading.stood,
            )
            % {"n": reading.stood}
        )
    elif reading.stood:
        said.append(
            ngettext(
                "it stood still for %(n)d working day while the office waited for the reporter",
                "it stood still for %(n)d working days while the office waited for the reporter",
                reading.stood,
            )
            % {"n": reading.stood}
        )
    look = _next_look(reading, today, holidays)
    return _joined(*said, *([look] if look else []))


def _joined(*parts: str) -> str:
    return reduce(lambda said, more: _("%(said)s; %(more)s") % {"said": said, "more": more}, parts)


def step_in_words(clock: str, step: str) -> str:
    """An escalation in the history: which clock, and who was told."""
    whom = _("the central intake was told") if step == "intake" else _("the director was told")
    return f"{ClockKind(clock).label}, {whom}"


def _counted(reading: Reading) -> str:
    told = {"n": reading.days, "day": format_short(reading.since)}
    if reading.reopened and reading.kind == ClockKind.FEEDBACK:
        return _("Goes on from its reopening on %(day)s with what was left of %(n)d working days, 15 at least") % told
    if reading.reopened and reading.kind == ClockKind.ANSWER:
        return _("Counts %(n)d working days anew from the day after it was reopened, %(day)s") % told
    if reading.kind == ClockKind.EXAMINATION:
        return _("Counts %(n)d working days from the day after fact-finding began, %(day)s") % told
    return _("Counts %(n)d working days from the day after it came in, %(day)s") % told


def _met(reading: Reading, met_on: date, holidays: Container[date]) -> str:
    late = working_days_between(reading.by, met_on, holidays)
    day = format_short(met_on)
    if met_on <= reading.by:
        return pgettext("clock", "met on %(day)s, in time") % {"day": day}
    return ngettext(
        "met on %(day)s, %(n)d working day late", "met on %(day)s, %(n)d working days late", max(late, 1)
    ) % {"day": day, "n": max(late, 1)}  # fmt: skip


def _used(reading: Reading, today: date, holidays: Container[date]) -> str:
    left = working_days_between(today, reading.by, holidays)
    if today > reading.by:
        over = -left
        if not over:
            return _("its last working day is over")
        return ngettext("it is %(n)d working day over", "it is %(n)d working days over", over) % {"n": over}
    return ngettext("%(n)d working day is left", "%(n)d working days are left", left) % {"n": left}


def _next_look(reading: Reading, today: date, holidays: Container[date]) -> str:
    """When an examination under way is looked at again: at 15, 30 and 45 days."""
    if reading.kind != ClockKind.EXAMINATION:
        return ""
    looks = (add_working_days(reading.since, days + reading.stood, holidays) for days in EXAMINATION_WARNINGS)
    coming = next((day for day in looks if day >= today), None)
    return _("look at it again on %(day)s") % {"day": format_short(coming)} if coming else ""
