"""Reports on their way into a file: which ones, and what of each. Opened some at a time, whatever their number."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.aggregates.mixins import OrderableAggMixin
from django.db import connection
from django.db.models import Aggregate, BinaryField, Func, QuerySet, Value
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from networks.models import Subdistrict
from pacc.vault import codes
from pacc.vault.errors import CannotOpen
from reports.models import Report
from reports.models.sealed import unseal
from reports.queries.opened import desk_keys, subject_of, told_in, when_of
from reports.rules.account import When
from reports.rules.exports import Column, Told

CHUNK = 500  # reports opened at a time; two queries, three with their subdistricts
_UUID_BYTES = 16
_SEALED = (
    "subject_sealed", "narrative_sealed", "people_sealed", "agency_sealed", "place_sealed", "when_sealed",
    "more_sealed", "reporter_sealed",
)  # fmt: skip
_RELATED = {
    Column.PROVINCE: "province",
    Column.DISTRICT: "district",
    Column.OFFICE: "office",
    Column.ASSIGNED: "assigned_to",
}

Cell = str | int | date
Row = list[Cell]


@dataclass(frozen=True)
class Chosen:
    """Which reports, in the queue's order, as they stood at one moment. A million of them weigh 16 MB."""

    packed: bytes

    def __len__(self) -> int:
        return len(self.packed) // _UUID_BYTES

    def chunks(self) -> Iterator[list[UUID]]:
        size = CHUNK * _UUID_BYTES
        for start in range(0, len(self.packed), size):
            part = self.packed[start : start + size]
            yield [UUID(bytes=part[at : at + _UUID_BYTES]) for at in range(0, len(part), _UUID_BYTES)]


class _Joined(OrderableAggMixin, Aggregate):
    """Bytes of all rows, one after the other. Django's StringAgg is for texts."""

    function = "STRING_AGG"
    template = "%(function)s(%(distinct)s%(expressions)s %(order_by)s)"
    output_field = BinaryField()


def chosen_of(reports: QuerySet[Report]) -> Chosen:
    """The newest first. One query, packed by PostgreSQL: 100,000 UUIDs as objects take Python a third of a second."""
    packed = _Joined(
        Func("pk", function="uuid_send", output_field=BinaryField()),
        Value(b"", output_field=BinaryField()),
        order_by=("-arrival", "-pk"),
    )
    return Chosen(bytes(reports.order_by().aggregate(packed=packed)["packed"] or b""))


def rows_of(visible: QuerySet[Report], chosen: Chosen, columns: Sequence[Column | Told]) -> Iterator[list[Row]]:
    """A chunk of rows at a time, in the language of whoever calls.

    `visible`: what she sees. What she no longer sees when its turn comes is left out.
    """
    return _rows(_needed(visible, columns), chosen, columns, get_language())


def _rows(
    reports: QuerySet[Report], chosen: Chosen, columns: Sequence[Column | Told], language: str | None
) -> Iterator[list[Row]]:
    for pks in chosen.chunks():
        # The language is the thread's, which does other things between two chunks.
        with override(language):
            rows = _chunk(reports, pks, columns)
        # Whoever downloads slowly must not keep one of the pool's connections meanwhile.
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        yield rows


def _needed(reports: QuerySet[Report], columns: Sequence[Column | Told]) -> QuerySet[Report]:
    """No more of what is sealed than is opened."""
    sealed = {name for column in columns if isinstance(column, Told) for name in _OPENED[column][0]}
    related = [_RELATED[column] for column in columns if isinstance(column, Column) and column in _RELATED]
    reports = reports.defer("token_hash", "verifier", *(name for name in _SEALED if name not in sealed))
    return reports.select_related(*related) if related else reports


def _chunk(reports: QuerySet[Report], pks: list[UUID], columns: Sequence[Column | Told]) -> list[Row]:
    found = {report.pk: report for report in reports.filter(pk__in=pks).order_by()}
    keys = desk_keys(found) if any(isinstance(column, Told) for column in columns) else {}
    rows = [[_cell(found[pk], column, keys.get(pk)) for column in columns] for pk in pks if pk in found]
    if Told.SUBDISTRICT in columns:
        _name_subdistricts(rows, columns.index(Told.SUBDISTRICT))
    return rows


