"""The blind index is kept in step with what can be searched. Every step may be done twice."""

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from pacc.vault.blind_index import padded, row_name, tokens_of
from reports.models import Report, SearchRow
from reports.queries.searched import WHOLE, group_of, searchable_texts
from reports.rules.search.words import words_in
from reports.workflow import State

BATCH = 200  # reports a transaction


@transaction.atomic(durable=True)
def index_report(report_id: UUID) -> None:
    """As the report is now: where it lies, and all that was written. What was erased is in it no more."""
    # RACE: locked, so that the later of two jobs has read what the earlier one's report has become since.
    report = Report.objects.select_for_update(of=("self",)).filter(pk=report_id).first()
    if report is None or report.is_practice or report.state == State.SUBMITTED:
        SearchRow.objects.filter(pk=row_name(report_id)).delete()
        return
    _write([report])


def rebuild_index() -> Iterator[int]:
    """All of it anew, a batch at a time; gives how many reports are done. Searches do without it until the end."""
    SearchRow.objects.all().delete()
    done, last = 0, None
    while batch := _rebuild_batch(last):
        done, last = done + len(batch), batch[-1].pk
        yield done
    SearchRow.objects.get_or_create(pk=row_name(WHOLE), defaults={"tokens": []})


def is_whole() -> bool:
    """False after a crash of the database, which empties an unlogged table, and before it was ever made."""
    return SearchRow.objects.filter(pk=row_name(WHOLE)).exists()


@transaction.atomic(durable=True)
def _rebuild_batch(after: UUID | None) -> list[Report]:
    reports = indexed_reports() if after is None else indexed_reports().filter(pk__gt=after)
    batch = list(reports.select_for_update(of=("self",)).order_by("pk")[:BATCH])
    _write(batch)
    return batch


def indexed_reports() -> QuerySet[Report]:
    return Report.objects.filter(is_practice=False).exclude(state=State.SUBMITTED)


def _write(reports: list[Report]) -> None:
    texts = searchable_texts(reports)
    rows = [_row(report, texts.get(report.pk, [])) for report in reports]
    SearchRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=["tokens"])


def _row(report: Report, texts: list[str]) -> SearchRow:
    group = group_of(report)
    words = {word for text in texts for word in words_in(text)}
    return SearchRow(id=row_name(report.pk), tokens=padded(tokens_of(words, group=group), group=group))
