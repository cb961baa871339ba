"""Another office begins to cover a province: the table from that day on, and open reports where an admin chose so."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.utils import timezone

from networks.actions.province_table import Refused, TableChanged
from networks.models import ProvinceChange, ProvinceOffice
from networks.queries.coverage import covering_office
from networks.queries.province_changes import table_seen
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from pacc.outbox.tasks import run_periodic
from reports.access import deeds_open_to
from reports.actions import rerouting, transferring
from reports.actions.routing import route_report
from reports.models import Report, Rerouting, WrappedKey
from reports.models.sealed import unseal
from reports.queries.opened import desk_key
from reports.queries.rerouting import dry_run, going_along
from reports.workflow import Move, State
from tests.factories.accounts import StaffFactory
from tests.factories.offices import a_province, an_office, an_officer
from tests.factories.province_changes import REASON, a_change
from tests.factories.reports import a_report
from tests.pacc.test_database_roles import as_role, granted
from tests.two_at_once import at_once

__all__ = ["granted"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture
def surin():
    an_office(0)
    return a_province()


@pytest.fixture
def admin(db):
    return StaffFactory(is_portal_admin=True)


def day(number):
    return timezone.localdate() + timedelta(days=number)


def in_days(number):
    return time_machine.travel(timezone.now() + timedelta(days=number), tick=False)


def rows():
    return list(ProvinceOffice.objects.order_by("valid_from").values_list("office", "valid_to"))


def office_of(report):
    return Report.objects.get(pk=report.pk).office_id


def test_table_changes_from_that_day_on_and_the_reason_stays(surin, admin):
    change = a_change(by=admin)
    assert rows() == [(3, day(29)), (4, None)]
    kept = ProvinceChange.objects.get()
    assert (kept.reason, kept.by, kept.office_id) == (REASON, admin, 4)
    assert [province.pk for province in kept.provinces.all()] == ["32"]
    entry = Entry.objects.get(what="networks.province_table_changed")
    assert (entry.by, entry.office_number) == (admin, 4)
    assert entry.detail == {"change": change.pk, "provinces": ["32"], "since": str(day(30))}


def test_reports_of_the_day_before_and_of_the_day_are_routed_each_by_its_own_table(surin):
    a_change(in_days=1)
    assert a_report().office_id == 3
    late = a_report(routed=False)
    with in_days(1):
        assert a_report().office_id == 4
        route_report(late.pk)
    assert office_of(late) == 4


@pytest.mark.parametrize(
    ("told", "field"),
    [({"in_days": -1}, "on"), ({"office": 3}, "office"), ({"office": 5, "in_days": 30}, "on"), ({"in_days": 29}, "on")],
)
def test_what_cannot_be_is_refused_and_changes_nothing(surin, told, field):
    if told.get("in_days", 0) > 0:
        a_change(office=6)
    before = rows()
    with pytest.raises(Refused) as refused:
        a_change(**told)
    assert refused.value.field == field
    assert rows() == before


def test_only_a_portal_admin_changes_or_withdraws(surin):
    officer = an_officer(0, role="intake")
    change = a_change()
    with pytest.raises(PermissionDenied):
        a_change(by=officer, in_days=60)
    with pytest.raises(PermissionDenied):
        rerouting.withdraw_change(change, by=officer)


def test_a_province_without_office_gets_one(admin):
    an_office(0)
    a_province(office=None)
    a_change(in_days=0)
    assert rows() == [(4, None)]


def test_what_has_not_begun_is_withdrawn_once_and_stays_on_record(surin, admin):
    change = a_change(moves_reports=True)
    rerouting.withdraw_change(change, by=admin)
    rerouting.withdraw_change(change, by=admin)
    assert rows() == [(3, None)]
    change.refresh_from_db()
    assert (change.withdrawn_by, change.reason) == (admin, REASON)
    assert Entry.objects.filter(what="networks.province_change_withdrawn").count() == 1
    a_change()
    report = a_report()
    with in_days(31):
        rerouting.keep_promises()
    assert office_of(report) == 3


def test_what_has_begun_or_carries_a_later_change_is_not_withdrawn(surin, admin):
    first = a_change(in_days=10)
    a_change(office=5, in_days=20)
    with pytest.raises(DomainError, match="การเปลี่ยนแปลงภายหลัง"):
        rerouting.withdraw_change(first, by=admin)
    with in_days(20), pytest.raises(DomainError, match="เริ่มแล้ว"):
        rerouting.withdraw_change(ProvinceChange.objects.get(office=5), by=admin)
    assert [office for office, _to in rows()] == [3, 4, 5]


def one_of_each():
    """Reports of Surin in every state; one that came there by hand, one sent away by hand, one of another province."""
    made = {}
    for state in State:
        made[state] = a_report()
        Report.objects.filter(pk=made[state].pk).update(state=state)
    a_province("31", "บุรีรัมย์", "Buri Ram")
    made["elsewhere"] = a_report(province_code="31")
    made["by hand"] = a_report()
    three, five = an_officer(3), an_officer(5)
    transferring.transfer_report(made["by hand"].pk, by=three, to=an_office(5), reason="ก")
    made["back by hand"] = a_report()
    transferring.transfer_report(made["back by hand"].pk, by=three, to=an_office(5), reason="ก")
    transferring.transfer_report(made["back by hand"].pk, by=five, to=an_office(3), reason="ก")
    made["about the new office"] = a_report(about_pacc="office", about_office=an_office(4).number)
    made["about headquarters"] = a_report(about_pacc="headquarters")
    made["ministry"] = a_report(agency_kind="ministry")
    made["erased"] = a_report()
    WrappedKey.objects.filter(report=made["erased"]).delete()
    return made


MOVING = (State.ROUTED, State.ASSIGNED, State.IN_TRIAGE, State.WAITING, State.FACT_FINDING)


def test_what_the_dry_run_says_is_what_then_happens(surin, admin):
    made = one_of_each()
    before = {name: office_of(report) for name, report in made.items()}
    run = dry_run(admin, ["32"], to=4, on=day(0))
    assert [(each.office.number, each.states) for each in run.leaving] == [(3, [(state, 1) for state in MOVING])]
    said = set(going_along(Report.objects.all(), ["32"], to=4, on=day(0)).values_list("pk", flat=True))

    change = a_change(in_days=0, moves_reports=True)
    rerouting.keep_promises()

    after = {name: office_of(report) for name, report in made.items()}
    moved = {name for name, office in after.items() if office != before[name]}
    assert moved == set(MOVING)
    assert {made[name].pk for name in moved} == said
    assert {after[name] for name in moved} == {4}
    promise = Rerouting.objects.get(change=change)
    assert (promise.moved, promise.done_on) == (run.total, day(0))
    assert Report.objects.get(pk=made[State.CLOSED].pk).state == State.CLOSED


def test_dry_run_counts_all_and_lists_what_its_reader_may_see(surin, admin):
    reports = [a_report(), a_report()]
    run = dry_run(admin, ["32"], to=4, on=day(1))
    assert (run.total, run.listed, run.unlisted) == (2, [], 2)
    serving = an_officer(3)
    serving.is_portal_admin = True
    run = dry_run(serving, ["32"], to=4, on=day(1))
    assert {report.pk for report in run.listed} == {report.pk for report in reports}
    assert dry_run(an_officer(4), ["32"], to=4, on=day(1)).total == 0


def test_dry_run_tells_of_a_change_that_comes_before(surin, admin):
    assert not dry_run(admin, ["32"], to=5, on=day(40)).after_another
    a_change(in_days=30)
    assert dry_run(admin, ["32"], to=5, on=day(40)).after_another
    assert not dry_run(admin, ["32"], to=5, on=day(30)).after_another


def test_open_reports_stay_unless_chosen_otherwise_and_not_before_the_day(surin):
    report = a_report()
    a_change(in_days=1, moves_reports=True)
    rerouting.keep_promises()
    assert office_of(report) == 3
    with in_days(1):
        rerouting.keep_promises()
    assert office_of(report) == 4
    a_change(office=5, in_days=2)
    with in_days(3):
        rerouting.keep_promises()
    assert office_of(report) == 4


def test_trail_and_ledger_tell_who_and_why(surin, admin):
    report = a_report()
    a_change(by=admin, in_days=0, moves_reports=True)
    rerouting.keep_promises()
    report.refresh_from_db()
    step = report.routings.order_by("-id").first()
    assert (step.office_id, step.reason, step.params, step.by) == (4, "table", {"from_office": "3"}, admin)
    assert unseal(step, "note_sealed", data_key=desk_key(report)) == REASON
    entry = Entry.objects.get(what="report.transferred")
    assert (entry.report_id, entry.office_number, entry.detail["from_office"]) == (report.pk, 4, 3)
    # The new office cannot say "not ours" to the table; it may still transfer.
    deeds = deeds_open_to(an_officer(4), report)
    assert Move.DECLINE not in deeds
    assert Move.TRANSFER in deeds


def test_task_twice_and_in_chunks_moves_each_report_once(surin, monkeypatch):
    reports = [a_report() for _each in range(3)]
    a_change(in_days=0, moves_reports=True)
    monkeypatch.setattr(rerouting, "AT_ONCE", 2)
    rerouting.keep_promises()
    # As after a kill: some moved, the promise is open.
    assert Rerouting.objects.get().done_on is None
    assert sorted(office_of(report) for report in reports) == [3, 4, 4]
    rerouting.keep_promises()
    rerouting.keep_promises()
    assert [office_of(report) for report in reports] == [4, 4, 4]
    assert [report.routings.count() for report in reports] == [2, 2, 2]
    assert (Rerouting.objects.get().moved, Rerouting.objects.get().done_on) == (3, day(0))
    assert Entry.objects.filter(what="reports.rerouted").count() == 1


def test_the_beat_starts_it(surin):
    report = a_report()
    a_change(in_days=0, moves_reports=True)
    run_periodic("rerouting")
    assert office_of(report) == 4


def test_a_report_whose_key_opens_no_more_keeps_nothing_from_the_others(surin):
    broken, good = a_report(), a_report()
    WrappedKey.objects.filter(report=broken, holder="desk").update(wrapped=b"x" * 80)
    a_change(in_days=0, moves_reports=True)
    rerouting.keep_promises()
    assert (office_of(broken), office_of(good)) == (3, 4)
    assert Rerouting.objects.get().done_on == day(0)


def test_two_changes_whose_days_passed_are_kept_in_their_order(surin):
    report = a_report()
    a_change(in_days=1, moves_reports=True)
    a_change(office=5, in_days=2, moves_reports=True)
    with in_days(4):
        rerouting.keep_promises()
    assert office_of(report) == 5
    assert [step.office_id for step in report.routings.order_by("id")] == [3, 4, 5]


def test_the_promise_holds_when_its_admin_has_left(surin, admin):
    report = a_report()
    a_change(by=admin, in_days=0, moves_reports=True)
    type(admin).objects.filter(pk=admin.pk).update(is_active=False, is_portal_admin=False)
    rerouting.keep_promises()
    assert office_of(report) == 4


@pytest.mark.django_db(transaction=True)
def test_of_two_admins_at_once_one_is_told_to_look_again(surin):
    admins = [StaffFactory(is_portal_admin=True), StaffFactory(is_portal_admin=True)]
    an_office(4), an_office(5)
    seen = table_seen(["32"])
    outcomes = at_once(
        lambda: a_change(by=admins[0], office=4, seen=seen), lambda: a_change(by=admins[1], office=5, seen=seen)
    )
    assert [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)] == [TableChanged]
    assert ProvinceChange.objects.count() == 1
    assert len(rows()) == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_move_each_report_once(surin):
    report = a_report()
    a_change(in_days=0, moves_reports=True)
    assert at_once(rerouting.keep_promises, rerouting.keep_promises) == [None, None]
    assert report.routings.count() == 2
    assert Rerouting.objects.get().moved == 1
    assert covering_office("32", on=day(0)) == 4


@pytest.mark.django_db(transaction=True)
def test_an_officer_who_transfers_at_that_moment_and_the_table_do_not_both_win(surin):
    report, officer = a_report(), an_officer(3)
    an_office(5)
    a_change(in_days=0, moves_reports=True)

    def by_hand():
        transferring.transfer_report(report.pk, by=officer, to=an_office(5), reason="ก")

    by_table, by_officer = at_once(rerouting.keep_promises, by_hand)
    assert by_table is None
    # Whoever was quicker: the report that went to Region 4 is out of the officer's sight.
    assert (office_of(report), type(by_officer)) in [(5, type(None)), (4, PermissionDenied)]
    assert report.routings.count() == 2


def test_a_withdrawn_change_moves_nothing_even_where_the_task_had_begun(surin, admin):
    report = a_report()
    change = a_change(moves_reports=True)
    rerouting.withdraw_change(change, by=admin)
    assert not rerouting._transfer(report.pk, change)
    assert office_of(report) == 3


@pytest.mark.django_db(transaction=True)
def test_the_desks_own_role_may_do_all_of_it_and_the_sites_sees_no_reason(surin, admin, granted):
    report = a_report()
    with as_role(settings.DESK_ROLE):
        rerouting.withdraw_change(a_change(by=admin, office=5), by=admin)
        a_change(by=admin, office=4, in_days=0, moves_reports=True)
        rerouting.keep_promises()
    assert office_of(report) == 4
    for table in ("networks_provincechange", "networks_provincechange_provinces", "reports_rerouting"):
        with pytest.raises(DatabaseError), as_role(settings.SITE_ROLE), connection.cursor() as cursor:
            cursor.execute(f"SELECT FROM {table}")
