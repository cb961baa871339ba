"""How references and statuses look."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pacc.thai.dates import NBSP
from pacc.vault import codes
from reports.models import Evidence
from reports.rules.account import AttachedFile
from reports.workflow import Public

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
