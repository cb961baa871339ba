"""What the portal does after a commit and from time to time: takes ids, calls an action, may run twice."""

from collections import deque
from datetime import date, timedelta
from uuid import UUID

from pacc.outbox.jobs import job
from pacc.outbox.tasks import periodic
from reports.actions import (
    acknowledging,
    batches,
    bulk,
    clocks,
    drafts,
    escalating,
    evidence,
    holidays,
    indexing,
    mailing_in,
    merging,
    office_mail,
    practice,
    rerouting,
    routing,
    tallies,
    tracking,
)


@job("reports.route", from_site=True)
def route_report(report_id: str) -> None:
    routing.route_report(UUID(report_id))


# A child process may take two minutes over a picture.
@job("reports.clean_evidence", from_site=True, claim=timedelta(seconds=150))
def clean_evidence(evidence_id: str) -> None:
    evidence.clean_evidence(UUID(evidence_id))


@job("reports.acknowledge")
def acknowledge_report(report_id: str) -> None:
    acknowledging.acknowledge_report(UUID(report_id))


@job("reports.settle_clocks", from_site=True)
def settle_clocks(report_id: str) -> None:
    clocks.settle_clocks(UUID(report_id))


@job("reports.recount_clocks", claim=timedelta(seconds=120))
def recount_clocks(since: str, after: str = "") -> None:
    clocks.recount_clocks(date.fromisoformat(since), UUID(after) if after else None)


@job("reports.pass_reply_on", from_site=True)
def pass_reply_on(report_id: str) -> None:
    merging.pass_reply_on(UUID(report_id))


@job("reports.index", from_site=True)
def index_report(report_id: str) -> None:
    indexing.index_report(UUID(report_id))


@periodic("search_index")
def make_index_whole() -> None:
    """The search's index, which a crash of the database empties."""
    if not indexing.is_whole():
        deque(indexing.rebuild_index(), maxlen=0)


# Each row takes some 30 ms; 25 of them a turn.
@job("reports.store_batch", claim=timedelta(seconds=120))
def store_batch(batch_id: str) -> None:
    batches.store_batch(UUID(batch_id))


# Each report takes some 20 ms; 25 of them a turn.
@job("reports.run_bulk", claim=timedelta(seconds=120))
def run_bulk(bulk_id: str) -> None:
    bulk.run_bulk(UUID(bulk_id))


@periodic("clean_up")
def sweep_bulks() -> None:
    """Deeds with many reports that nobody confirmed, and what came of those of last week."""
    bulk.sweep_bulks()


@periodic("clean_up")
def sweep_batches() -> None:
    """Files that nobody confirmed, and slips that nobody fetched."""
    batches.sweep_batches()


@periodic("clean_up")
def sweep_drafts() -> None:
    """Accounts that were not sent in their time, with their files."""
    while drafts.sweep_drafts():
        pass


@periodic("clean_up")
def forget_attempts() -> None:
    tracking.forget_attempts()


# Not at one hour of the night: a machine that was off then would keep it a day longer.
@periodic("clean_up")
def erase_practice() -> None:
    """Reports of a day that is over, sent to try the portal out."""
    while practice.erase_practice():
        pass


@periodic("nightly")
def sweep_orphans() -> None:
    """Files that belong to nothing."""
    drafts.sweep_orphans()


@periodic("nightly")
def seed_holidays() -> None:
    """The table of a year that has come into reach."""
    holidays.seed_holidays()


@periodic("clocks")
def escalate_overdue() -> None:
    """Clocks that ran out: told once a step, on working days."""
    escalating.escalate_overdue()


@periodic("rerouting")
def keep_promises() -> None:
    """Open reports of provinces that another office covers from today on."""
    rerouting.keep_promises()


@periodic("mailbox")
def read_mailbox() -> None:
    """Mails that became no report yet."""
    mailing_in.read_mailbox()


@periodic("office_mail")
def tell_offices() -> None:
    office_mail.tell_offices()


@periodic("clean_up")
def fold_tallies() -> None:
    """The counts of the last minute into those of days and months."""
    while tallies.fold_tallies():
        pass
