"""The one door: which reports a person sees, and what she may do with one. Lists, pages, counts and exports ask it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from networks.access import Service, service_of
from networks.models import Posting
from networks.models.office import CENTRAL_INTAKE
from networks.models.posting import PostingQuerySet
from pacc.accounts.models import User
from pacc.accounts.staff import may_manage_staff
from reports.models import AnswerTemplate, Merge, Proposal, Report, Routing, SavedFilter, Tag, Tally
from reports.rules.routing import Reason
from reports.rules.transfer import concerns_headquarters
from reports.rules.vocabulary import AboutPacc, AgencyKind
from reports.workflow import MERGE_KEPT_FOR, MOST_DECLINED, Move, State, moves_from

# What officers do beside the moves of the workflow.
ANSWER, APPROVE, CLASSIFY, NOTE, TASKS = "answer", "approve", "classify", "note", "tasks"
# Moves of the portal and of the reporter; every other is an officer's.
_NOT_OFFICERS = frozenset({Move.ROUTE, Move.ANSWERED, Move.CONTEST})
# As `rules.transfer.concerns_headquarters`, asked of the table.
_CONCERNS_HEADQUARTERS = Q(about_office=None) & (~Q(about_pacc=AboutPacc.NO) | Q(agency_kind=AgencyKind.PACC))


def reports_visible_to(user: User, *, on: date | None = None) -> QuerySet[Report]:
    """Reports of the offices the person serves today; conflict cases for those posted to them. One query before it.

    A report about an office is seen by nobody who serves there or ever did, wherever the report lies: people move, and
    it may be about them. One about headquarters is seen by nobody of the central intake, also where it was transferred
    to another office in which she serves besides. Source: domain.md, Routing.
    """
    # Practice never leaves `submitted`, so the last word of `_visible` hides it already; said twice, it costs nothing.
    return Report.objects.filter(_visible(service_of(user, on=on)), is_practice=False)


def _visible(service: Service) -> Q:
    lying = Q(office__in=service.offices) if service.offices else None
    seen = _spared(lying, service, conflicts=_sees_conflicts(service))
    return seen & ~Q(state=State.SUBMITTED)


def _spared(lying: Q | None, service: Service, *, conflicts: bool) -> Q:
    """Those that lie so, without what may be about the reader. Asks the same of a report and of a tally of reports."""
    seen = Q(pk__in=[])
    if lying is not None:
        seen |= lying & Q(is_conflict=False)
        if CENTRAL_INTAKE in service.served:
            seen &= ~_CONCERNS_HEADQUARTERS
    if conflicts:
        seen |= Q(is_conflict=True)
    if service.served:
        seen &= Q(about_office=None) | ~Q(about_office__in=service.served)
    return seen


def _sees_conflicts(service: Service) -> bool:
    """Whoever is posted to them, also one who served at the intake before: a portal admin chose her knowing that."""
    return service.sees_conflicts and CENTRAL_INTAKE not in service.offices


def may_type_in(user: User, *, on: date | None = None) -> bool:
    """Who serves somewhere may write down what she is told. It lets her see nothing that she does not see anyway."""
    return not service_of(user, on=on).is_empty


def places_of(user: User, *, on: date | None = None) -> tuple[frozenset[int], bool]:
    """Of which offices she sees reports, and whether conflict cases. Narrows a search; it opens nothing. One query."""
    service = service_of(user, on=on)
    return frozenset(service.offices), _sees_conflicts(service)


def reports_in_numbers(user: User) -> QuerySet[Report]:
    """Reports of every office, for a portal admin: to count before the province table changes, never to read."""
    return Report.objects.filter(is_practice=False) if may_manage_staff(user) else Report.objects.none()


def may_see(user: User, report: Report, *, on: date | None = None) -> bool:
    return reports_visible_to(user, on=on).filter(pk=report.pk).exists()


def deeds_open_to(user: User, report: Report, *, on: date | None = None) -> frozenset[str]:
    """What the person may do with the report now: the workflow's table, cut to what is hers, and what moves nothing."""
    if not may_see(user, report, on=on):
        return frozenset()
    found: set[str] = set(moves_from(report.state)) - _NOT_OFFICERS | {NOTE}
    if report.state != State.CLOSED:
        found |= {CLASSIFY, TASKS} if report.state == State.ROUTED else {CLASSIFY, TASKS, ANSWER}
    if transfer_to_decline(report) is None:
        found.discard(Move.DECLINE)
    found -= _merges_closed_to(report, on or localdate())
    if report.assigned_to_id != user.pk:
        found -= {Move.SET_ASIDE, Move.BRING_BACK}
    elif report.set_aside_until is None:
        found.discard(Move.BRING_BACK)
    if Move.PROPOSE_CLOSING not in found:
        return frozenset(found)
    proposal = waiting_proposal(report)
    if proposal is None:
        return frozenset(found - {Move.RETURN_CLOSING})
    second = {APPROVE, Move.RETURN_CLOSING} if may_approve(user, report, proposal, on=on) else set()
    return frozenset(found - {Move.PROPOSE_CLOSING, Move.RETURN_CLOSING} | second)


