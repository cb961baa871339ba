"""Sealed reports in any number, as offices have them after two years: written by COPY, opened by officers as any other.

Invented accounts of the demonstration's sentences, each with three messages, its trail, its routing and its deeds in
the ledger. Only the first have a code that works: a code costs 5 ms on purpose. Nobody is confidential: that needs an
office's custodians. Everything counts as announced, so that no mail is written.
"""

import json
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from functools import cache, partial
from multiprocessing import get_context
from random import Random
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from networks.models import District, Office, Posting, ProvinceOffice
from pacc.accounts.models import User
from pacc.demo import names
from pacc.ledger.models import Entry
from pacc.vault import codes, data_keys, fields
from reports.management.demo.telling import Seat, Told, talk, tell
from reports.models import Message, Report, Routing, Step, WrappedKey
from reports.queries.destination import Subject, route_of_subject
from reports.queries.holidays import holiday_table
from reports.rules import clocks
from reports.rules.holidays import HolidayTable
from reports.rules.routing import BANGKOK, Route
from reports.rules.vocabulary import AboutPacc, AgencyKind, Identity, Severity
from reports.workflow import CloseReason, State

WITH_CODE = 1000
DAYS = 730
TEN = time_of_day(10, 0)
CHUNK = 1000  # reports in one transaction
TRIES = 3  # of a chunk: of a million references three are expected to be taken
OFFICERS = 3  # made for an office that has none
# Of 100 reports of the last four months, and of those before.
_YOUNG = {
    State.ROUTED: 28, State.ASSIGNED: 14, State.IN_TRIAGE: 16, State.WAITING: 9, State.FACT_FINDING: 13,
    State.HANDED_OVER: 2, State.REFERRED: 4, State.CLOSED: 14,
}  # fmt: skip
_OLD = {State.FACT_FINDING: 3, State.HANDED_OVER: 3, State.REFERRED: 2, State.WAITING: 1, State.CLOSED: 91}
_NOT_ANSWERED = (State.ROUTED, State.ASSIGNED, State.IN_TRIAGE)
_OF_CENTRAL = (
    Seat(BANGKOK, agencies=(AgencyKind.EDUCATION, AgencyKind.POLICE, AgencyKind.HEALTH)),
    Seat(None),
    Seat(None, agencies=(AgencyKind.STATE_ENTERPRISE,)),
)
_OF_PACC = (
    Seat(None, agencies=(AgencyKind.PACC,), about_pacc=AboutPacc.HEADQUARTERS),
    Seat(None, agencies=(AgencyKind.PACC,), about_pacc=AboutPacc.UNKNOWN),
)


@dataclass(frozen=True)
class Code:
    reference: str
    code: str


@dataclass(frozen=True)
class World:
    """What all chunks share."""

    today: date
    already: int  # reports that there were before: other chance for those that are added
    holidays: HolidayTable
    seats: tuple[tuple[Seat, ...], ...]  # by office
    officers: dict[int, tuple[int, ...]]
    areas: list[str]
    types: dict[str, dict[str, str]]  # table: column: PostgreSQL's type


Rows = dict[type[Any], list[dict[str, Any]]]


def seed(count: int, *, processes: int = 2, with_code: int = WITH_CODE, show: bool = True) -> list[Code]:
    """Write that many; the codes that work. With `processes=0` on this process's own connection."""
    world = _world()
    rng = Random(count)
    days = sorted((1 + int(rng.triangular(0, DAYS, 0)) for _each in range(count)), reverse=True)
    # The codes belong to the youngest: those are still talked about.
    numbered = [(day, number >= count - with_code) for number, day in enumerate(days)]
    chunks = list(enumerate(numbered[start : start + CHUNK] for start in range(0, count, CHUNK)))
    made: list[Code] = []
    with _triggers_off():
        began, done = time.monotonic(), 0
        for found, size in _written(world, chunks, processes):
            made += found
            done += size
            if show:
                _progress(done, count, time.monotonic() - began)
        _count_all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE reports_report, reports_message, reports_wrappedkey, ledger_entry, reports_tally")
    return made


def _written(world: World, chunks: list[Any], processes: int) -> Iterator[tuple[list[Code], int]]:
    if not processes:
        yield from (write_chunk(world, chunk) for chunk in chunks)
        return
    connection.close()
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        yield from pool.map(partial(write_chunk, world), chunks)


