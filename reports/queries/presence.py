"""Who else has a report open just now, and whether it is still as a page showed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localdate

from pacc.accounts.models import User
from pacc.presence import Present, present_at
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


def present_in(reports: Sequence[Report], *, by: User) -> dict[UUID, Present]:
    """Who else is at each of a list's reports, in one question to Redis and no query; none where nobody is."""
    found = present_at([place_of(report.pk) for report in reports])
    there = {report.pk: found[place_of(report.pk)].without(by.pk) for report in reports if place_of(report.pk) in found}
    return {pk: present for pk, present in there.items() if present.everybody}


def named(present: Mapping[UUID, Present]) -> dict[UUID, Others]:
    """The same by name, of people who serve still. One query, none where nobody is anywhere.

    Whoever is there was let in by the report's own page within the last seconds; who lost it since is still shown for
    so long, to those who see it now.
    """
    ids = frozenset().union(*(each.everybody for each in present.values()))
    people = list(User.objects.filter(pk__in=ids, is_active=True, is_staff=True).order_by("name", "pk")) if ids else []
    return {
        pk: Others(
            viewing=tuple(user for user in people if user.pk in each.viewing),
            writing=tuple(user for user in people if user.pk in each.writing),
        )
        for pk, each in present.items()
    }
