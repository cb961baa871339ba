"""Sending an account: sealed, promised, once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from pacc.ledger.models import Entry
from pacc.outbox.models import Job
from pacc.vault import codes
from pacc.vault.errors import CannotOpen, KeyringAbsent
from reports.actions.intake import forget_receipt, receipt_of, submit_report
from reports.models import Draft, Evidence, Report
from reports.queries.opened import desk_key, opened, reporter_data_key
from reports.rules.account import AttachedFile
from tests.factories.offices import a_province
from tests.factories.reports import an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture(autouse=True)
def surin(db):
    return a_province()


def a_file(name: str = "ป้าย.jpg") -> AttachedFile:
    return AttachedFile("ab" * 16, bytes(32), name, "image", "image/jpeg", 1234, "0" * 64)


def test_submit_keeps_every_answer_for_the_desk():
    account = an_account(
        people="นายช่าง", place="หมู่ 4", subdistrict_code="320101", damage="1 ล้าน", told_elsewhere="1567"
    )
    submit_report(account, token=codes.new_token())
    report = Report.objects.get()
    told = opened(report, data_key=desk_key(report))
    assert (told.subject, told.narrative, told.agency) == (account.subject, account.narrative, account.agency)
    assert (told.people, told.place, told.subdistrict_code) == ("นายช่าง", "หมู่ 4", "320101")
    assert (told.damage, told.told_elsewhere, told.when) == ("1 ล้าน", "1567", account.when)


def test_submit_promises_routing_and_writes_the_ledger_without_a_time():
    submit_report(an_account(), token=codes.new_token())
    assert list(Job.objects.values_list("name", flat=True)) == ["reports.route"]
    entry = Entry.objects.get(what="report.submitted")
    assert entry.at is None


def test_same_token_makes_one_report_and_the_same_receipt():
    token = codes.new_token()
    first = submit_report(an_account(), token=token)
    assert submit_report(an_account(narrative="อีกเรื่อง"), token=token) == first == receipt_of(token)
    assert Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_double_click_makes_one_report():
    token, receipts = codes.new_token(), []

    def send():
        try:
            receipts.append(submit_report(an_account(), token=token))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _click in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == 4
    assert len(set(receipts)) == 1
    assert Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_taken_reference_is_drawn_again(monkeypatch):
    taken = submit_report(an_account(), token=codes.new_token()).reference
    drawn = iter([taken, "ZZZZ2222"])
    monkeypatch.setattr(codes, "new_reference", lambda: next(drawn))
    assert submit_report(an_account(), token=codes.new_token()).reference == "ZZZZ2222"


def test_reporters_code_opens_her_case_and_no_other():
    token = codes.new_token()
    receipt = submit_report(an_account(), token=token)
    report = Report.objects.get()
    verifier, own_key = codes.derive(codes.code_of(token), receipt.reference)
    assert bytes(report.verifier) == verifier
    assert reporter_data_key(report.pk, reporter_key=own_key) == desk_key(report)
    with pytest.raises(CannotOpen):
        reporter_data_key(report.pk, reporter_key=bytes(32))


def test_site_without_the_private_keyring_cannot_open(keys, settings, tmp_path):
    submit_report(an_account(), token=codes.new_token())
    report = Report.objects.get()
    site_only = tmp_path / "keys"
    (site_only).mkdir()
    (site_only / "site").symlink_to(keys / "site")
    settings.KEYS_DIR = site_only
    submit_report(an_account(), token=codes.new_token())
    with pytest.raises(KeyringAbsent):
        desk_key(report)


def test_nothing_told_lies_in_clear_in_the_row():
    account = an_account(identity="named", name="สมหญิง ทดสอบ", phone="0812345678", people="กำนัน ก")
    submit_report(account, token=codes.new_token())
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM reports_report r")
        row = cursor.fetchone()[0]
    for planted in (account.narrative, account.subject, account.agency, account.name, account.phone, account.people):
        assert planted not in row
        assert planted.encode().hex() not in row


def test_files_become_evidence_with_their_keys_sealed():
    token = codes.new_token()
    Draft.objects.create(pk=codes.draft_id(token), sealed=b"x", expires_at=timezone.now() + timedelta(hours=2))
    Draft.objects.get().files.create(store_name="ab" * 16)
    submit_report(an_account(files=(a_file(),)), token=token)
    evidence = Evidence.objects.get()
    assert evidence.state == Evidence.State.WAITING
    assert "ป้าย".encode() not in bytes(evidence.name_sealed)
    assert set(Job.objects.values_list("name", flat=True)) == {"reports.route", "reports.clean_evidence"}
    assert not Draft.objects.get().files.exists()


def test_draft_is_emptied_and_receipt_shown_for_a_while_until_kept():
    token = codes.new_token()
    submit_report(an_account(), token=token)
    draft = Draft.objects.get(pk=codes.draft_id(token))
    assert bytes(draft.sealed) == b""
    assert timezone.now() < draft.shown_until <= timezone.now() + timedelta(minutes=15)
    forget_receipt(token)
    assert not Draft.objects.exists()
