"""What becomes of a demonstration's report: its officers' and its reporter's deeds, each followed by when the next is.

A life is an iterator: each step happens at the moment that the step before it named. Whoever tells it sets the clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from uuid import UUID, uuid4

from django.utils import timezone

from networks.models import Office, Posting
from pacc.accounts.demo_people import DEMO_OFFICE
from pacc.accounts.models import User
from pacc.demo.clock import moment_of
from pacc.thai.working_days import add_working_days
from pacc.vault import codes
from reports.access import is_about_headquarters, officers_to_tell
from reports.actions import answering, clocks, closing, tracking, transferring, triage
from reports.management.demo.pictures import attached
from reports.management.demo.telling import Told, talk
from reports.models import Report
from reports.rules.transfer import may_lie_at
from reports.rules.vocabulary import Severity
from reports.workflow import CloseReason

# Reasons by how often officers close with them, of 100.
_REASONS = {
    CloseReason.NO_GROUND: 30, CloseReason.INSUFFICIENT: 26, CloseReason.RESOLVED: 20, CloseReason.DUPLICATE: 9,
    CloseReason.REFERRED: 8, CloseReason.WATCH_ONLY: 7,
}  # fmt: skip
_REFER_TO = ("ป.ป.ช.", "สำนักงานการตรวจเงินแผ่นดิน", "ศูนย์ดำรงธรรมจังหวัด", "ต้นสังกัดของหน่วยงาน")


@dataclass
class Officers:
    """Who sees a report by a posting; nobody of the demonstration comes or goes within its twelve months."""

    known: dict[tuple[object, ...], list[User]] = field(default_factory=dict)

    def of(self, report: Report, roles: tuple[str, ...]) -> list[User]:
        """In the order of their keys; in one of the roles where there is anybody."""
        seat = (report.office_id, report.is_conflict, report.about_office_id, is_about_headquarters(report), roles)
        if seat not in self.known:
            people = officers_to_tell(report, on=timezone.localdate()).order_by("pk")
            in_role = people.filter(postings__role__in=roles, postings__ends=None)
            self.known[seat] = list(in_role) or list(people)
        return self.known[seat]


@dataclass
class Case:
    """One report, its reporter's token and what its officers will make of it."""

    officers: Officers
    rng: Random
    token: bytes
    told: Told
    report_id: UUID

    @property
    def report(self) -> Report:
        return Report.objects.get(pk=self.report_id)

    @property
    def language(self) -> str:
        return self.told.account.language

    def says(self, what: str) -> str:
        return talk(what, self.rng, self.told.slots, language=self.language)

    def officer(self, *roles: str) -> User:
        return self.rng.choice(self.officers.of(self.report, roles))

    def second_person(self, first: User) -> User | None:
        """Who approves what the first proposed: the director, or, of the director's own, another officer."""
        roles = (Posting.Role.DIRECTOR, Posting.Role.CONFLICT)
        others = [one for one in self.officers.of(self.report, roles) if one != first]
        others = others or [one for one in self.officers.of(self.report, ()) if one != first]
        return self.rng.choice(others) if others else None

    @cached_property
    def reporter(self) -> tracking.CaseKey:
        _verifier, key = codes.derive(codes.code_of(self.token), self.report.reference)
        return tracking.CaseKey(self.report_id, key)

    def in_office(self, least: int, most: int) -> datetime:
        """A moment in office hours, that many working days from now."""
        day = add_working_days(timezone.localdate(), self.rng.randint(least, most))
        return moment_of(day, self.rng.randint(9, 15), self.rng.randrange(60))

    def at_home(self, least: int, most: int) -> datetime:
        """A moment of an evening, that many days from now."""
        day = timezone.localdate() + timedelta(days=self.rng.randint(least, most))
        return moment_of(day, self.rng.randint(17, 22), self.rng.randrange(60))


def life(case: Case) -> Iterator[datetime]:
    """From the office's first look to the end, or to wherever patience ends."""
    rng = case.rng
    yield case.in_office(1, 6)
    if rng.random() < 0.05 and _sent_on(case):
        yield case.in_office(1, 5)
    officer = case.officer(Posting.Role.OFFICER, Posting.Role.INTAKE)
    answering.open_report(case.report_id, by=officer)
    triage.take_report(case.report_id, by=officer)
    yield case.in_office(1, 4)
    yield from _screened(case, officer)
    if rng.random() < 0.5:
        triage.begin_fact_finding(case.report_id, by=officer)
        yield case.in_office(8, 45)
    yield from _settled(case, officer)
    if rng.random() < 0.14:
        yield case.at_home(1, 12)
        tracking.contest_closing(case.reporter, reason=case.says("contests"), send_key=uuid4())
        clocks.settle_clocks(case.report_id)
        yield case.in_office(2, 9)
        answering.open_report(case.report_id, by=officer)
        yield case.in_office(4, 15)
        _close(case, officer, CloseReason.RESOLVED)


