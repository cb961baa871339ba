"""A reporter's own case, read with the key that came from her code."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from networks.models import Office
from reports.models import Evidence, Merge, Message, Report, Step
from reports.models.case_scope import enter_case
from reports.models.report import REPORTER_READS
from reports.models.sealed import unseal
from reports.queries.opened import Opened, opened, reporter_data_key
from reports.workflow import NEXT_STEP, PUBLIC_OF, Public, State, followed_status


class CaseGone(Exception):
    """The case was erased: only practice is, after its day."""


@dataclass(frozen=True)
class TrailStep:
    """A public status, since which day, at which office."""

    status: Public
    on: date
    office: Office | None


@dataclass(frozen=True)
class Letter:
    """A message as the reporter reads it."""

    from_office: bool
    is_question: bool
    is_closing: bool
    is_notice: bool
    on: date
    text: str
    answer_by: date | None


@dataclass(frozen=True)
class OwnFile:
    name: str
    on: date
    kind: str


@dataclass(frozen=True)
class OwnCase:
    """The report and its data key, for as long as the transaction that entered the case is open."""

    report: Report
    data_key: bytes

    @cached_property
    def merge(self) -> Merge | None:
        """What makes it a part of another report; she sees how that one stands, and no more. One query where it is."""
        if self.report.state != State.MERGED:
            return None
        return self.report.merges.only("id", "report_id", "followed", "followed_on").filter(ended_on=None).first()

    @property
    def status(self) -> Public:
        return followed_status(self.merge.followed) if self.merge else PUBLIC_OF[State(self.report.state)]

    @property
    def since(self) -> date:
        """Since when that is its status."""
        since: date = self.merge.followed_on if self.merge else self.report.state_on
        return since

    @property
    def next_step(self) -> Promise:
        """Screening that goes on after the first answer leads to the result."""
        if self.merge and self.status == Public.CLOSED:
            return _("If the matter is not resolved, write to the office: then it looks at your report by itself")
        answered = self.status == Public.SCREENING and self.report.answered_on
        return NEXT_STEP[Public.EXAMINATION if answered else self.status]

    @property
    def next_by(self) -> date | None:
        """By when the next step is due: the clock that runs, if one does. The examination's own is the office's."""
        due: date | None = self.report.due_on
        return self.report.feedback_by if due and self.report.answered_on else due

    @property
    def may_contest(self) -> bool:
        return self.report.state == State.CLOSED and not self.report.was_contested

    @property
    def has_replied(self) -> bool:
        """One query."""
        return Message.objects.filter(report=self.report).exists()

    def told(self) -> Opened:
        """What she told; a named reporter's own name is not read back to her."""
        return opened(self.report, data_key=self.data_key, with_identity=False)

    def trail(self) -> list[TrailStep]:
        """Public statuses, oldest first; states that mean the same to her are one. One query.

        A merge is told in the thread; in the trail stands what it follows.
        """
        steps = Step.objects.filter(report=self.report).exclude(state=State.MERGED).select_related("office")
        steps = steps.order_by("id")
        groups = (list(same) for _status, same in groupby(steps, key=lambda step: PUBLIC_OF[State(step.state)]))
        trail = [TrailStep(PUBLIC_OF[State(same[0].state)], same[0].on, same[-1].office) for same in groups]
        if self.merge and (not trail or trail[-1].status != self.status):
            trail.append(TrailStep(self.status, self.since, None))
        return trail

    def letters(self) -> list[Letter]:
        """The thread, oldest first, without the office's own notes. One query."""
        messages = self.report.messages.exclude(kind=Message.Kind.NOTE).order_by("arrival")
        return [
            Letter(
                from_office=message.kind not in {Message.Kind.REPLY, Message.Kind.CONTEST},
                is_question=message.kind == Message.Kind.QUESTION,
                is_closing=message.kind == Message.Kind.CLOSING,
                is_notice=message.kind == Message.Kind.NOTICE,
                on=message.on,
                text=unseal(message, "body_sealed", data_key=self.data_key),
                answer_by=message.answer_by,
            )
            for message in messages.only("id", "kind", "on", "answer_by", "body_sealed", "report_id")
        ]

    def files(self) -> list[OwnFile]:
        """What she attached, oldest first. One query."""
        evidence = Evidence.objects.filter(report=self.report).order_by("arrival")
        return [
            OwnFile(unseal(file, "name_sealed", data_key=self.data_key), file.on, file.get_kind_display())
            for file in evidence
        ]


@contextmanager
def own_case(report_id: UUID, *, reporter_key: bytes) -> Iterator[OwnCase]:
    """Inside the block the case can be read, messages and evidence too. 3 queries. Raises CaseGone and CannotOpen."""
    with transaction.atomic():
        enter_case(report_id)
        report = Report.objects.only(*REPORTER_READS).filter(pk=report_id).first()
        if report is None:
            raise CaseGone
        yield OwnCase(report, reporter_data_key(report_id, reporter_key=reporter_key))