def write_chunk(world: World, chunk: tuple[int, list[tuple[int, bool]]]) -> tuple[list[Code], int]:
    number, reports = chunk
    for tries_left in reversed(range(TRIES)):
        rng, found, rows = Random(f"{world.already} {number} {tries_left}"), [], Rows()
        for days_ago, has_code in reports:
            found += _one(world, rng, rows, days_ago, has_code)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for model, those in rows.items():
                    _copy(cursor, world, model, those)
        except IntegrityError:
            if not tries_left:
                raise
            continue
        return found, len(reports)
    raise AssertionError("unreachable")


def _copy(cursor: Any, world: World, model: type[Any], rows: list[dict[str, Any]]) -> None:
    table = model._meta.db_table
    columns = list(rows[0])
    names_of = ", ".join(f'"{column}"' for column in columns)
    # Django knows nothing of COPY, so it gives what PostgreSQL refuses no name of its own.
    with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names_of}) FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types([world.types[table][column] for column in columns])
        for row in rows:
            copy.write_row(list(row.values()))


def _world() -> World:
    today = timezone.localdate()
    districts: dict[str, list[str]] = {}
    for code, province in District.objects.order_by("code").values_list("code", "province"):
        districts.setdefault(province, []).append(code)
    by_office: dict[int, list[Seat]] = {}
    for province, office in ProvinceOffice.objects.in_force(on=today).values_list("province", "office"):
        seats = [Seat(province, code) for code in districts.get(province, [])]
        by_office.setdefault(office, []).extend([*seats, Seat(province)])
    by_office.pop(0, None)
    regions = tuple(tuple(seats) for _office, seats in sorted(by_office.items()))
    models = (Report, WrappedKey, Message, Routing, Step, Entry)
    real: frozenset[str] = frozenset()
    return World(
        today, Report.objects.count(), holiday_table(), regions, _officers(today), names.areas(real),
        {model._meta.db_table: _types(model._meta.db_table) for model in models},
    )  # fmt: skip


def _types(table: str) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname, CASE typcategory WHEN 'A' THEN substr(typname, 2) || '[]' ELSE typname END "
            "FROM pg_attribute JOIN pg_type t ON t.oid = atttypid "
            "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [table],
        )
        return dict(cursor.fetchall())


def _officers(today: date) -> dict[int, tuple[int, ...]]:
    held: dict[int, tuple[int, ...]] = {}
    for office in Office.objects.order_by("number"):
        posted = Posting.objects.in_force(on=today).filter(office=office, role=Posting.Role.OFFICER)
        if not posted.exists():
            for number in range(OFFICERS):
                email = f"officer-{office.number}-{number}@seed.example"
                user = User.objects.create_user(email, name=f"เจ้าหน้าที่ทดสอบ {number}", is_staff=True)
                Posting.objects.create(
                    user=user, office=office, role=Posting.Role.OFFICER, starts=today - timedelta(days=DAYS)
                )
        held[office.number] = tuple(posted.order_by("user").values_list("user", flat=True))
    return held


@cache
def _route(subject: Subject, today: date) -> Route:
    return route_of_subject(subject, on=today)


@cache
def _days(on: date, holidays: HolidayTable) -> tuple[date, date, date, date]:
    every = (clocks.acknowledge_by, clocks.answer_by, clocks.feedback_by, clocks.examination_by)
    acknowledge, answer, feedback, examine = (reckon(on, holidays=holidays) for reckon in every)
    return acknowledge, answer, feedback, examine


def _seat(world: World, rng: Random) -> Seat:
    chance = rng.random()
    if chance < 0.01:
        return rng.choice(_OF_PACC)
    return rng.choice(_OF_CENTRAL) if chance < 0.15 or not world.seats else rng.choice(rng.choice(world.seats))