def _merges_closed_to(report: Report, on: date) -> set[str]:
    """Of the two moves between reports, those that stand in the table and are not possible all the same. One query."""
    if report.state == State.MERGED:
        return set() if report.merges.filter(ended_on=None, on__gte=on - MERGE_KEPT_FOR).exists() else {Move.SEPARATE}
    return {Move.MERGE} if others_merged_into(report).exists() else set()


def others_merged_into(report: Report) -> QuerySet[Merge]:
    """A report of which others are parts becomes no part itself."""
    return report.merged_here.filter(ended_on=None)


def may_write_to_reporter(user: User, report: Report, *, on: date | None = None) -> bool:
    return report.state != State.CLOSED and may_see(user, report, on=on)


def waiting_proposal(report: Report) -> Proposal | None:
    """The closing that waits for a second person. One query."""
    return Proposal.objects.filter(report=report, decided_on=None).select_related("by").first()


def may_approve(user: User, report: Report, proposal: Proposal, *, on: date | None = None) -> bool:
    """Never one's own proposal. Else the office's director; in a conflict case, whoever is posted to those. What the
    director proposed herself, any other officer of hers approves: what counts are two persons."""
    if proposal.by_id == user.pk or not may_see(user, report, on=on):
        return False
    if report.is_conflict or report.office_id in service_of(user, on=on).directs:
        return True
    return directors_to_tell(report, on=on or localdate()).filter(pk=proposal.by_id).exists()


def transfer_to_decline(report: Report) -> Routing | None:
    """How it came, where the office may still say that it is not theirs: nobody took it yet, and the central intake has
    not decided. Up to two queries."""
    if report.state != State.ROUTED:
        return None
    last = report.routings.order_by("-id").first()
    if last is None or last.reason not in (Reason.TRANSFER, Reason.DECLINED):
        return None
    declined = report.routings.filter(reason__in=(Reason.DECLINED, Reason.DECLINED_OFTEN)).count()
    at_the_last = CENTRAL_INTAKE if declined + 1 == MOST_DECLINED else None
    return last if declined < MOST_DECLINED and report.office_id != at_the_last else None


def officers_to_tell(report: Report, *, on: date) -> QuerySet[User]:
    """Whom a new report or a reply concerns: those who see it by a posting on that day."""
    wanted = Posting.objects.in_force(on=on)
    if report.is_conflict:
        wanted = wanted.filter(role=Posting.Role.CONFLICT)
    else:
        wanted = wanted.filter(office=report.office_id).exclude(role=Posting.Role.CONFLICT)
    people = User.objects.filter(postings__in=wanted, is_active=True, is_staff=True)
    if report.about_office_id is not None:
        people = people.exclude(postings__in=_ever_at(report.about_office_id, on))
    if report.is_conflict:
        people = people.exclude(postings__in=_ever_at(CENTRAL_INTAKE, on).in_force(on=on))
    elif is_about_headquarters(report):
        people = people.exclude(postings__in=_ever_at(CENTRAL_INTAKE, on))
    return people.distinct()


def colleagues_of(user: User, *, on: date | None = None) -> QuerySet[User]:
    """Who serves today where she does. Which of them may see a report says `officers_to_tell`. One query before it."""
    offices, sees_conflicts = places_of(user, on=on)
    serving = Posting.objects.in_force(on=on or localdate())
    wanted = Q(office__in=offices) & ~Q(role=Posting.Role.CONFLICT)
    if sees_conflicts:
        wanted |= Q(role=Posting.Role.CONFLICT)
    return User.objects.filter(postings__in=serving.filter(wanted), is_active=True, is_staff=True).distinct()


