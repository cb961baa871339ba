"""An officer moves a report: what each move writes, who is refused, what happens twice and at once."""

from datetime import date, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from networks.models import Posting
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from reports.access import reports_visible_to
from reports.actions import answering, closing, transferring, triage
from reports.actions.moving import Changed
from reports.models import Message, Report, Routing
from reports.models.sealed import unseal
from reports.queries.opened import desk_key
from reports.queries.seen import seen_of
from reports.workflow import RULES, Move, State
from tests.factories.offices import an_office, an_officer
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]
Role = Posting.Role

# Each officer's move, as a call that lacks only the report and the officer.
MOVES = {
    Move.TAKE: lambda report, by: triage.take_report(report.pk, by=by),
    Move.ASSIGN: lambda report, by: triage.assign_report(report.pk, by=by, to=by),
    Move.BEGIN_TRIAGE: lambda report, by: triage.begin_triage(report.pk, by=by),
    Move.ASK: lambda report, by: answering.ask_reporter(report.pk, by=by, text="ที่ไหน", answer_by=date(2026, 12, 1)),
    Move.EXAMINE: lambda report, by: triage.begin_fact_finding(report.pk, by=by),
    Move.HAND_OVER: lambda report, by: triage.hand_over_report(report.pk, by=by, text="ส่งเข้าระบบคดีแล้ว"),
    Move.REFER: lambda report, by: triage.refer_report(
        report.pk, by=by, agency="อำเภอ", show_agency=True, text="ส่งต่อแล้ว"
    ),
    Move.TRANSFER: lambda report, by: transferring.transfer_report(report.pk, by=by, to=an_office(4), reason="ก"),
    Move.CLOSE: lambda report, by: closing.close_report(report.pk, by=by, reason="resolved", text="แก้ไขแล้ว"),
}


@pytest.fixture
def officer():
    return an_officer(3)


@pytest.fixture
def report():
    return a_report()


def in_state(report, state, **columns):
    Report.objects.filter(pk=report.pk).update(state=state, **columns)
    report.refresh_from_db()
    return report


def text_of(message):
    return unseal(message, "body_sealed", data_key=desk_key(message.report))


def test_take_makes_it_hers_and_acknowledges_it(report, officer):
    triage.take_report(report.pk, by=officer)
    report.refresh_from_db()
    assert (report.state, report.assigned_to, report.acknowledged_on) == ("assigned", officer, timezone.localdate())
    assert report.due_on == report.answer_by
    entry = Entry.objects.get(what="report.taken")
    assert (entry.by, entry.report_id, entry.office_number) == (officer, report.pk, 3)
    assert entry.at is not None


def test_take_twice_changes_nothing(report, officer):
    for _time in range(2):
        triage.take_report(report.pk, by=officer)
    assert Entry.objects.filter(what="report.taken").count() == 1


def test_second_officer_is_told_who_took_it(report, officer):
    triage.take_report(report.pk, by=officer)
    with pytest.raises(DomainError, match=officer.name):
        triage.take_report(report.pk, by=an_officer(3))
    report.refresh_from_db()
    assert report.assigned_to == officer


@pytest.mark.parametrize("move", MOVES)
def test_every_move_leads_where_the_table_says(report, officer, move):
    for state in RULES[move].sources:
        in_state(report, state, office=an_office(3))
        MOVES[move](report, officer)
        report.refresh_from_db()
        assert report.state == RULES[move].target


@pytest.mark.parametrize("move", MOVES)
def test_every_move_is_refused_in_all_other_states(report, officer, move):
    for state in set(State) - RULES[move].sources - {State.SUBMITTED}:
        in_state(report, state)
        with pytest.raises(DomainError):
            MOVES[move](report, officer)
        report.refresh_from_db()
        assert report.state == state
    assert not Message.objects.exists()


@pytest.mark.parametrize("move", MOVES)
def test_whoever_does_not_see_it_moves_nothing(report, move):
    yesterday = timezone.localdate() - timedelta(days=1)
    for state in RULES[move].sources:
        in_state(report, state)
        for stranger in (an_officer(4), an_officer(3, ends=yesterday), an_officer(3, role=Role.CONFLICT)):
            with pytest.raises(PermissionDenied):
                MOVES[move](report, stranger)
    assert not Entry.objects.filter(by__isnull=False).exists()


def test_posting_lets_her_act_on_its_first_and_last_day():
    today = timezone.localdate()
    for first, last in ((today, None), (today - timedelta(days=9), today)):
        triage.take_report(a_report().pk, by=an_officer(3, starts=first, ends=last))
    for first, last in ((today + timedelta(days=1), None), (today - timedelta(days=9), today - timedelta(days=1))):
        with pytest.raises(PermissionDenied):
            triage.take_report(a_report().pk, by=an_officer(3, starts=first, ends=last))