def _cell(report: Report, column: Column | Told, data_key: bytes | None) -> Cell:
    if isinstance(column, Column):
        return _CLEAR[column](report)
    try:
        return _OPENED[column][1](report, data_key) if data_key else _("Cannot be opened")
    except CannotOpen:
        return _("Cannot be opened")


def _name_subdistricts(rows: list[Row], at: int) -> None:
    """Names instead of codes. One query."""
    names = Subdistrict.objects.in_bulk([str(row[at]) for row in rows])
    for row in rows:
        row[at] = str(names.get(str(row[at]), row[at]))


def _yes(holds: bool) -> str:
    return pgettext("export", "Yes") if holds else ""


_CLEAR: dict[Column, Callable[[Report], Cell]] = {
    Column.REFERENCE: lambda report: codes.show_reference(report.reference),
    Column.CAME_IN: lambda report: report.submitted_on,
    Column.CHANNEL: lambda report: report.get_channel_display(),
    Column.STATE: lambda report: report.get_state_display(),
    Column.STATE_SINCE: lambda report: report.state_on,
    Column.CLOSED_AS: lambda report: report.get_close_reason_display(),
    Column.KIND: lambda report: report.get_kind_display(),
    Column.AGENCY_KIND: lambda report: report.get_agency_kind_display(),
    Column.PROVINCE: lambda report: str(report.province or _("Province not known")),
    Column.DISTRICT: lambda report: str(report.district or ""),
    Column.IDENTITY: lambda report: report.get_identity_display(),
    Column.FEARS: lambda report: _yes(report.fears_for_safety),
    Column.FILES: lambda report: report.evidence_count,
    Column.OFFICE: lambda report: str(report.office or _("Officers posted to reports about the PACC")),
    Column.ASSIGNED: lambda report: report.assigned_to.name if report.assigned_to else "",
    Column.OFFICIAL_CLASS: lambda report: report.get_official_class_display(),
    Column.BEHAVIOUR: lambda report: report.get_behaviour_display(),
    Column.SEVERITY: lambda report: report.get_severity_display(),
    Column.TAGS: lambda report: ", ".join(report.tags),
    Column.DUE: lambda report: report.due_on or "",
    Column.ANSWERED: lambda report: report.answered_on or "",
}

Opens = Callable[[Report, bytes], str]


def _whole(name: str) -> tuple[tuple[str, ...], Opens]:
    return (name,), lambda report, key: unseal(report, name, data_key=key)


def _part(name: str, part: str) -> tuple[tuple[str, ...], Opens]:
    return (name,), lambda report, key: str(told_in(report, name, data_key=key).get(part, ""))


def _when(when: When) -> str:
    """2026-10-05, 2026-10 or 2026: what sorts, and says no more than is known."""
    parts = [f"{when.year:04}" if when.year else "", *(f"{part:02}" if part else "" for part in (when.month, when.day))]
    known = "-".join(part for part in parts if part)
    return pgettext("a date", "About %(when)s") % {"when": known} if known and when.about else known


# Which sealed columns each opens, and how.
_OPENED: dict[Told, tuple[tuple[str, ...], Opens]] = {
    Told.SUBJECT: (("subject_sealed", "narrative_sealed"), lambda report, key: subject_of(report, data_key=key)),
    Told.NARRATIVE: _whole("narrative_sealed"),
    Told.PEOPLE: _whole("people_sealed"),
    Told.AGENCY: _whole("agency_sealed"),
    Told.SUBDISTRICT: _part("place_sealed", "subdistrict"),
    Told.PLACE: _part("place_sealed", "place"),
    Told.WHEN: (("when_sealed",), lambda report, key: _when(when_of(report, data_key=key))),
    Told.DAMAGE: _part("more_sealed", "damage"),
    Told.WISHES: _part("more_sealed", "wishes"),
    Told.HOW_KNOWN: _part("more_sealed", "how_known"),
    Told.TOLD_ELSEWHERE: _part("more_sealed", "told_elsewhere"),
}
