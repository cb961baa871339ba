"""What may leave the portal as a file: in which formats, which columns, what for, and how much at once."""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Format(TextChoices):
    CSV = "csv", _("CSV in a ZIP that a password opens")
    XLSX = "xlsx", "Excel"
    PDF = "pdf", "PDF"


# Both are made in memory: an Excel file of 20,000 rows took 4 s and 200 MB, a paper of 1,000 accounts 6 s and 250 MB.
MOST_ROWS = {Format.XLSX: 20_000, Format.PDF: 1_000}


class Purpose(TextChoices):
    """Why a file is needed: chosen, not written, so that the ledger holds nothing of a case."""

    WORK = "work", pgettext_lazy("purpose", "To work on these reports")
    SUPERIORS = "superiors", pgettext_lazy("purpose", "To report to superiors")
    STATISTICS = "statistics", pgettext_lazy("purpose", "For statistics")
    AUTHORITY = "authority", pgettext_lazy("purpose", "For a court or an authority that the law lets ask for it")
    AUDIT = "audit", pgettext_lazy("purpose", "For an inspection or audit")
    OTHER = "other", pgettext_lazy("purpose", "For something else")


class Column(TextChoices):
    """What stands in clear: what the portal and its officers made of a report."""

    REFERENCE = "reference", _("Reference")
    CAME_IN = "came_in", pgettext_lazy("export", "Came in on")
    CHANNEL = "channel", _("Came in by")
    STATE = "state", _("Status")
    STATE_SINCE = "state_since", pgettext_lazy("export", "In this status since")
    CLOSED_AS = "closed_as", _("Closed as")
    KIND = "kind", pgettext_lazy("report", "Kind")
    AGENCY_KIND = "agency_kind", _("Kind of agency")
    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District")
    IDENTITY = "identity", _("Identity")
    FEARS = "fears", _("Fears for safety")
    FILES = "files", pgettext_lazy("export", "Evidence files")
    OFFICE = "office", _("Office")
    ASSIGNED = "assigned", _("In charge")
    OFFICIAL_CLASS = "official_class", _("Official class")
    BEHAVIOUR = "behaviour", _("Behaviour")
    SEVERITY = "severity", _("Severity")
    TAGS = "tags", _("Tags")
    DUE = "due", _("Deadline")
    ANSWERED = "answered", pgettext_lazy("export", "First answered on")


class Told(TextChoices):
    """What the reporter told, sealed. Never who told it: a list that leaves the portal names nobody who trusted it."""

    SUBJECT = "subject", pgettext_lazy("export", "Subject")
    NARRATIVE = "narrative", _("What happened")
    PEOPLE = "people", pgettext_lazy("summary", "Who is involved")
    AGENCY = "agency", pgettext_lazy("column", "Agency")
    SUBDISTRICT = "subdistrict", _("Subdistrict")
    PLACE = "place", pgettext_lazy("export", "Place")
    WHEN = "when", pgettext_lazy("export", "When it happened")
    DAMAGE = "damage", pgettext_lazy("summary", "Damage")
    WISHES = "wishes", _("What the reporter wishes for")
    HOW_KNOWN = "how_known", _("How the reporter knows")
    TOLD_ELSEWHERE = "told_elsewhere", _("Told before")


# The queue's own columns, which are ticked to begin with.
USUAL = (Column.REFERENCE, Column.CAME_IN, Column.STATE, Column.KIND, Column.PROVINCE, Column.ASSIGNED, Column.DUE)
USUALLY_TOLD = (Told.SUBJECT, Told.AGENCY)


@dataclass(frozen=True)
class Order:
    """What an officer asked for. `filter`: the queue's, by its clear values; nothing that was searched for."""

    format: Format
    purpose: Purpose
    columns: tuple[Column | Told, ...]
    filter: dict[str, Any]

    @property
    def noted(self) -> dict[str, Any]:
        """As the ledger keeps it."""
        return {
            "format": self.format.value,
            "purpose": self.purpose.value,
            "columns": [column.value for column in self.columns],
            "filter": self.filter,
        }


class CaseFormat(TextChoices):
    PDF = "pdf", "PDF"
    ZIP = "zip", _("ZIP that a password opens, with the evidence files")


class CasePart(TextChoices):
    """What of a case goes along only where it is asked for."""

    NOTES = "notes", _("Internal notes")
    REPORTER = "reporter", pgettext_lazy("export", "Who reported it, where that was told to the office")
