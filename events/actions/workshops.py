"""Workshops are made, changed, opened, closed and cancelled; their agenda and half-days are written."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from events import access
from events.actions.locking import locked_alive, locked_for_change, refuse_stale
from events.actions.mailings import promise_notice
from events.actions.seating import seats_may_be_free
from events.models import CheckInEvent, HalfDay, Mailing, Session, Workshop
from events.models.registration import TAKES_SEAT
from events.models.workshop import MAX_CAPACITY, MAX_DAYS
from events.workflow import Move, target_of
from networks.models import District, Office, Province
from pacc.accounts.models import User
from pacc.errors import DomainError
from pacc.ledger.record import record
from pacc.outbox.jobs import enqueue
from pacc.thai.fiscal_year import fiscal_year_of

# What those who are registered have to know.
_NEWS = ("title", "starts_on", "ends_on", "venue", "province", "district")


@dataclass(frozen=True)
class WorkshopFacts:
    """What an admin writes about a workshop."""

    title: str
    host_office: Office
    venue: str
    province: Province
    starts_on: date
    ends_on: date
    capacity: int
    district: District | None = None
    about: str = ""
    map_url: str = ""
    contact: str = ""
    project: str = ""
    budget_line: str = ""


@dataclass(frozen=True)
class RegistrationRules:
    """What an admin decides about registering. Both days of the window are included; None leaves that side open."""

    registers_from: date | None
    registers_until: date | None
    admission: str
    audience: str
    answer_hours: int
    asks_citizen_id: bool
    asks_photo_consent: bool


@dataclass(frozen=True)
class SessionFacts:
    """What an admin writes about one line of the agenda."""

    on: date
    starts: time
    ends: time
    title: str
    kind: str = Session.Kind.LECTURE
    speaker: str = ""
    room: str = ""


def _check(facts: WorkshopFacts) -> None:
    if facts.ends_on < facts.starts_on:
        raise DomainError(_("The last day is before the first day"))
    if (facts.ends_on - facts.starts_on).days >= MAX_DAYS:
        raise DomainError(_("A workshop lasts at most %(days)s days") % {"days": MAX_DAYS})
    if facts.district is not None and facts.district.province_id != facts.province.pk:
        raise DomainError(_("This district is not in the province"))
    if not 1 <= facts.capacity <= MAX_CAPACITY:
        raise DomainError(_("Write the number of places, from 1 to %(most)s") % {"most": f"{MAX_CAPACITY:,}"})


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


@transaction.atomic(durable=True)
def make_workshop(facts: WorkshopFacts, *, by: User) -> Workshop:
    """A draft, with a morning and an afternoon that count on each of its days."""
    return make_workshop_within(facts, by=by)


def make_workshop_within(facts: WorkshopFacts, *, by: User) -> Workshop:
    """As `make_workshop`: a step of an action that does more."""
    if not access.may_make_workshops(by):
        raise PermissionDenied
    _check(facts)
    workshop = Workshop.objects.create(**vars(facts), fiscal_year=fiscal_year_of(facts.starts_on))
    HalfDay.objects.bulk_create(
        HalfDay(workshop=workshop, on=day, part=part)
        for day in _days(facts.starts_on, facts.ends_on)
        for part in HalfDay.Part
    )
    record("workshop.made", by=by, office_number=workshop.host_office_id, workshop_id=workshop.pk)
    return workshop


@transaction.atomic(durable=True)
def change_workshop(
    workshop: Workshop, facts: WorkshopFacts, *, seen_version: int, by: User, tell: bool = False
) -> Workshop:
    """Write the facts anew, the days too (`_move_days`).

    With `tell` everybody who has not left is told where days or place of a public workshop change.

    Raises DomainError where somebody else changed it after `seen_version`, where people were marked as present, or the
    agenda speaks, on a day that would go, and where more people are registered than the new capacity holds.
    """
    workshop = locked_alive(workshop, by)
    refuse_stale(workshop, seen_version)
    _check(facts)
    registered = _registered(workshop)
    if registered > facts.capacity:
        raise DomainError(
            _("%(registered)s people are registered: the capacity cannot be less") % {"registered": registered}
        )
    is_news = any(getattr(workshop, name) != getattr(facts, name) for name in _NEWS)
    _move_days(workshop, facts.starts_on, facts.ends_on)
    for name, value in vars(facts).items():
        setattr(workshop, name, value)
    workshop.fiscal_year = fiscal_year_of(facts.starts_on)
    workshop.version += 1
    workshop.save()
    seats_may_be_free(workshop)
    if tell and is_news and workshop.is_public:
        promise_notice(workshop, Mailing.Kind.CHANGE, by=by)
    record("workshop.changed", by=by, office_number=workshop.host_office_id, workshop_id=workshop.pk)
    return workshop


@transaction.atomic(durable=True)
def write_registration_rules(workshop: Workshop, rules: RegistrationRules, *, seen_version: int, by: User) -> Workshop:
    """Who may register, when, and what is asked of them. Raises DomainError as `change_workshop`."""
    workshop = locked_alive(workshop, by)
    refuse_stale(workshop, seen_version)
    if rules.registers_from and rules.registers_until and rules.registers_until < rules.registers_from:
        raise DomainError(_("The last day is before the first day"))
    for name, value in vars(rules).items():
        setattr(workshop, name, value)
    workshop.version += 1
    workshop.save()
    record("workshop.rules_written", by=by, office_number=workshop.host_office_id, workshop_id=workshop.pk)
    return workshop


def _move_days(workshop: Workshop, first: date, last: date) -> None:
    """One that is put off as it is takes its agenda along; else new days get half-days, and dropped ones lose them."""
    kept, days = _days(workshop.starts_on, workshop.ends_on), _days(first, last)
    if days == kept:
        return
    if len(days) == len(kept):
        shift = first - workshop.starts_on
        moved = [(half_day.on + shift, half_day.part) for half_day in workshop.half_days.all()]
        _drop_half_days(workshop.half_days.all())
        HalfDay.objects.bulk_create(HalfDay(workshop=workshop, on=on, part=part) for on, part in moved)
        workshop.sessions.update(on=F("on") + shift)
        return
    _drop_half_days(workshop.half_days.exclude(on__in=days))
    if workshop.sessions.exclude(on__in=days).exists():
        raise DomainError(_("The agenda has lines on a day that would be dropped. Move or remove them first"))
    HalfDay.objects.bulk_create(
        HalfDay(workshop=workshop, on=day, part=part) for day in days if day not in kept for part in HalfDay.Part
    )


def _registered(workshop: Workshop) -> int:
    return workshop.registrations.filter(state__in=TAKES_SEAT).count()


@transaction.atomic(durable=True)
def move_workshop(workshop: Workshop, move: Move, *, by: User, on: date | None = None, note: str = "") -> Workshop:
    """Open, close or cancel it. Raises DomainError where the table of moves does not allow it.

    Everybody who has not left is told of the cancelling of a public workshop, with the organiser's `note`.
    """
    workshop = locked_for_change(workshop, by)
    workshop.state = target_of(move, workshop.state)
    if move is Move.OPEN and workshop.opened_on is None:
        workshop.opened_on = on or timezone.localdate()
    workshop.save(update_fields=["state", "opened_on"])
    if move is Move.OPEN:
        # Those who were registered while it was a draft get their tickets now.
        enqueue("events.tell_people", workshop_id=workshop.pk)
    if move is Move.CANCEL and workshop.is_public:
        promise_notice(workshop, Mailing.Kind.CANCELLED, by=by, note=note)
    record(
        "workshop.moved", by=by, office_number=workshop.host_office_id, workshop_id=workshop.pk, state=workshop.state
    )
    return workshop


@transaction.atomic(durable=True)
def choose_half_days(workshop: Workshop, chosen: set[tuple[date, str]], *, by: User) -> None:
    """Which half-days count for attendance: (day, part) pairs of the workshop's days.

    Raises DomainError for none at all, for a day that is none of the workshop's, and where somebody was marked in one
    that would go.
    """
    workshop = locked_alive(workshop, by)
    days = _days(workshop.starts_on, workshop.ends_on)
    if not chosen:
        raise DomainError(_("Choose at least one half-day"))
    if any(day not in days or part not in HalfDay.Part.values for day, part in chosen):
        raise DomainError(_("This day is not one of the workshop's days"))
    existing = {(half_day.on, half_day.part): half_day for half_day in workshop.half_days.all()}
    _drop_half_days(workshop.half_days.filter(pk__in=[row.pk for key, row in existing.items() if key not in chosen]))
    HalfDay.objects.bulk_create(
        HalfDay(workshop=workshop, on=day, part=part) for day, part in sorted(chosen - set(existing))
    )
    record("workshop.half_days_chosen", by=by, workshop_id=workshop.pk, half_days=len(chosen))


def _drop_half_days(half_days: QuerySet[HalfDay]) -> None:
    # A half-day in which somebody was marked and taken back keeps its events: it stays too.
    # RACE: an arrival that commits between this look and our commit breaks the deferred foreign key: one of the two
    # fails whole, nothing is lost.
    if CheckInEvent.objects.filter(half_day__in=half_days).exists():
        raise DomainError(_("People were marked as present on a half-day that would be dropped"))
    half_days.delete()


@transaction.atomic(durable=True)
def add_session(workshop: Workshop, facts: SessionFacts, *, by: User) -> Session:
    """A line of the agenda, on one of the workshop's days."""
    workshop = locked_alive(workshop, by)
    _check_session(workshop, facts)
    session = Session.objects.create(workshop=workshop, **vars(facts))
    record("workshop.session_added", by=by, workshop_id=workshop.pk, session_id=session.pk)
    return session


@transaction.atomic(durable=True)
def change_session(session: Session, facts: SessionFacts, *, by: User) -> Session:
    workshop = locked_alive(session.workshop, by)
    _check_session(workshop, facts)
    for name, value in vars(facts).items():
        setattr(session, name, value)
    session.save()
    record("workshop.session_changed", by=by, workshop_id=workshop.pk, session_id=session.pk)
    return session


@transaction.atomic(durable=True)
def remove_session(session: Session, *, by: User) -> None:
    """Take the line out of the agenda; a second time does nothing."""
    workshop = locked_alive(session.workshop, by)
    gone, _each = Session.objects.filter(pk=session.pk).delete()
    if gone:
        record("workshop.session_removed", by=by, workshop_id=workshop.pk, session_id=session.pk)


def _check_session(workshop: Workshop, facts: SessionFacts) -> None:
    if not workshop.starts_on <= facts.on <= workshop.ends_on:
        raise DomainError(_("This day is not one of the workshop's days"))
    if facts.ends <= facts.starts:
        raise DomainError(_("The end is before the beginning"))