def _one(world: World, rng: Random, rows: Rows, days_ago: int, has_code: bool) -> list[Code]:
    on = world.today - timedelta(days=days_ago)
    told = tell(rng, _seat(world, rng), world.areas, on=on)
    account = told.account
    route = _route(
        Subject(
            account.province_code, account.agency_kind, account.bangkok_group, account.about_pacc, account.about_office
        ),
        world.today,
    )
    officers = world.officers.get(-1 if route.office_number is None else route.office_number, ())
    officer = rng.choice(officers) if officers else None
    odds = _YOUNG if days_ago < 120 else _OLD
    state = rng.choices(list(odds), list(odds.values()))[0] if officer else State.ROUTED
    token, reference = rng.randbytes(32), codes.new_reference(rng.choice)
    code = codes.code_of(token) if has_code else ""
    verifier, reporter_key = codes.derive(code, reference) if has_code else (rng.randbytes(32), rng.randbytes(32))
    row = _report(world, rng, told, route, state, on)
    row |= {"reference": reference, "token_hash": codes.token_hash(token), "verifier": verifier}
    row["assigned_to_id"] = None if state == State.ROUTED else officer
    key = data_keys.new_data_key()
    _seal_told(row, told, key)
    pk = row["id"]
    key_id, wrapped = data_keys.wrap_for_desk(key)
    add = rows.setdefault
    add(Report, []).append(row)
    for holder, name, content in (
        (WrappedKey.Holder.DESK, key_id, wrapped),
        (WrappedKey.Holder.REPORTER, "", data_keys.wrap_for_reporter(key, reporter_key)),
    ):
        add(WrappedKey, []).append({"report_id": pk, "holder": holder.value, "key_id": name, "wrapped": content})
    add(Message, []).extend(_messages(world, rng, told, row, officer, key))
    step = {"report_id": pk, "office_id": route.office_number, "reason": str(route.reason), "params": route.params}
    add(Routing, []).append(step | {"on": on, "first": True, "announced": True})
    trail = [(State.SUBMITTED, None, on), (State.ROUTED, route.office_number, on)]
    if state != State.ROUTED:
        trail.append((state, route.office_number, row["state_on"]))
    add(Step, []).extend(
        {"report_id": pk, "state": each.value, "office_id": office, "on": day} for each, office, day in trail
    )
    add(Entry, []).extend(_deeds(row, officer, route))
    return [Code(reference, code)] if has_code else []


def _report(world: World, rng: Random, told: Told, route: Route, state: State, on: date) -> dict[str, Any]:
    account = told.account
    acknowledge, answer, feedback, examine = _days(on, world.holidays)
    moved = min(world.today, on + timedelta(days=rng.randint(1, 60)))
    begun, answered = state != State.ROUTED, state not in _NOT_ANSWERED
    severity = rng.choice(list(Severity)).value if answered else ""
    return {
        **_unset(), "id": uuid.UUID(int=rng.getrandbits(128), version=4), "submitted_on": on,
        "language": account.language, "kind": str(account.kind), "province_id": account.province_code,
        "district_id": account.district_code, "agency_kind": str(account.agency_kind),
        "bangkok_group": str(account.bangkok_group), "about_pacc": str(account.about_pacc),
        "about_office_id": account.about_office, "happened_in": account.when.month_start,
        "ongoing": str(account.ongoing), "fears_for_safety": account.fears_for_safety,
        "identity": (Identity.NAMED if rng.random() < 0.2 else Identity.ANONYMOUS).value,
        "has_who": bool(account.people), "state": state.value, "office_id": route.office_number,
        "is_conflict": route.is_conflict, "division": str(route.division), "routed_on": on,
        "state_on": moved if begun else on, "acknowledge_by": acknowledge, "answer_by": answer,
        "feedback_by": feedback, "examine_by": examine if state == State.FACT_FINDING else None,
        "acknowledged_on": min(moved, acknowledge + timedelta(days=rng.choice((-1, 0, 2)))) if begun else None,
        "answered_on": min(moved, answer) if answered else None,
        "official_class": told.official.value if answered else "",
        "behaviour": told.behaviour.value if answered else "", "severity": severity,
        "close_reason": rng.choice(list(CloseReason)).value if state == State.CLOSED else "",
        "was_contested": state == State.CLOSED and rng.random() < 0.1,
        "reply_waits": state in (State.IN_TRIAGE, State.FACT_FINDING) and rng.random() < 0.2,
    }  # fmt: skip


@cache
def _unset() -> dict[str, Any]:
    """Each column that the database does not fill, as a new report has it."""
    new = Report()
    columns = (field for field in Report._meta.concrete_fields if not (field.generated or field.has_db_default()))
    return {field.attname: getattr(new, field.attname) for field in columns}


