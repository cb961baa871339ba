"""The report as a page shows it, to be compared when a form comes back."""

from django.db.models import Max

from reports.models import Message, Report
from reports.rules.seen import Seen


def seen_of(report: Report) -> Seen:
    """One query. Notes and the portal's own notices do not count: they change nothing that an officer answers to."""
    thread = report.messages.exclude(kind__in=(Message.Kind.NOTE, Message.Kind.NOTICE))
    last = thread.aggregate(last=Max("arrival"))["last"] or 0
    return Seen(report.state, report.assigned_to_id or 0, report.office_id, last)