def the_citizens_life(case: Case) -> Iterator[datetime]:
    """The report that the demonstration's citizen follows: its officer has asked, and waits for her answer."""
    yield case.in_office(1, 1)
    officer = User.objects.get(email="officer@demo.example")
    answering.open_report(case.report_id, by=officer)
    triage.take_report(case.report_id, by=officer)
    triage.begin_triage(case.report_id, by=officer)
    yield case.in_office(1, 1)
    _ask(case, officer)


def _sent_on(case: Case) -> bool:
    """To a neighbouring region that the report is not about; a conflict case stays where it is."""
    report = case.report
    here = report.office_id
    if here is None:
        return False
    to = here % 9 + 1 if here else DEMO_OFFICE
    if not may_lie_at(
        to, about_pacc=report.about_pacc, about_office=report.about_office_id, agency_kind=report.agency_kind
    ):
        return False
    officer = case.officer(Posting.Role.OFFICER, Posting.Role.INTAKE)
    answering.open_report(case.report_id, by=officer)
    transferring.transfer_report(
        case.report_id, by=officer, to=Office.objects.get(number=to), reason=talk("transfer_reasons", case.rng)
    )
    return True


def _screened(case: Case, officer: User) -> Iterator[datetime]:
    rng = case.rng
    triage.begin_triage(case.report_id, by=officer)
    triage.classify_report(
        case.report_id,
        by=officer,
        official_class=case.told.official,
        behaviour=case.told.behaviour,
        severity=rng.choice(["", *Severity.values]),
    )
    if rng.random() < 0.4:
        answering.add_note(case.report_id, by=officer, text=talk("notes", rng))
    if rng.random() < 0.38:
        yield case.in_office(1, 3)
        yield from _asked(case, officer)
    yield case.in_office(1, 8)
    answering.answer_reporter(case.report_id, by=officer, text=case.says("first_answers"))
    yield case.in_office(2, 14)


def _asked(case: Case, officer: User) -> Iterator[datetime]:
    """A question, and the answer where one comes."""
    rng = case.rng
    _ask(case, officer)
    if rng.random() < 0.65:
        yield case.at_home(1, 18)
        files = (attached(rng, 1),) if rng.random() < 0.06 else ()
        tracking.reply(case.reporter, text=case.says("answers"), files=files, send_key=uuid4())
        clocks.settle_clocks(case.report_id)
        yield case.in_office(1, 4)
        answering.open_report(case.report_id, by=officer)
    else:
        yield case.in_office(11, 20)
        triage.begin_triage(case.report_id, by=officer)


def _ask(case: Case, officer: User) -> None:
    answer_by = add_working_days(timezone.localdate(), 10)
    answering.ask_reporter(case.report_id, by=officer, text=case.says("questions"), answer_by=answer_by)


def _settled(case: Case, officer: User) -> Iterator[datetime]:
    """Handed over, referred or closed; what was handed over or referred is closed much later, if at all."""
    what, chance = case.report.state, case.rng.random()
    if what == "fact_finding" and chance < 0.25:
        triage.hand_over_report(case.report_id, by=officer, text=case.says("hand_overs"))
        yield case.in_office(60, 200)
        _close(case, officer, CloseReason.RESOLVED)
    elif chance < 0.18:
        triage.refer_report(
            case.report_id,
            by=officer,
            agency=case.rng.choice(_REFER_TO),
            show_agency=case.rng.random() < 0.5,
            text=case.says("refer_reasons"),
        )
        yield case.in_office(40, 120)
        _close(case, officer, CloseReason.REFERRED)
    else:
        reason = case.rng.choices(list(_REASONS), list(_REASONS.values()))[0]
        _close(case, officer, reason)
        if reason == CloseReason.NO_GROUND:
            yield case.in_office(1, 5)
            second = case.second_person(officer)
            if second and case.rng.random() < 0.95:
                answering.open_report(case.report_id, by=second)
                closing.approve_closing(case.report_id, by=second)


def _close(case: Case, officer: User, reason: str) -> None:
    closing.close_report(case.report_id, by=officer, reason=reason, text=case.says(f"closings_by_reason.{reason}"))