def _seal_told(row: dict[str, Any], told: Told, key: bytes) -> None:
    account, when = told.account, told.account.when
    texts = {
        "subject_sealed": account.subject,
        "narrative_sealed": account.narrative,
        "people_sealed": account.people,
        "agency_sealed": account.agency,
        "place_sealed": _json(subdistrict=account.subdistrict_code, place=account.place),
        "when_sealed": _json(year=when.year, month=when.month, day=when.day, about=when.about),
        "more_sealed": _json(damage=account.damage, wishes=account.wishes, how_known=account.how_known),
    }
    if row["identity"] == Identity.NAMED:
        title, name = names.person(Random(row["reference"]))
        texts["reporter_sealed"] = _json(name=f"{title}{name}")
    for column, text in texts.items():
        row[column] = fields.seal(key, text, table="reports_report", row=row["id"], column=column) if text else None


def _json(**values: Any) -> str:
    told = {name: value for name, value in values.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else ""


def _messages(
    world: World, rng: Random, told: Told, row: dict[str, Any], officer: int | None, key: bytes
) -> Iterable[dict[str, Any]]:
    kinds = Message.Kind
    says = partial(talk, rng=rng, slots=told.slots, language=told.account.language)
    last = (kinds.NOTE, "notes")
    if row["state"] == State.CLOSED:
        last = (kinds.CLOSING, f"closings_by_reason.{row['close_reason']}")
    elif row["answered_on"]:
        last = (kinds.ANSWER, "first_answers")
    for number, (kind, words) in enumerate(((kinds.QUESTION, "questions"), (kinds.REPLY, "answers"), last)):
        own = kind != kinds.REPLY
        pk = uuid.UUID(int=rng.getrandbits(128), version=4)
        day = min(row["submitted_on"] + timedelta(days=1 + 3 * number), world.today)
        yield {
            "id": pk, "report_id": row["id"], "kind": kind.value, "on": day,
            "at": _moment(day) if own else None, "by_id": officer if own else None, "announced": True,
            "body_sealed": fields.seal(key, says(words), table="reports_message", row=pk, column="body_sealed"),
        }  # fmt: skip


@cache
def _moment(day: date) -> datetime:
    return datetime.combine(day, TEN, tzinfo=timezone.get_default_timezone())


def _deeds(row: dict[str, Any], officer: int | None, route: Route) -> Iterable[dict[str, Any]]:
    deeds: list[tuple[str, date, int | None, dict[str, Any]]] = [
        ("report.submitted", row["submitted_on"], None, {"files": 0, "identity": row["identity"]}),
        ("report.routed", row["submitted_on"], None, {"reason": str(route.reason)}),
    ]
    if row["assigned_to_id"]:
        deeds.append(("report.taken", row["state_on"], officer, {}))
    if row["answered_on"]:
        deeds.append(("report.answered", row["answered_on"], officer, {}))
    if row["state"] == State.CLOSED:
        deeds.append(("report.closed", row["state_on"], officer, {"reason": row["close_reason"]}))
    for what, day, by, detail in deeds:
        yield {
            "what": what, "on": day, "at": _moment(day) if by else None, "by_id": by, "report_id": row["id"],
            "office_number": route.office_number, "detail": detail,
        }  # fmt: skip


@contextmanager
def _triggers_off() -> Iterator[None]:
    """Trail and tally are written here, once, and not by the triggers of each report."""
    _set_triggers("DISABLE")
    try:
        yield
    finally:
        _set_triggers("ENABLE")


def _set_triggers(what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for trigger in ("report_first_step", "report_tally"):
            cursor.execute(f"ALTER TABLE reports_report {what} TRIGGER {trigger}")


def _count_all() -> None:
    """The tally of all reports anew, by the database's own function."""
    facts = (
        "measure, office_id, is_conflict, about_office_id, about_pacc, agency_kind, province_id, person_id, what, day"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_tally")
        cursor.execute(
            f"INSERT INTO reports_tally (grain, {facts}, count) SELECT 'new', {facts}, count(*) FROM "
            f"(SELECT f.* FROM reports_report r, reports_facts(r) f) told GROUP BY {facts}"
        )


def _progress(done: int, count: int, seconds: float) -> None:
    filled = 40 * done // count
    rate = done / max(seconds, 0.001)
    sys.stderr.write(f"\r[{'#' * filled}{'.' * (40 - filled)}] {done:,} of {count:,}, {rate:,.0f} /s")
    sys.stderr.write("\n" if done == count else "")
    sys.stderr.flush()