def test_assign_gives_it_to_a_colleague_in_service(report, officer):
    colleague = an_officer(3)
    triage.assign_report(report.pk, by=officer, to=colleague)
    report.refresh_from_db()
    assert (report.state, report.assigned_to, report.acknowledged_on) == ("assigned", colleague, timezone.localdate())


@pytest.mark.parametrize("office", [4, 0])
def test_assign_refuses_somebody_of_another_office(report, officer, office):
    with pytest.raises(DomainError):
        triage.assign_report(report.pk, by=officer, to=an_officer(office))


def test_assign_refuses_a_colleague_whose_posting_ended(report, officer):
    gone = an_officer(3, ends=timezone.localdate() - timedelta(days=1))
    with pytest.raises(DomainError):
        triage.assign_report(report.pk, by=officer, to=gone)


def test_classify_keeps_what_the_reporter_chose(report, officer):
    for _time in range(2):
        triage.classify_report(report.pk, by=officer, official_class="procurement", behaviour="misconduct", severity="")
    report.refresh_from_db()
    assert (report.kind, report.official_class, report.behaviour) == ("construction", "procurement", "misconduct")
    assert Entry.objects.filter(what="report.classified").count() == 1


def test_transfer_hides_it_from_the_office_that_sent_it(report, officer):
    in_state(report, State.IN_TRIAGE, assigned_to=officer)
    transferring.transfer_report(report.pk, by=officer, to=an_office(4), reason="หน่วยงานอยู่ในเขต 4")
    report.refresh_from_db()
    assert (report.state, report.office_id, report.assigned_to) == ("routed", 4, None)
    assert not reports_visible_to(officer).exists()
    assert reports_visible_to(an_officer(4)).get() == report
    step = Routing.objects.get(first=False)
    assert (step.reason, step.params, step.by, step.announced) == ("transfer", {"from_office": "3"}, officer, False)
    assert unseal(step, "note_sealed", data_key=desk_key(report)) == "หน่วยงานอยู่ในเขต 4"
    entry = Entry.objects.get(what="report.transferred")
    assert (entry.office_number, entry.detail) == (4, {"from_office": 3})


def test_transfer_lets_no_clock_start_anew(report, officer):
    in_state(report, State.IN_TRIAGE, assigned_to=officer, acknowledged_on=timezone.localdate())
    before = report.answer_by
    transferring.transfer_report(report.pk, by=officer, to=an_office(4), reason="ก")
    report.refresh_from_db()
    assert (report.answer_by, report.due_on, report.acknowledged_on) == (before, before, timezone.localdate())


def test_transfer_to_the_same_office_is_refused(report, officer):
    with pytest.raises(DomainError):
        transferring.transfer_report(report.pk, by=officer, to=an_office(3), reason="ก")


def test_transfer_never_reaches_the_office_it_is_about():
    about = a_report(agency_kind="pacc", about_pacc="office", about_office=an_office(3).number)
    intake = an_officer(0, role=Role.INTAKE)
    with pytest.raises(DomainError):
        transferring.transfer_report(about.pk, by=intake, to=an_office(3), reason="ก")
    transferring.transfer_report(about.pk, by=intake, to=an_office(4), reason="ก")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=about.pk).update(office=3)


def test_transfer_of_a_conflict_case_goes_to_a_region_and_never_to_headquarters():
    case = a_report(agency_kind="pacc", about_pacc="headquarters")
    posted = an_officer(0, role=Role.CONFLICT)
    with pytest.raises(DomainError):
        transferring.transfer_report(case.pk, by=posted, to=an_office(0), reason="ก")
    transferring.transfer_report(case.pk, by=posted, to=an_office(4), reason="ก")
    case.refresh_from_db()
    assert (case.office_id, case.is_conflict) == (4, False)
    with pytest.raises(DomainError):
        transferring.transfer_report(case.pk, by=an_officer(4), to=an_office(0), reason="ก")


@pytest.mark.parametrize("shown", [True, False])
def test_refer_names_the_agency_only_if_the_officer_allows(report, officer, shown):
    in_state(report, State.IN_TRIAGE)
    triage.refer_report(report.pk, by=officer, agency="ป.ป.ช.", show_agency=shown, text="ส่งต่อเพื่อตรวจสอบ")
    told = Message.objects.get(kind="answer")
    assert ("ป.ป.ช." in text_of(told)) is shown
    assert "ส่งต่อเพื่อตรวจสอบ" in text_of(told)
    assert "ป.ป.ช." in text_of(Message.objects.get(kind="note"))
    report.refresh_from_db()
    assert (report.state, report.answered_on) == ("referred", timezone.localdate())
    assert "ป.ป.ช." not in str(Entry.objects.get(what="report.referred").detail)


