"""Reports that are the same matter: what one is a part of, what is a part of it, how that reads for its reporter."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from reports.models import Merge, Report
from reports.queries.opened import desk_keys, subject_of
from reports.workflow import DONE, PUBLIC_OF, Public, State, followed_status


@dataclass(frozen=True)
class Merged:
    """A merge and the other report. None: the reader does not see it."""

    merge: Merge
    other: Report | None
    subject: str = ""


@dataclass(frozen=True)
class Kin:
    """`into`: what the report is a part of. `here`: its parts that the reader sees, in the order of their merging."""

    into: Merged | None = None
    here: list[Merged] = field(default_factory=list)
    unseen: int = 0

    @property
    def others(self) -> set[UUID]:
        """Those of them that the reader sees."""
        return {each.other.pk for each in [self.into, *self.here] if each and each.other}


def kin_of(report: Report, visible: QuerySet[Report]) -> Kin:
    """Among `visible` (`access.reports_visible_to`). One query; two more where something was merged."""
    standing = Merge.objects.filter(Q(report=report) | Q(into=report), ended_on=None)
    merges = list(standing.select_related("by").order_by("id"))
    if not merges:
        return Kin()
    ids = {merge.report_id if merge.into_id == report.pk else merge.into_id for merge in merges}
    others, keys = visible.in_bulk(ids), desk_keys(ids)
    found = []
    for merge in merges:
        other = others.get(merge.report_id if merge.into_id == report.pk else merge.into_id)
        key = keys.get(other.pk) if other else None
        found.append(Merged(merge, other, subject_of(other, data_key=key) if other and key else ""))
    here = [each for each in found if each.merge.into_id == report.pk]
    return Kin(
        into=next((each for each in found if each.merge.report_id == report.pk), None),
        here=[each for each in here if each.other],
        unseen=sum(each.other is None for each in here),
    )


def why_not_merged(report: Report, into: Report, *, has_parts: bool) -> str:
    """What stands against making `report` a part of `into`, in words, or "". `has_parts`: it has some itself.

    Whatever is merged is a part of one that is open and no part itself: there is no chain and no circle.
    """
    if into.pk == report.pk:
        return _("This is the report itself. Write the reference of the other one")
    if into.state == State.MERGED:
        return _("The other report is merged into another one itself. Write the reference of that one")
    if into.state in DONE:
        return _("The other report is closed. Only one that is still open takes another in")
    if (into.office_id, into.is_conflict) != (report.office_id, report.is_conflict):
        return _("The other report lies at another office. Transfer one of them first")
    if has_parts:
        return _("Others are merged into this report. Merge the other one into this one instead")
    return ""


def public_status_of(report: Report) -> Public:
    """What its reporter sees as its status. One query where it is merged."""
    merge = standing_merge(report) if report.state == State.MERGED else None
    return followed_status(merge.followed) if merge else PUBLIC_OF[State(report.state)]


def standing_merge(report: Report) -> Merge | None:
    """What makes it a part of another report now. One query."""
    return report.merges.filter(ended_on=None).first()
