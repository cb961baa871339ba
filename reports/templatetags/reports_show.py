"""How references and statuses look."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from pacc.thai.dates import NBSP, format_short, year_shown
from pacc.thai.words import keep_whole, keep_with_unit
from pacc.vault import codes
from reports.models import Evidence, Report
from reports.rules.account import AttachedFile
from reports.rules.clocks import Deadline, Urgency
from reports.rules.completeness import Level
from reports.rules.vocabulary import Identity
from reports.workflow import Public, State

register = template.Library()

# Source: ui.md, Chip
_CHIPS = {
    Public.RECEIVED: "chip",
    Public.SCREENING: "chip chip-half",
    Public.MORE_INFORMATION: "chip chip-ask",
    Public.EXAMINATION: "chip chip-full",
    Public.REFERRED: "chip chip-off",
    Public.CLOSED: "chip chip-done",
}

_STATE_CHIPS = {
    State.ROUTED: "chip",
    State.ASSIGNED: "chip chip-half",
    State.IN_TRIAGE: "chip chip-half",
    State.WAITING: "chip chip-ask",
    State.FACT_FINDING: "chip chip-full",
    State.HANDED_OVER: "chip chip-full",
    State.REFERRED: "chip chip-off",
    State.CLOSED: "chip chip-full chip-off",
    State.MERGED: "chip chip-half chip-off",
}
_LEVEL_CHIPS = {Level.CLEAR: "chip chip-done", Level.ROUGH: "chip chip-half", Level.MISSING: "chip chip-off"}
_EYES = {Identity.ANONYMOUS: "eye", Identity.CONFIDENTIAL: "eye eye-half", Identity.NAMED: "eye eye-full"}
_DUE = {Urgency.ON_TIME: "due", Urgency.NEAR: "due due-near", Urgency.OVER: "due due-over"}


@register.filter
def reference(bare: str) -> str:
    """ "SR7K2MQX" as people read it: "SR7K-2MQX"."""
    return codes.show_reference(bare)


@register.simple_tag
def status_chip(status: Public) -> SafeString:
    """A public status, in colour and word."""
    return format_html('<span class="{}">{}</span>', _CHIPS[status], status.label)


@register.filter
def kind_and_size(file: AttachedFile) -> str:
    """Image · 1.2 MB"""
    size = f"{file.bytes / 1_000_000:.1f}{NBSP}MB" if file.bytes >= 1_000_000 else f"{-(-file.bytes // 1000)}{NBSP}kB"
    return f"{Evidence.Kind(file.kind).label} · {size}"


@register.simple_tag
def state_chip(state: str) -> SafeString:
    """An officers' state, in colour and word."""
    return format_html('<span class="{}">{}</span>', _STATE_CHIPS[State(state)], State(state).label)


@register.simple_tag
def level_chip(level: Level) -> SafeString:
    """How clear a part of the account is."""
    return format_html('<span class="{}">{}</span>', _LEVEL_CHIPS[level], level.label)


@register.simple_tag
def eye(identity: str) -> SafeString:
    """How much the office learns of the reporter: an open, half or full eye, and the word."""
    return format_html('<span class="{}">{}</span>', _EYES[Identity(identity)], Identity(identity).label)


@register.simple_tag
def case_chip(report: Report) -> SafeString:
    """That the reporter wrote, which comes before all else; or the officers' state."""
    if report.reply_waits:
        return format_html('<span class="chip chip-ask">{}</span>', keep_whole(gettext("The reporter wrote")))
    return state_chip(report.state)


@register.simple_tag
def clock(report: Report, due: Deadline | None) -> SafeString:
    """The clock that runs: how long is left, for what and until when; or why none runs."""
    if due:
        how_long, what_for = keep_whole(keep_with_unit(left(due))), keep_whole(_due_for(report, due))
        return format_html('<b>{}</b> <span class="sub">{} {}</span>', how_long, what_for, format_short(due.on))
    if report.state == State.WAITING:
        since = gettext("waiting since %(day)s") % {"day": format_short(report.state_on)}
        still = keep_whole(pgettext("clock", "Stands still"))
        return format_html('<b>{}</b> <span class="sub">{}</span>', still, since)
    return format_html('<span class="muted">{}</span>', keep_whole(gettext("No deadline")))


def _due_for(report: Report, due: Deadline) -> str:
    if not report.acknowledged_on:
        return gettext("Take it")
    if not report.answered_on:
        return gettext("First answer")
    return gettext("Finish the examination") if due.on == report.examine_by else gettext("Tell the result")


@register.filter
def due_class(due: Deadline | None) -> str:
    """The sheet's class for a deadline: near, over, or neither."""
    return _DUE[due.urgency] if due else "due"


@register.filter
def left(due: Deadline) -> str:
    """2 working days left; due today; overdue by 1 working day."""
    if due.urgency == Urgency.OVER:
        if not due.left:
            return gettext("Overdue")
        return ngettext("%(n)d working day over", "%(n)d working days over", -due.left) % {"n": -due.left}
    if not due.left:
        return gettext("Due today")
    return ngettext("%(n)d working day left", "%(n)d working days left", due.left) % {"n": due.left}


@register.filter
def up_to(count: int, most: int) -> str:
    """1,284; 10,000+ where nobody counted further."""
    return f"{most:,}+" if count > most else f"{count:,}"


@register.filter
def shown_year(year: int) -> int:
    """A year (C.E.) as the reader counts it: 2570; 2027."""
    return year_shown(year)