def templates_open_to(user: User, *, on: date | None = None) -> QuerySet[AnswerTemplate]:
    """Her own, and those of the offices where she serves today: to use, change and take out. One query before it."""
    own = Q(owner=user) | Q(office__in=service_of(user, on=on).offices)
    return AnswerTemplate.objects.filter(own, is_retired=False)


def tags_open_to(user: User, *, on: date | None = None) -> QuerySet[Tag]:
    """Those of the offices where she serves today, and of conflict cases where she sees these. One query before it."""
    service = service_of(user, on=on)
    conflicts = Q(office=None) if _sees_conflicts(service) else Q(pk__in=[])
    return Tag.objects.filter(Q(office__in=service.offices) | conflicts)


def may_write_templates_of(user: User, office_number: int | None, *, on: date | None = None) -> bool:
    """An office's where she serves; her own (None) wherever."""
    service = service_of(user, on=on)
    return not service.is_empty if office_number is None else office_number in service.offices


def filters_open_to(user: User, *, on: date | None = None) -> QuerySet[SavedFilter]:
    """Her own, and those of the offices where she serves today: to follow, rename and delete. They open no report."""
    return SavedFilter.objects.filter(Q(owner=user) | Q(office__in=service_of(user, on=on).offices))


def may_share_filters_at(user: User, office_number: int, *, on: date | None = None) -> bool:
    """With all who serve there, of whom she is one."""
    return office_number in service_of(user, on=on).offices


def directors_to_tell(report: Report, *, on: date) -> QuerySet[User]:
    """Who answers for the office where it lies; in a conflict case, all who are posted to those."""
    people = officers_to_tell(report, on=on)
    if report.is_conflict:
        return people
    directing = Posting.objects.in_force(on=on).filter(office=report.office_id, role=Posting.Role.DIRECTOR)
    return people.filter(postings__in=directing)


def intake_to_tell(report: Report, *, on: date) -> QuerySet[User]:
    """The central intake's officers, as far as they may know of it: never of what is about headquarters, nor of an
    office where they served."""
    if report.is_conflict or is_about_headquarters(report):
        return User.objects.none()
    serving = Posting.objects.in_force(on=on).filter(office=CENTRAL_INTAKE, role=Posting.Role.INTAKE)
    people = User.objects.filter(postings__in=serving, is_active=True, is_staff=True)
    if report.about_office_id is not None:
        people = people.exclude(postings__in=_ever_at(report.about_office_id, on))
    return people.distinct()


def is_about_headquarters(report: Report) -> bool:
    return concerns_headquarters(
        about_pacc=report.about_pacc, about_office=report.about_office_id, agency_kind=report.agency_kind
    )


def _ever_at(office_number: int, on: date) -> PostingQuerySet:
    """Service at the office up to that day; a conflict posting is none."""
    return Posting.objects.filter(office=office_number, starts__lte=on).exclude(role=Posting.Role.CONFLICT)


@dataclass(frozen=True)
class Oversight:
    """Whose figures a person reads. `lists`: offices whose reports she may list besides; others she only counts."""

    offices: frozenset[int]
    every_office: bool
    conflicts: bool
    lists: frozenset[int]

    @property
    def is_empty(self) -> bool:
        return not (self.offices or self.every_office or self.conflicts)


def oversight_of(user: User, *, on: date | None = None) -> Oversight:
    """A director: her offices. The central intake and portal admins: every office, in numbers. One query."""
    return oversight(user, service_of(user, on=on))


def tallies_read_by(user: User, *, on: date | None = None) -> tuple[Oversight, QuerySet[Tally]]:
    """Whose figures she reads, and the counts of these, without what may be about her. One query before it."""
    service = service_of(user, on=on)
    over = oversight(user, service)
    lying = Q(office__in=over.offices) if over.offices else None
    if over.every_office:
        # At headquarters one learns nothing of what is about headquarters, not even how much there is.
        lying = Q(office__in=service.offices) | Q(office__isnull=False) & ~_CONCERNS_HEADQUARTERS
    return over, Tally.objects.filter(_spared(lying, service, conflicts=over.conflicts))


def oversight(user: User, service: Service) -> Oversight:
    """What her postings and roles let her count. Source: domain.md, The people."""
    return Oversight(
        offices=service.directs,
        every_office=service.is_intake or CENTRAL_INTAKE in service.directs or may_manage_staff(user),
        conflicts=_sees_conflicts(service),
        lists=service.offices,
    )
