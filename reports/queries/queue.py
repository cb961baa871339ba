"""The officers' queue: a page of reports with what their rows show in clear, and how many there are of what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.crypto import salted_hmac

from pacc.accounts.models import User
from pacc.presence import Present
from pacc.vault.errors import CannotOpen
from reports.models import Mention, Proposal, Report
from reports.models.sealed import unseal
from reports.queries.holidays import holiday_table
from reports.queries.opened import desk_keys, subject_of
from reports.queries.presence import Others
from reports.rules.clocks import Deadline, deadline
from reports.rules.holidays import HolidayTable
from reports.workflow import DONE, State

# Beyond this a count says "10,000+": nobody works through more, and counting on costs more the longer a queue gets.
MOST_COUNTED = 10_000
# What a row shows and may change while it is shown.
_CHANGES = (
    "pk", "state", "state_on", "assigned_to_id", "office_id", "reply_waits", "due_on", "acknowledged_on", "answered_on",
    "set_aside_until", "back_on_reply", "province_id", "district_id", "fears_for_safety", "tags",
)  # fmt: skip
# What no row shows. The account itself is read for its first words, where the reporter gave no subject.
_NOT_LISTED = (
    "token_hash", "verifier", "people_sealed", "place_sealed", "when_sealed", "more_sealed", "reporter_sealed",
)  # fmt: skip


@dataclass(frozen=True)
class QueueRow:
    """A report as the queue shows it. No `subject`: its key was deleted, or what is stored was changed."""

    report: Report
    subject: str
    agency: str
    due: Deadline | None
    others: Others | None = None


@dataclass(frozen=True)
class Counts:
    """How many open reports a person sees, none above MOST_COUNTED + 1. `mentioned`: closed ones, too."""

    mine: int
    today: int
    reminders: int
    proposals: int
    mentioned: int
    replied: int
    overdue: int
    new: int
    nobodys: int
    all: int


def listed(reports: QuerySet[Report]) -> QuerySet[Report]:
    """The reports with what a row needs, and no more of what is sealed."""
    return reports.select_related("province", "district", "office", "assigned_to").defer(*_NOT_LISTED)


def queue_rows(
    reports: Sequence[Report], *, today: date, others: Mapping[UUID, Others] | None = None
) -> list[QueueRow]:
    """Two queries, for the keys and the holidays. `others`: who is at which of them just now."""
    keys, holidays, there = desk_keys(report.pk for report in reports), holiday_table(), others or {}
    return [
        QueueRow(report, *_in_clear(report, keys.get(report.pk)), _due(report, today, holidays), there.get(report.pk))
        for report in reports
    ]


def _due(report: Report, today: date, holidays: HolidayTable) -> Deadline | None:
    return deadline(report.due_on, today=today, holidays=holidays) if report.due_on else None


def _in_clear(report: Report, data_key: bytes | None) -> tuple[str, str]:
    """Subject and agency."""
    if data_key is None:
        return "", ""
    try:
        return subject_of(report, data_key=data_key), unseal(report, "agency_sealed", data_key=data_key)
    except CannotOpen:
        return "", ""


def digest_of(reports: Sequence[Report], present: Mapping[UUID, Present], *beside: object) -> str:
    """Another one as soon as the list shows something else: of a report, of who is there, or `beside` its rows. Keyed,
    and made of columns alone, so that nothing needs to be opened for it."""
    told = [[str(getattr(report, name)) for name in _CHANGES] for report in reports]
    there = sorted((str(pk), sorted(each.viewing), sorted(each.writing)) for pk, each in present.items())
    return salted_hmac("reports.queue", repr((told, there, beside)), algorithm="sha256").hexdigest()[:32]


def newest_open(reports: QuerySet[Report]) -> QuerySet[Report]:
    """As many as are counted, and one more."""
    return reports.exclude(state__in=DONE).order_by("-arrival")[: MOST_COUNTED + 1]


def count_open(reports: QuerySet[Report], *, user: User, today: date) -> Counts:
    """Two queries: over the newest open ones where there are more than anybody counts, and over her mentions."""
    asleep = still_aside(today=today)
    counted = newest_open(reports).aggregate(
        mine=Count("pk", filter=Q(assigned_to=user) & ~asleep),
        today=Count("pk", filter=Q(due_on=today)),
        reminders=Count("pk", filter=Q(assigned_to=user, set_aside_until__isnull=False) & ~asleep),
        proposals=Count("pk", filter=waits_for_another_than(user)),
        replied=Count("pk", filter=Q(reply_waits=True)),
        overdue=Count("pk", filter=Q(due_on__lt=today)),
        new=Count("pk", filter=Q(state=State.ROUTED)),
        nobodys=Count("pk", filter=Q(assigned_to=None)),
        all=Count("pk"),
    )
    counted["mentioned"] = count_up_to_most(reports.filter(names_in_a_note(user)))
    return Counts(**{figure.name: counted[figure.name] for figure in fields(Counts)})


def still_aside(*, today: date) -> Q:
    """Set aside, and neither has the day come nor the reply that ends it."""
    return Q(set_aside_until__isnull=False, set_aside_until__gt=today) & ~Q(back_on_reply=True, reply_waits=True)


def waits_for_another_than(user: User) -> Q:
    """A closing is proposed, by somebody else: whether she may approve it says `access.may_approve`."""
    waiting = Proposal.objects.filter(decided_on=None).exclude(by=user)
    return Q(pk__in=waiting.values("report"))


def names_in_a_note(user: User) -> Q:
    """A colleague named her in a note, and she has not opened the report since."""
    return Q(pk__in=Mention.objects.filter(user=user, read_on=None).values("message__report"))


def next_below(reports: QuerySet[Report], report: Report) -> str | None:
    """The reference of what stands below the report, newest first; it need not be among them itself. One query."""
    below = reports.filter(arrival__lt=report.arrival).order_by("-arrival")
    return below.values_list("reference", flat=True).first()


def next_above(reports: QuerySet[Report], report: Report) -> str | None:
    """As `next_below`, of what stands above it."""
    above = reports.filter(arrival__gt=report.arrival).order_by("arrival")
    return above.values_list("reference", flat=True).first()


def count_up_to_most(reports: QuerySet[Report]) -> int:
    """MOST_COUNTED + 1 stands for more. One query."""
    return reports.order_by()[: MOST_COUNTED + 1].count()
