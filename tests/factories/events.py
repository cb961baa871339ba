"""Workshops, the people in them, and who came."""

from datetime import date, time

from events.actions.attendance import mark_present
from events.actions.registering import PersonFacts, register_list
from events.actions.workshops import SessionFacts, WorkshopFacts, add_session, make_workshop, move_workshop
from events.models import HalfDay, Registration, Session, Workshop
from events.workflow import Move, State
from tests.factories.offices import a_province, an_office

A_DAY = date(2027, 5, 24)


def a_workshop(by, *, state=State.DRAFT, office=3, title="ประชุมเชิงปฏิบัติการเครือข่าย", **facts) -> Workshop:
    """One day in Surin, hosted by the office; without agenda."""
    given = {
        "venue": "หอประชุมผ้าไหม",
        "province": a_province(),
        "starts_on": A_DAY,
        "ends_on": facts.get("starts_on", A_DAY),
        "capacity": 140,
        **facts,
    }
    workshop = make_workshop(WorkshopFacts(title=title, host_office=an_office(office), **given), by=by)
    for move in {State.OPEN: [Move.OPEN], State.CLOSED: [Move.OPEN, Move.CLOSE], State.CANCELLED: [Move.CANCEL]}.get(
        state, []
    ):
        workshop = move_workshop(workshop, move, by=by)
    return workshop


def a_line(workshop, by, *, title="บรรยาย", starts=time(9), ends=time(10, 30), **facts) -> Session:
    """A line of the agenda on the first day."""
    return add_session(
        workshop, SessionFacts(on=workshop.starts_on, starts=starts, ends=ends, title=title, **facts), by=by
    )


def some_people(workshop, by, *names, **facts) -> list[Registration]:
    """Registered from a list; ten without names."""
    names = names or [f"คนที่ {number}" for number in range(10)]
    return register_list(workshop, [PersonFacts(name=name, **facts) for name in names], by=by)


def present(half_day: HalfDay, *people, by) -> None:
    """Marked as present."""
    mark_present(half_day, [person.pk for person in people], by=by)
