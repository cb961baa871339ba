"""The site's role, on a real connection: it stores a report and cannot read another."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from pacc.database_roles import apply_grants, collected
from pacc.vault import codes
from reports.actions import tracking
from reports.actions.intake import receipt_of, submit_report
from reports.models import Message, Report
from reports.queries.own_case import own_case
from tests.factories.evidence import a_sealed_file
from tests.factories.offices import a_province, an_officer
from tests.factories.reports import a_report, an_account

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("keys")]


@contextmanager
def as_role(name: str):
    """The rest of the block under this role, as a zone's process would be."""
    with connection.cursor() as cursor:
        cursor.execute(f'SET ROLE "{name}"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture
def granted(db):
    apply_grants()


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "permission denied" in str(error) or "row-level security" in str(error)
    return False


def test_every_table_has_a_line_in_some_grants_file():
    assert collected()


def test_grants_can_be_applied_again(granted):
    apply_grants()


def test_site_stores_a_report_and_its_reporter_comes_back(granted):
    a_province()
    token = codes.new_token()
    with as_role(settings.SITE_ROLE):
        receipt = submit_report(an_account(), token=token)
        assert receipt_of(token) == receipt
        case = tracking.unlock_case(receipt.reference, codes.code_of(token))
        files = (a_sealed_file(b"any", name="ป้าย.jpg"),)
        tracking.reply(case, text="เพิ่มเติม", files=files, send_key="6a0d1d3e-5b4f-4a44-9c6c-0a5f2d8f9b11")
        with own_case(case.report_id, reporter_key=case.reporter_key) as case_open:
            assert case_open.told().agency == an_account().agency
            assert case_open.report.messages.only("kind").get().kind == "reply"


def test_site_sees_no_report_it_was_not_told_of(granted):
    a_report()
    with as_role(settings.SITE_ROLE):
        assert not Report.objects.only("id").exists()
        assert not Message.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM reports_wrappedkey")
            assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT reporter_sealed FROM reports_report",
        "UPDATE reports_report SET office_id = 4",
        "DELETE FROM reports_report",
        "SELECT * FROM outbox_job",
        "DELETE FROM outbox_job",
        "SELECT what FROM ledger_entry",
        "SELECT address FROM notify_message",
        "SELECT * FROM networks_posting",
        "INSERT INTO networks_posting (user_id, office_id, role, starts) VALUES (1, 3, 'officer', now())",
        "SELECT * FROM accounts_desksession",
        "SELECT lo_create(0)",
        "CREATE TABLE mine (id int)",
    ],
)
def test_site_is_refused(granted, statement):
    with as_role(settings.SITE_ROLE):
        assert refused(statement)


def test_site_neither_sees_nor_makes_staff(granted):
    officer = an_officer(3)
    with as_role(settings.SITE_ROLE):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM accounts_user WHERE id = %s", [officer.pk])
            assert cursor.fetchone() == (0,)
            cursor.execute("UPDATE accounts_user SET password = 'x' WHERE id = %s", [officer.pk])
            assert cursor.rowcount == 0
        assert refused(
            "INSERT INTO accounts_user (email, password, title, name, language, is_active, is_staff,"
            " is_workshop_admin, is_portal_admin, joined_on)"
            " VALUES ('a@b.test', '', '', '', 'th', true, true, false, true, now())"
        )


def test_site_cannot_put_a_second_factor_on_an_officer(granted):
    officer = an_officer(3)
    with as_role(settings.SITE_ROLE):
        assert refused(
            "INSERT INTO mfa_authenticator (user_id, type, data, created_at)"
            f" VALUES ({officer.pk}, 'totp', '{{}}', now())"
        )


def test_site_writes_no_ledger_entry_in_an_officers_name(granted):
    officer = an_officer(3)
    with as_role(settings.SITE_ROLE):
        assert refused(
            f"INSERT INTO ledger_entry (what, \"on\", detail, by_id) VALUES ('x', now(), '{{}}', {officer.pk})"
        )


def test_desk_changes_no_ledger_entry(granted):
    a_report()
    with as_role(settings.DESK_ROLE):
        assert refused("UPDATE ledger_entry SET what = 'x'")
        assert refused("DELETE FROM ledger_entry")
        assert Report.objects.count() == 1
