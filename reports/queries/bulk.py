"""A deed done with many reports, as the officer who began it sees it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pacc.accounts.models import User
from pacc.vault.codes import show_reference
from reports.models import Bulk, BulkItem, Report
from reports.rules.vocabulary import Behaviour, OfficialClass, Severity

MOST_NAMED = 50  # references under one reason; the figure counts all

_S = BulkItem.State


@dataclass(frozen=True)
class Group:
    """Reports that were left alone for the same reason. `references`: the first of them."""

    why: str
    count: int
    references: list[str]

    @property
    def more(self) -> int:
        return self.count - len(self.references)


@dataclass(frozen=True)
class Progress:
    """How far it is, in reports. `left_alone`: refused or skipped; when it is being undone, what could not be."""

    waiting: int
    done: int
    undone: int
    left_alone: list[Group]
    kept: list[Group]

    @property
    def refused(self) -> int:
        return sum(group.count for group in self.left_alone)

    @property
    def not_undone(self) -> int:
        return sum(group.count for group in self.kept)

    @property
    def to_do(self) -> int:
        """All that is done, or was to be done."""
        return self.waiting + self.done + self.undone + self.not_undone

    @property
    def undo_over(self) -> int:
        return self.undone + self.not_undone


def bulks_of(by: User) -> QuerySet[Bulk]:
    """Hers, as long as they are kept."""
    working = Q(state__in=(Bulk.State.RUNNING, Bulk.State.UNDOING))
    return Bulk.objects.filter(working | Q(expires_at__gt=timezone.now()), by=by)


def progress_of(bulk: Bulk) -> Progress:
    """Two queries."""
    counted = Counter[str](dict(bulk.items.order_by().values_list("state").annotate(n=Count("id"))))
    told = bulk.items.filter(state__in=(_S.REFUSED, _S.KEPT)).order_by("id")
    groups: dict[tuple[str, str], list[str]] = {}
    for state, why, reference in told.values_list("state", "why", "report__reference"):
        groups.setdefault((state, why), []).append(reference)
    found = [(state, Group(why, len(all_), all_[:MOST_NAMED])) for (state, why), all_ in groups.items()]
    return Progress(
        waiting=counted[_S.WAITING],
        done=counted[_S.DONE],
        undone=counted[_S.UNDONE],
        left_alone=[group for state, group in found if state == _S.REFUSED],
        kept=[group for state, group in found if state == _S.KEPT],
    )


def told_in_words(bulk: Bulk) -> list[tuple[Any, Any]]:
    """What the officer filled in, label and text, to be read once more. Up to one query."""
    told = bulk.told
    if "to" in told:
        return [(_("Officer"), User.objects.get(pk=told["to"]).name)]
    if "into" in told:
        reference = Report.objects.values_list("reference", flat=True).get(pk=told["into"])
        return [(_("Reference of the other report"), show_reference(reference))]
    if "tags" in told:
        return [(_("Tags"), ", ".join(told["tags"]))]
    kinds = {
        "official_class": (_("Official class"), OfficialClass),
        "behaviour": (_("Behaviour"), Behaviour),
        "severity": (_("Severity"), Severity),
    }
    return [(label, kind(told[name]).label) for name, (label, kind) in kinds.items() if told.get(name)]
