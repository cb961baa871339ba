"""A report's clocks as its page shows them."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from reports.models import Report
from reports.rules.clock_words import why_it_stands
from reports.rules.clocks import Deadline, deadline
from reports.rules.readings import Facts, Reading, Standing, readings


@dataclass(frozen=True)
class Clock:
    """One of the office's deadlines, and in a sentence what it counts and why it stands as it does."""

    reading: Reading
    by: Deadline
    why: str

    @property
    def name(self) -> str:
        return str(self.reading.kind.label)

    @property
    def met_on(self) -> date | None:
        return self.reading.met_on

    @property
    def stands(self) -> bool:
        return self.reading.standing == Standing.STANDS

    @property
    def was_late(self) -> bool:
        return self.met_on is not None and self.met_on > self.reading.by


def clocks_of(report: Report, *, today: date, holidays: Container[date]) -> list[Clock]:
    """Those that have begun. One query."""
    trail = tuple(report.steps.order_by("id").values_list("state", "on"))
    facts = Facts(report.submitted_on, trail, report.acknowledged_on, report.answered_on)
    return [
        Clock(
            reading,
            deadline(reading.by, today=today, holidays=holidays),
            why_it_stands(reading, today=today, holidays=holidays),
        )
        for reading in readings(facts, holidays=holidays).values()
    ]
