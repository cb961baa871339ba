"""What can be searched of reports, opened in batches: a candidate is found only if it holds what was asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from pacc.vault.blind_index import named_by, row_name, tokens_of
from pacc.vault.errors import CannotOpen
from reports.models import Evidence, Message, Report, SearchRow
from reports.models.sealed import unseal
from reports.queries.opened import desk_keys, opened
from reports.rules.search.normal import normal
from reports.rules.search.query import Query
from reports.rules.search.words import words_shared

WHOLE = UUID(int=0)  # of this name is the row that says that the index is whole
CONFLICT = 15  # the group of reports that lie at no office
MOST_CANDIDATES = 6_000  # beyond so many the index says too little: the newest are looked through instead
MOST_OPENED = 5_000  # reports a search; at about 0.3 ms each
_BATCH = 100
_NEEDED = (
    "id", "arrival", "identity", "office_id", "is_conflict", "subject_sealed", "narrative_sealed", "people_sealed",
    "agency_sealed", "place_sealed", "when_sealed", "more_sealed",
)  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """A report that holds it, and where: what stands before, itself, what stands after."""

    report_id: UUID
    snippet: tuple[str, str, str]


@dataclass(frozen=True)
class Found:
    """The newest first. `is_all`: False where there may be more, `opened`: among how many that was found out."""

    hits: list[Hit]
    is_all: bool
    opened: int


def group_of(report: Report) -> int:
    """Whose key its row is made with."""
    return CONFLICT if report.is_conflict or report.office_id is None else report.office_id


def searchable_texts(reports: Sequence[Report]) -> dict[UUID, list[str]]:
    """Normalised, without who reported it: account, messages and notes, file names. Three queries.

    A report whose key is gone, or of which something was changed, has none.
    """
    keys = desk_keys(report.pk for report in reports)
    messages = _sealed_of(Message, "body_sealed", keys)
    names = _sealed_of(Evidence, "name_sealed", keys)
    found: dict[UUID, list[str]] = {}
    for report in reports:
        if report.pk not in keys:
            continue
        try:
            rest = [*messages.get(report.pk, ()), *names.get(report.pk, ())]
            texts = [*_account(report, keys[report.pk]), *(unseal(*row, data_key=keys[report.pk]) for row in rest)]
        except CannotOpen:
            continue
        found[report.pk] = [normal(text) for text in texts if text]
    return found


def _account(report: Report, data_key: bytes) -> list[str]:
    told = opened(report, data_key=data_key, with_identity=False)
    return [
        told.subject, told.narrative, told.people, told.agency, told.place, told.damage, told.wishes, told.how_known,
        told.told_elsewhere,
    ]  # fmt: skip


def _sealed_of(
    kind: type[Message] | type[Evidence], column: str, reports: Iterable[UUID]
) -> dict[UUID, list[tuple[Message | Evidence, str]]]:
    rows = kind._default_manager.filter(report__in=list(reports)).only("id", "report_id", column)
    found: dict[UUID, list[tuple[Message | Evidence, str]]] = {}
    for row in rows:
        found.setdefault(row.report_id, []).append((row, column))
    return found


def search(reports: QuerySet[Report], query: Query, *, groups: Sequence[int], most: int) -> Found:
    """Among `reports`, which `access.reports_visible_to` gave. `groups`: those that they can be of."""
    candidates = _candidates(query, groups)
    if candidates is not None:
        reports = reports.filter(pk__in=candidates)
    return _looked_through(reports, query, most)


def _candidates(query: Query, groups: Sequence[int]) -> list[UUID] | None:
    """None: the index is no help, since it knows no word of it, knows it too often, or is being made anew."""
    words = {word for part in query.parts for word in words_shared(part)}
    if not words or not SearchRow.objects.filter(pk=row_name(WHOLE)).exists():
        return None
    rows: list[UUID] = []
    for group in groups:
        held = SearchRow.objects.filter(tokens__contains=tokens_of(words, group=group))
        rows += held.values_list("pk", flat=True)[: MOST_CANDIDATES + 1]
    return [named_by(row) for row in rows] if len(rows) <= MOST_CANDIDATES else None


def _looked_through(reports: QuerySet[Report], query: Query, most: int) -> Found:
    hits: list[Hit] = []
    opened_so_far, last = 0, None
    newest = reports.order_by("-arrival").only(*_NEEDED)
    while opened_so_far < MOST_OPENED:
        batch = list((newest if last is None else newest.filter(arrival__lt=last))[:_BATCH])
        texts = searchable_texts(batch)
        for report in batch:
            opened_so_far, last = opened_so_far + 1, report.arrival
            held = texts.get(report.pk, [])
            if query.is_in(held):
                hits.append(Hit(report.pk, query.snippet(held)))
                if len(hits) == most:
                    return Found(hits, False, opened_so_far)
        if len(batch) < _BATCH:
            return Found(hits, True, opened_so_far)
    return Found(hits, False, opened_so_far)
