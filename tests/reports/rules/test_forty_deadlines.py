"""Deadlines over Songkran 2569 and the New Years around it, worked by hand on a paper calendar, day by day.

The calendar: April 2026 begins on a Wednesday; Chakri Day is Monday the 6th, Songkran Monday to Wednesday the 13th to
15th. May Day, Friday 1 May, is a working day of the government; Monday the 4th is Coronation Day. December 2026 begins
on a Tuesday; the 5th is a Saturday with Monday the 7th in lieu, the 10th a Thursday; Thursday 31 December and Friday
1 January are free. New Year 2569 had Wednesday 31 December to Friday 2 January, a special day.
"""

from datetime import date

import pytest

from pacc.thai.working_days import named_holidays
from reports.rules.readings import ClockKind, Facts, readings
from reports.workflow import State

_FREE = (
    "2025-12-31 2026-01-01 2026-01-02"
    " 2026-04-06 2026-04-13 2026-04-14 2026-04-15 2026-05-04 2026-05-13 2026-06-01 2026-06-03"
    " 2026-07-28 2026-07-29 2026-07-30 2026-08-12"
    " 2026-12-05 2026-12-07 2026-12-10 2026-12-31 2027-01-01"
)
HOLIDAYS = frozenset(date.fromisoformat(day) for day in _FREE.split())
TAKE, ANSWER, FEEDBACK, EXAMINE = ClockKind
TRIAGE, WAITING, FACTS, CLOSED = State.IN_TRIAGE, State.WAITING, State.FACT_FINDING, State.CLOSED


def waited(*days):
    """Asked and replied, in turn."""
    return [((WAITING, TRIAGE)[position % 2], day) for position, day in enumerate(days)]


