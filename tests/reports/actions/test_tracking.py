"""Coming back with reference and code: same answer for every wrong pair, slowed per reference."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from argon2.low_level import hash_secret_raw
from django.utils import timezone

from pacc.errors import DomainError
from pacc.vault import codes
from pacc.vault.errors import CannotOpen
from reports.actions import tracking
from reports.models import Message, Report, TrackingAttempt
from reports.models.sealed import unseal
from reports.queries.opened import desk_key
from tests.factories.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture
def told():
    """(report, its code)"""
    token = codes.new_token()
    return a_report(token), codes.code_of(token)


@pytest.fixture
def case(told):
    report, code = told
    return tracking.unlock_case(report.reference, code)


def test_code_opens_however_it_is_typed(told):
    report, code = told
    thai = code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    typed = " ".join(thai[i : i + 4] for i in range(0, 20, 4))
    assert tracking.unlock_case(f" {codes.show_reference(report.reference).lower()} ", typed).report_id == report.pk


def test_wrong_code_and_wrong_reference_get_the_same_answer(told):
    report, code = told
    assert tracking.unlock_case(report.reference, "0" * 20) is None
    assert tracking.unlock_case("ZZZZZZZZ", code) is None
    assert TrackingAttempt.objects.count() == 2


@pytest.mark.parametrize(("reference", "code"), [(None, "0" * 20), ("ZZZZZZZZ", None), (None, None)])
def test_every_pair_costs_one_argon2_and_as_many_queries(told, monkeypatch, django_assert_num_queries, reference, code):
    report, right_code = told
    counted = []
    monkeypatch.setattr(codes, "hash_secret_raw", lambda **given: counted.append(1) or hash_secret_raw(**given))
    # Waiting, and the look-up in its transaction; then the failure counted, or an earlier one forgotten.
    queries = 6 if code is None and reference is None else 13
    with django_assert_num_queries(queries):
        tracking.unlock_case(reference or report.reference, code or right_code)
    assert counted == [1]


@pytest.mark.parametrize("exists", [True, False])
def test_many_wrong_codes_slow_the_reference_down_and_only_it(told, exists):
    report, code = told
    reference = report.reference if exists else "ZZZZZZZZ"
    for _try in range(tracking.FREE_FAILURES + 1):
        assert tracking.unlock_case(reference, "0" * 20) is None
    with pytest.raises(DomainError):
        tracking.unlock_case(reference, code)
    if not exists:
        assert tracking.unlock_case(report.reference, code)


def test_wait_is_short_enough_that_a_stranger_cannot_lock_her_out(told):
    report, code = told
    start = timezone.now()
    for attempt in range(12):
        with time_machine.travel(start + timedelta(hours=attempt), tick=False):
            tracking.unlock_case(report.reference, "0" * 20)
    with time_machine.travel(start + timedelta(hours=11, seconds=59), tick=False), pytest.raises(DomainError):
        tracking.unlock_case(report.reference, code)
    with time_machine.travel(start + timedelta(hours=11, seconds=61), tick=False):
        assert tracking.unlock_case(report.reference, code)


def test_wait_goes_on_however_many_wrong_codes_there_were(told):
    report, _code = told
    tracking.unlock_case(report.reference, "0" * 20)
    TrackingAttempt.objects.update(failures=10_000)
    assert tracking.unlock_case(report.reference, "0" * 20) is None
    with pytest.raises(DomainError):
        tracking.unlock_case(report.reference, "0" * 20)


def test_failures_are_forgotten_a_day_after_the_last(told):
    tracking.unlock_case(told[0].reference, "0" * 20)
    assert not tracking.forget_attempts(now=timezone.now() + timedelta(hours=23))
    assert tracking.forget_attempts(now=timezone.now() + timedelta(hours=25)) == 1
    assert not TrackingAttempt.objects.exists()


def test_right_code_forgets_the_failures(told):
    report, code = told
    tracking.unlock_case(report.reference, "0" * 20)
    tracking.unlock_case(report.reference, code)
    assert not TrackingAttempt.objects.exists()


def test_reply_is_sealed_and_awaits_the_office(told, case):
    report, _code = told
    Report.objects.filter(pk=report.pk).update(state="waiting")
    tracking.reply(case, text="จากหน้าวัดไป 60 เมตร", files=(), send_key=uuid4())
    report.refresh_from_db()
    message = Message.objects.get()
    assert (report.state, report.reply_waits) == ("in_triage", True)
    assert unseal(message, "body_sealed", data_key=desk_key(report)) == "จากหน้าวัดไป 60 เมตร"
    assert message.at is None


def test_same_form_twice_is_one_reply(case):
    key = uuid4()
    for _send in range(2):
        tracking.reply(case, text="ก", files=(), send_key=key)
    assert Message.objects.count() == 1


def test_closed_case_takes_no_reply_but_one_not_resolved(told, case):
    report, _code = told
    Report.objects.filter(pk=report.pk).update(state="closed")
    with pytest.raises(DomainError):
        tracking.reply(case, text="ก", files=(), send_key=uuid4())
    key = uuid4()
    tracking.contest_closing(case, reason="ยังไม่ซ่อม", send_key=key)
    tracking.contest_closing(case, reason="ยังไม่ซ่อม", send_key=key)
    report.refresh_from_db()
    assert (report.state, report.was_contested) == ("in_triage", True)
    Report.objects.filter(pk=report.pk).update(state="closed")
    with pytest.raises(DomainError):
        tracking.contest_closing(case, reason="อีกครั้ง", send_key=uuid4())


def test_open_case_cannot_be_contested(case):
    with pytest.raises(DomainError):
        tracking.contest_closing(case, reason="ก", send_key=uuid4())


def test_forged_key_writes_nothing(case):
    with pytest.raises(CannotOpen):
        tracking.reply(replace(case, reporter_key=bytes(32)), text="ก", files=(), send_key=uuid4())
    assert not Message.objects.exists()
