"""Who else has a report open just now, and whether it is still as a page showed it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localdate

from pacc.accounts.models import User
from pacc.presence import Present
from reports.access import officers_to_tell
from reports.models import Report
from reports.queries.seen import seen_of
from reports.rules.seen import Seen


@dataclass(frozen=True)
class Others:
    """Who else is at a report, by name. `changed`: it is not as she saw it when she opened its page."""

    viewing: tuple[User, ...]
    writing: tuple[User, ...]
    changed: bool = False

    def __str__(self) -> str:
        """What a page shows in short, so that it is not shown, and not read out, again: 17.18-19-1."""
        viewing, writing = (".".join(str(user.pk) for user in users) for users in (self.viewing, self.writing))
        return f"{viewing}-{writing}-{self.changed:d}"


def place_of(report_id: UUID) -> str:
    """The report's name for `pacc.presence`."""
    return f"report {report_id}"


def others_at(report: Report, present: Present, *, by: User, seen: Seen | None = None) -> Others:
    """Those present who may see the report today, without herself. Up to two queries: one for names where somebody is
    there, one where `seen` says what to compare with."""
    ids = present.everybody - {by.pk}
    people = officers_to_tell(report, on=localdate()).filter(pk__in=ids).order_by("name", "pk") if ids else ()
    named = list(people)
    return Others(
        viewing=tuple(user for user in named if user.pk in present.viewing),
        writing=tuple(user for user in named if user.pk in present.writing),
        changed=seen is not None and seen_of(report) != seen,
    )