CASES = [
    # To take it: 7 working days.
    ("1 to 3 count two, then Tue 7 to Fri 10, and the 7th is the Thursday after Songkran",
     TAKE, "2026-04-01", [], "2026-04-16"),
    ("a Friday before Chakri Day: four days, Songkran, Thu 16, Fri 17, Mon 20", TAKE, "2026-04-03", [], "2026-04-20"),
    ("a Saturday begins to count where its Friday does", TAKE, "2026-04-04", [], "2026-04-20"),
    ("so does a Sunday", TAKE, "2026-04-05", [], "2026-04-20"),
    ("and Chakri Day itself", TAKE, "2026-04-06", [], "2026-04-20"),
    ("the day after it is one later: Wed 8 is the first", TAKE, "2026-04-07", [], "2026-04-21"),
    ("the last day before Songkran: Thu 16 is the first", TAKE, "2026-04-10", [], "2026-04-24"),
    ("the first day of Songkran counts from the same Thursday", TAKE, "2026-04-13", [], "2026-04-24"),
    ("and the last one", TAKE, "2026-04-15", [], "2026-04-24"),
    ("the Thursday after: Fri 17 is the first, Mon 27 the 7th", TAKE, "2026-04-16", [], "2026-04-27"),
    ("May Day is worked and is the 6th, Coronation Day is not", TAKE, "2026-04-23", [], "2026-05-05"),
    # To answer: 15 working days.
    ("from before Chakri Day: the 7th on the 16th, eight more", ANSWER, "2026-04-01", [], "2026-04-28"),
    ("from the Friday before Songkran, over May Day (worked) and Coronation Day (free)",
     ANSWER, "2026-04-10", [], "2026-05-07"),
    ("from the last day of Songkran the same", ANSWER, "2026-04-15", [], "2026-05-07"),
    ("from the Thursday after one day later", ANSWER, "2026-04-16", [], "2026-05-08"),
    ("from a Monday in March, over both feasts", ANSWER, "2026-03-30", [], "2026-04-24"),
    # Waiting for the reporter: without it the answer is due on Tue 28 April.
    ("asked before Songkran, replied on the Thursday after: one working day stood",
     ANSWER, "2026-04-01", waited("2026-04-10", "2026-04-16"), "2026-04-29"),
    ("replied on the last day of Songkran: none stood",
     ANSWER, "2026-04-01", waited("2026-04-10", "2026-04-15"), "2026-04-28"),
    ("asked on a Sunday, replied on Fri 17: two stood",
     ANSWER, "2026-04-01", waited("2026-04-12", "2026-04-17"), "2026-04-30"),
    ("asked and replied within Songkran: none", ANSWER, "2026-04-01", waited("2026-04-13", "2026-04-14"), "2026-04-28"),
    ("from Thursday to Friday: one", ANSWER, "2026-04-01", waited("2026-04-09", "2026-04-10"), "2026-04-29"),
    ("replied on the day it was asked: none", ANSWER, "2026-04-01", waited("2026-04-09", "2026-04-09"), "2026-04-28"),
    ("two waitings, one day and two (Fri 17, Mon 20): Wed, Thu, May Day",
     ANSWER, "2026-04-01", waited("2026-04-09", "2026-04-10", "2026-04-16", "2026-04-20"), "2026-05-01"),
    ("two waitings of one day, the second from Songkran on: Thu 16 is counted once",
     ANSWER, "2026-04-01", waited("2026-04-10", "2026-04-14", "2026-04-14", "2026-04-16"), "2026-04-29"),
    ("asked on the last day: in time, so it goes on for the two days waited",
     ANSWER, "2026-04-01", waited("2026-04-28", "2026-04-30"), "2026-04-30"),
    ("asked the day after: mends nothing", ANSWER, "2026-04-01", waited("2026-04-29", "2026-04-30"), "2026-04-28"),
    ("no reply yet: as it stood when it stopped", ANSWER, "2026-04-01", waited("2026-04-10"), "2026-04-28"),
    ("waiting does not move the taking", TAKE, "2026-04-01", waited("2026-04-02", "2026-04-20"), "2026-04-16"),
    # December
    ("Fri 4, then Tue 8, Wed 9, Fri 11, Mon 14: the 7th in lieu and the 10th are free",
     TAKE, "2026-12-01", [], "2026-12-14"),
    ("from the Friday before Father's Day", TAKE, "2026-12-04", [], "2026-12-17"),
    ("from Father's Day, a Saturday, the same", TAKE, "2026-12-05", [], "2026-12-17"),
    ("from the eve of Constitution Day: Fri 11 is the first", TAKE, "2026-12-09", [], "2026-12-21"),
    ("over New Year: Christmas is worked, 24, 25, 28, 29, 30, then Mon 4 and Tue 5 January",
     TAKE, "2026-12-23", [], "2027-01-05"),
    ("from the last working day of the year: Mon 4 is the first", TAKE, "2026-12-30", [], "2027-01-12"),
    ("from New Year's Eve the same", TAKE, "2026-12-31", [], "2027-01-12"),
    ("from New Year's Day the same", TAKE, "2027-01-01", [], "2027-01-12"),
    ("from the Sunday after the same", TAKE, "2027-01-03", [], "2027-01-12"),
    ("an answer over New Year: eleven days in December, four in January", ANSWER, "2026-12-15", [], "2027-01-07"),
    ("an answer from the last working day", ANSWER, "2026-12-30", [], "2027-01-22"),
    ("asked on the last working day, replied on the first: one stood",
     ANSWER, "2026-12-15", waited("2026-12-30", "2027-01-04"), "2027-01-08"),
    ("asked on New Year's Eve, replied on the Sunday: none",
     ANSWER, "2026-12-15", waited("2026-12-31", "2027-01-03"), "2027-01-07"),
    ("New Year 2569 with a special Friday: Mon 5 January is the first", TAKE, "2025-12-30", [], "2026-01-13"),
    # Reopened, examined, told
    ("closed on Wed 8, reopened on the first day of Songkran: 15 anew, as if sent that day",
     ANSWER, "2026-04-01", [(CLOSED, "2026-04-08"), (TRIAGE, "2026-04-13")], "2026-05-07"),
    ("an examination of 60 days: the 15th on 28 April, the 36th on 29 May, free 1 and 3 June, the 60th on 6 July",
     EXAMINE, "2026-03-30", [(FACTS, "2026-04-01")], "2026-07-06"),
    ("the result, 90 days: 60 until 6 July, 15 until the 27th, three royal and Buddhist days, 12 August",
     FEEDBACK, "2026-04-01", [], "2026-08-21"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "kind", "sent", "trail", "due"), CASES, ids=[case[0][:60] for case in CASES])
def test_deadline_worked_by_hand(why, kind, sent, trail, due):
    facts = Facts(date.fromisoformat(sent), [(state, date.fromisoformat(day)) for state, day in trail])
    assert readings(facts, holidays=HOLIDAYS)[kind].by == date.fromisoformat(due), why


def test_there_are_forty_of_them_at_least():
    assert len(CASES) >= 40


def test_the_package_knows_the_same_days():
    months = {(2025, 12), (2026, 4), (2026, 7), (2026, 8), (2026, 12), (2027, 1)}
    known = {day for year in (2025, 2026, 2027) for day in named_holidays(year) if (day.year, day.month) in months}
    assert {day for day in HOLIDAYS if (day.year, day.month) in months} == known - {
        date(2025, 12, 5),  # before any of these cases
        date(2025, 12, 10),
    }
