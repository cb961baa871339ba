"""The site's role, on a real connection: it stores a report and cannot read another."""

from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from pacc.database_roles import apply_grants, collected
from pacc.vault import codes
from reports.actions import tracking
from reports.actions.intake import receipt_of, submit_report
from reports.models import Evidence, Message, Report, WrappedKey
from reports.models.case_scope import enter_case
from reports.queries.own_case import own_case
from tests.factories.evidence import a_sealed_file
from tests.factories.networks import MembershipFactory
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
        "CREATE TEMP TABLE mine (id int)",
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


def refused_row(row, *, case) -> bool:
    """Whether the role under way may not store it, in the transaction of that case."""
    try:
        with transaction.atomic():
            enter_case(case)
            row.save(force_insert=True)
    except DatabaseError as error:
        return "row-level security" in str(error)
    return False


def another_like(report, **changed):
    values = Report.objects.filter(pk=report.pk).values().get()
    own = {"id": uuid4(), "reference": codes.new_reference(), "token_hash": codes.token_hash(codes.new_token())}
    return Report(**{name: values[name] for name in values if name not in ("arrival", "due_on")} | own | changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "routed", "office_id": 3},
        {"office_id": 3},
        {"is_conflict": True},
        {"submitted_on": date(1999, 1, 1), "state_on": date(1999, 1, 1)},
        {"acknowledge_by": date(9999, 12, 31)},
        {"kind": "nonsense"},
        {"about_pacc": "nonsense"},
        {"was_contested": True},
        {"narrative_sealed": bytes(3_000_000)},
    ],
    ids=", ".join,
)
def test_site_stores_reports_only_as_a_reporter_sends_them(granted, changed):
    report = a_report(routed=False)
    honest, forged = another_like(report), another_like(report, **changed)
    with as_role(settings.SITE_ROLE):
        assert refused_row(forged, case=forged.pk)
        assert not refused_row(honest, case=honest.pk)


def test_site_writes_in_no_officers_name_and_shows_officers_no_file_that_was_not_rebuilt(granted):
    report = a_report()
    common = {"report_id": report.pk, "on": timezone.localdate()}
    file = {"media_type": "image/svg+xml", "bytes": 1, "name_sealed": b"", "file_key_sealed": b"", "digest_sealed": b""}
    with as_role(settings.SITE_ROLE):
        for kind in ("answer", "question", "closing", "note"):
            assert refused_row(Message(kind=kind, body_sealed=b"", **common), case=report.pk)
        assert refused_row(
            Evidence(kind="image", state="clean", clean_store_name="a" * 32, store_name="b" * 32, **file, **common),
            case=report.pk,
        )
        assert refused_row(
            Evidence(kind="image", state="original", store_name="c" * 32, **file, **common), case=report.pk
        )


def test_site_adds_no_key_to_a_report_that_was_routed(granted):
    report = a_report()
    with as_role(settings.SITE_ROLE):
        assert refused_row(WrappedKey(report_id=report.pk, holder="desk", key_id="x", wrapped=b"x"), case=report.pk)


@pytest.mark.parametrize(
    ("before", "forged"),
    [
        ("routed", "state = 'closed'"),
        ("routed", "state = 'submitted'"),
        ("fact_finding", "state = 'in_triage'"),
        ("closed", "state = 'in_triage'"),
        ("waiting", "state = 'in_triage', state_on = 'infinity'"),
        ("routed", "reply_waits = false"),
        ("closed", "was_contested = false, state = 'in_triage'"),
    ],
)
def test_site_makes_no_move_but_the_reporters(granted, before, forged):
    report = a_report()
    Report.objects.filter(pk=report.pk).update(state=before, reply_waits=True, was_contested=before == "closed")
    with as_role(settings.SITE_ROLE):
        assert refused(f"SELECT set_config('app.case', '{report.pk}', true); UPDATE reports_report SET {forged}")