def test_close_tells_the_reporter_why(report, officer):
    in_state(report, State.IN_TRIAGE, reply_waits=True)
    closing.close_report(report.pk, by=officer, reason="resolved", text="ซ่อมถนนแล้ว")
    report.refresh_from_db()
    assert (report.state, report.close_reason, report.answered_on) == ("closed", "resolved", timezone.localdate())
    assert (report.reply_waits, report.due_on) == (False, None)
    message = Message.objects.get()
    assert (message.kind, message.by, text_of(message)) == ("closing", officer, "ซ่อมถนนแล้ว")
    assert Entry.objects.get(what="report.closed").detail == {"reason": "resolved"}


def test_same_form_twice_closes_once(report, officer):
    in_state(report, State.IN_TRIAGE)
    sent = {"reason": "resolved", "text": "ก", "send_key": uuid4(), "seen": seen_of(report)}
    for _time in range(2):
        closing.close_report(report.pk, by=officer, **sent)
    assert Message.objects.count() == 1
    assert Entry.objects.filter(what="report.closed").count() == 1


def test_unknown_reason_closes_nothing(report, officer):
    in_state(report, State.IN_TRIAGE)
    with pytest.raises(ValueError, match="boredom"):
        closing.close_report(report.pk, by=officer, reason="boredom", text="ก")
    report.refresh_from_db()
    assert report.state == "in_triage"


def test_officer_is_told_what_changed_since_she_began(report, officer):
    seen = seen_of(report)
    triage.take_report(report.pk, by=officer)
    with pytest.raises(Changed, match=officer.name):
        transferring.transfer_report(report.pk, by=an_officer(3), to=an_office(4), reason="ก", seen=seen)
    report.refresh_from_db()
    assert report.office_id == 3
    transferring.transfer_report(report.pk, by=officer, to=an_office(4), reason="ก", seen=seen_of(report))


def test_reply_that_came_meanwhile_stops_the_closing(report, officer):
    in_state(report, State.IN_TRIAGE)
    seen = seen_of(report)
    Message.objects.create(report=report, kind="reply", body_sealed=b"x", on=timezone.localdate())
    with pytest.raises(Changed):
        closing.close_report(report.pk, by=officer, reason="insufficient", text="ก", seen=seen)


def test_note_meanwhile_stops_nothing(report, officer):
    in_state(report, State.IN_TRIAGE)
    seen = seen_of(report)
    answering.add_note(report.pk, by=an_officer(3), text="ก")
    closing.close_report(report.pk, by=officer, reason="resolved", text="ก", seen=seen)


@pytest.mark.django_db(transaction=True)
def test_two_officers_take_at_once_and_one_has_it(report):
    officers, both, outcome = [an_officer(3), an_officer(3)], Barrier(2), {}
    for number, officer in enumerate(officers):
        officer.name = f"เจ้าหน้าที่ {number}"
        officer.save()

    def take(officer):
        both.wait()
        try:
            triage.take_report(report.pk, by=officer)
            outcome[officer.pk] = "has it"
        except DomainError as refused:
            outcome[officer.pk] = str(refused.message)
        finally:
            connection.close()

    threads = [Thread(target=take, args=[officer]) for officer in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report.refresh_from_db()
    assert outcome[report.assigned_to_id] == "has it"
    loser = next(officer for officer in officers if officer.pk != report.assigned_to_id)
    assert report.assigned_to.name in outcome[loser.pk]
    assert Entry.objects.filter(what="report.taken").count() == 1


@pytest.mark.django_db(transaction=True)
def test_close_and_transfer_at_once_do_one_of_both(report):
    officers, both, refused = [an_officer(3), an_officer(3)], Barrier(2), []
    in_state(report, State.IN_TRIAGE)
    seen = seen_of(report)

    def run(deed):
        both.wait()
        try:
            deed()
        except (DomainError, PermissionDenied) as error:
            refused.append(error)
        finally:
            connection.close()

    deeds = [
        lambda: closing.close_report(report.pk, by=officers[0], reason="resolved", text="ก", seen=seen),
        lambda: transferring.transfer_report(report.pk, by=officers[1], to=an_office(4), reason="ก", seen=seen),
    ]
    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report.refresh_from_db()
    assert len(refused) == 1
    assert (report.state, report.office_id) in {("closed", 3), ("routed", 4)}
