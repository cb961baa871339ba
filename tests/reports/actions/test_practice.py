"""What is told for practice: stored for its reporter alone, given to nobody, erased after its day."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from networks.models import Posting
from pacc.errors import DomainError
from pacc.ledger.models import Entry
from pacc.outbox import tasks as outbox_tasks
from pacc.outbox.jobs import enqueue, run_job
from pacc.outbox.models import Job
from pacc.vault import codes, files
from pacc.vault.errors import CannotOpen
from reports.access import deeds_open_to, officers_to_tell, reports_visible_to
from reports.actions.clocks import settle_clocks
from reports.actions.drafts import DraftGone, begin_draft, begin_practice, change_draft, keep_draft, open_draft
from reports.actions.evidence import clean_evidence
from reports.actions.intake import receipt_of, submit_report
from reports.actions.office_mail import tell_offices
from reports.actions.practice import erase_practice
from reports.actions.routing import route_report
from reports.actions.tracking import reply, unlock_case
from reports.models import Draft, Evidence, Message, Report, Routing, Step, WrappedKey
from reports.queries.opened import desk_key
from reports.queries.own_case import CaseGone, own_case
from reports.queries.queue import count_open
from reports.queries.unseen import offices_with_unseen_reports
from reports.tasks import erase_practice as nightly
from tests.factories.evidence import a_sealed_file
from tests.factories.offices import a_province, an_officer
from tests.factories.practice import a_practice_report
from tests.factories.reports import a_report, an_account
from tests.pacc.uploads import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def the_case(token):
    return unlock_case(receipt_of(token).reference, codes.code_of(token))


# Stored


def test_practice_promises_nothing_and_leaves_no_entry_in_the_ledger():
    before = Entry.objects.count()
    picture = a_sealed_file(samples.jpeg(), name="ป้าย.jpg")
    a_practice_report(files=(picture,))
    assert not Job.objects.exists()
    assert Entry.objects.count() == before


def test_desk_has_no_key_to_practice():
    report = a_practice_report()
    assert list(report.keys.values_list("holder", flat=True)) == [WrappedKey.Holder.REPORTER]
    with pytest.raises(CannotOpen):
        desk_key(report)


@pytest.mark.parametrize("identity", ["named", "confidential"])
def test_name_that_was_typed_for_practice_is_not_kept(identity):
    report = a_practice_report(identity=identity, name="สมชาย ใจดี", phone="0812345678")
    assert report.reporter_sealed is None


def test_real_draft_makes_a_real_report():
    a_province()
    receipt = submit_report(an_account(), token=begin_draft())
    report = Report.objects.get()
    assert not receipt.is_practice and not report.is_practice
    assert Job.objects.get().name == "reports.route"


# Ends by itself


def test_practice_ends_after_three_hours_however_busy_it_is():
    token = begin_practice()
    ends = Draft.objects.get().expires_at
    change_draft(token, lambda drafted: drafted.keep_typed("kind", {"kind": ["construction"]}))
    open_draft(token)
    assert Draft.objects.get().expires_at == ends
    assert ends - timezone.now() <= timedelta(hours=3, minutes=15)


def test_practice_cannot_be_kept_for_a_day():
    token = begin_practice()
    with pytest.raises(DraftGone):
        keep_draft(token, keep=True)


# Given to nobody


def test_practice_is_not_routed_though_somebody_asks():
    report = a_practice_report()
    route_report(report.pk)
    with transaction.atomic():
        enqueue("reports.route", report_id=report.pk)
    assert run_job(Job.objects.get().pk)
    report.refresh_from_db()
    assert (report.state, report.office_id, report.routed_on) == ("submitted", None, None)
    assert not Routing.objects.exists()


def test_workers_leave_practice_alone():
    report = a_practice_report(files=(a_sealed_file(samples.jpeg(), name="ป้าย.jpg"),))
    evidence, answer_by = report.evidence.get(), report.answer_by
    clean_evidence(evidence.pk)
    settle_clocks(report.pk)
    evidence.refresh_from_db()
    report.refresh_from_db()
    assert (evidence.state, evidence.clean_store_name, report.answer_by) == ("waiting", "", answer_by)


@pytest.mark.parametrize("given", [
    {"state": "routed", "office_id": 3}, {"state": "routed", "is_conflict": True}, {"office_id": 3},
    {"state": "closed"}, {"reporter_sealed": b"name"},
])  # fmt: skip
def test_database_lets_nobody_give_practice_to_an_office(given):
    report = a_practice_report()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**given)


@pytest.mark.parametrize("make", [a_practice_report, a_report])
def test_database_lets_no_report_change_sides(make):
    report = make()
    with pytest.raises(DatabaseError, match="practice stays practice"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(is_practice=not report.is_practice)


@pytest.mark.parametrize(("office", "role"), [
    (3, Posting.Role.OFFICER), (3, Posting.Role.DIRECTOR), (0, Posting.Role.INTAKE), (0, Posting.Role.CONFLICT),
])  # fmt: skip
def test_no_officer_sees_practice(office, role):
    report = a_practice_report()
    officer = an_officer(office, role=role)
    assert not reports_visible_to(officer).exists()
    assert deeds_open_to(officer, report) == frozenset()
    assert not officers_to_tell(report, on=timezone.localdate()).exists()


def test_figures_and_mails_are_the_same_with_practice_as_without():
    officer = an_officer(3)
    a_report()
    seen = reports_visible_to(officer)
    before = count_open(seen, user=officer, today=timezone.localdate())
    tell_offices()
    token = begin_practice()
    a_practice_report(token, agency_kind="pacc", about_pacc="headquarters")
    reply(the_case(token), text="ฝึกตอบ", files=(), send_key=uuid4())
    assert count_open(reports_visible_to(officer), user=officer, today=timezone.localdate()) == before
    assert offices_with_unseen_reports(on=timezone.localdate()) == []
    tell_offices()
    assert not Message.objects.get().announced


def test_officers_list_takes_the_same_query_and_index_with_practice_about(django_assert_num_queries):
    officer = an_officer(3)
    a_report()
    for _ in range(3):
        a_practice_report()
    with django_assert_num_queries(2):  # her postings, the reports
        assert len(reports_visible_to(officer)) == 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "report_" in reports_visible_to(officer).order_by("-arrival").exclude(state="closed").explain()


# Followed by its reporter


def test_practice_is_followed_and_answered_once():
    token = begin_practice()
    report = a_practice_report(token)
    case, send_key = the_case(token), uuid4()
    reply(case, text="ฝึกตอบ", files=(a_sealed_file(samples.jpeg(), name="ป้าย.jpg"),), send_key=send_key)
    reply(case, text="ฝึกตอบ", files=(), send_key=send_key)  # sent twice
    with pytest.raises(DomainError, match="ฝึก"):
        reply(case, text="อีกครั้ง", files=(), send_key=uuid4())
    with own_case(report.pk, reporter_key=case.reporter_key) as own:
        assert [letter.text for letter in own.letters()] == ["ฝึกตอบ"]
        assert own.status == "received"
    assert not Job.objects.exists() and not Entry.objects.filter(what="report.replied").exists()


# Erased


@pytest.mark.django_db(transaction=True)
def test_night_erases_rows_keys_and_files_and_may_come_twice():
    token = begin_practice()
    report = a_practice_report(token, files=(a_sealed_file(samples.jpeg(), name="ป้าย.jpg"),))
    case = the_case(token)
    reply(case, text="ฝึกตอบ", files=(a_sealed_file(samples.pdf(), name="แบบ.pdf", kind="pdf"),), send_key=uuid4())
    stored = list(Evidence.objects.values_list("store_name", flat=True))
    real = a_report(files=(a_sealed_file(samples.jpeg(), name="จริง.jpg"),))
    entries = Entry.objects.count()
    assert erase_practice(today=tomorrow()) == 1
    assert erase_practice(today=tomorrow()) == 0
    assert Report.objects.get() == real
    assert Evidence.objects.get().report == real
    assert not any(table.objects.filter(report=report.pk).exists() for table in (WrappedKey, Message, Step))
    assert not any(files.is_stored(name) for name in stored)
    assert files.is_stored(real.evidence.get().store_name)
    assert Entry.objects.count() == entries
    with pytest.raises(CaseGone), own_case(case.report_id, reporter_key=case.reporter_key):
        pass
    with pytest.raises(CaseGone):
        reply(case, text="ช้าไป", files=(), send_key=uuid4())


def test_practice_of_today_stays_until_midnight():
    a_practice_report()
    assert erase_practice() == 0
    assert Report.objects.exists()


def test_real_report_is_never_erased_by_the_timer():
    a_report()
    assert erase_practice(today=timezone.localdate() + timedelta(days=40_000)) == 0
    assert Report.objects.exists()


def test_every_minutes_cleaning_erases_practice():
    assert nightly in outbox_tasks._periodic["clean_up"]