def test_reporter_contests_and_answers_under_the_sites_role(granted):
    token = codes.new_token()
    report = a_report(token)
    for state, act in (("closed", "contest"), ("waiting", "answer")):
        Report.objects.filter(pk=report.pk).update(state=state)
        with as_role(settings.SITE_ROLE):
            case = tracking.unlock_case(report.reference, codes.code_of(token))
            if act == "contest":
                tracking.contest_closing(case, reason="ยังไม่แก้", send_key=uuid4())
            else:
                tracking.reply(case, text="ตอบ", files=(), send_key=uuid4())
        report.refresh_from_db()
        assert report.state == "in_triage"


@pytest.mark.parametrize(
    "columns",
    [
        {"attempts": "32767"},
        {"parked": "true"},
        {"seen_at": "'-infinity'"},
        {"due_at": "'-infinity'"},
        {"id": "1000000"},
    ],
    ids=", ".join,
)
def test_site_promises_no_job_that_would_stop_the_desk(granted, columns):
    values = {"name": "'reports.route'", "payload": "'{}'", "due_at": "now()", "attempts": "0", "parked": "false",
              "promised_by": "''"} | columns  # fmt: skip
    with as_role(settings.SITE_ROLE):
        assert refused(f"INSERT INTO outbox_job ({', '.join(values)}) VALUES ({', '.join(values.values())})")


@pytest.mark.parametrize(
    "columns",
    [
        {"what": "'report.closed'"},
        {"detail": """'{"to": "nobody"}'"""},
        {'"on"': "'infinity'"},
        {"at": "'infinity'"},
        {"id": "1000000"},
    ],
    ids=", ".join,
)
def test_site_writes_nothing_into_the_ledger_that_would_stop_a_cases_page(granted, columns):
    report = a_report()
    values = {"what": "'report.replied'", '"on"': "now()", "detail": "'{}'", "report_id": f"'{report.pk}'"} | columns
    with as_role(settings.SITE_ROLE):
        assert refused(f"INSERT INTO ledger_entry ({', '.join(values)}) VALUES ({', '.join(values.values())})")


def test_site_gives_no_member_a_day_that_no_page_can_read(granted):
    MembershipFactory()
    with as_role(settings.SITE_ROLE):
        assert refused("UPDATE networks_membership SET since = '-infinity'")
        assert refused("UPDATE accounts_user SET joined_on = '-infinity'")


def execute(statements):
    with connection.cursor() as cursor:
        cursor.execute(statements)


@pytest.fixture
def temporary_tables(granted):
    """The site's role may make some, as where nobody could forbid it."""
    database = connection.ops.quote_name(connection.settings_dict["NAME"])
    execute(f'GRANT TEMPORARY ON DATABASE {database} TO "{settings.SITE_ROLE}"')
    yield
    execute(f'REVOKE TEMPORARY ON DATABASE {database} FROM "{settings.SITE_ROLE}"')


def test_site_puts_no_table_of_its_own_before_what_runs_as_the_owner(temporary_tables):
    """PostgreSQL looks into a session's temporary schema first, and a trigger there would run as the owner."""
    token = codes.new_token()
    report = a_report(token)
    Report.objects.filter(pk=report.pk).update(state="waiting")
    with as_role(settings.SITE_ROLE):
        execute(
            """CREATE TEMP TABLE reports_step (report_id uuid, state text, office_id int, "on" date);
               GRANT ALL ON pg_temp.reports_step TO PUBLIC;
               CREATE FUNCTION pg_temp.spy() RETURNS trigger LANGUAGE plpgsql AS
               $$ BEGIN RAISE EXCEPTION 'run as %', current_user; END $$;
               CREATE TRIGGER spy BEFORE INSERT ON pg_temp.reports_step
               FOR EACH ROW EXECUTE FUNCTION pg_temp.spy();"""
        )
        try:
            case = tracking.unlock_case(report.reference, codes.code_of(token))
            tracking.reply(case, text="ตอบ", files=(), send_key=uuid4())
        finally:
            execute("DROP TABLE pg_temp.reports_step; DROP FUNCTION pg_temp.spy()")
    assert report.steps.order_by("-id").first().state == "in_triage"
