"""A merged report's reporter, under the site's own database role: she sees how the other one stands, and not which."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from pacc.outbox.models import Job
from pacc.vault import codes
from reports.actions.merging import merge_report
from reports.actions.tracking import reply, unlock_case
from reports.actions.triage import take_report
from reports.models.case_scope import enter_case
from reports.queries.own_case import own_case
from reports.workflow import Public
from tests.factories.offices import an_officer
from tests.factories.reports import a_report
from tests.pacc.test_database_roles import as_role, granted

__all__ = ["granted"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("keys", "granted")]


@pytest.fixture
def merged():
    """(report, its code, the other report)"""
    token, officer, other = codes.new_token(), an_officer(3), a_report()
    report = a_report(token)
    take_report(other.pk, by=officer)
    merge_report(report.pk, by=officer, into=other)
    return report, codes.code_of(token), other


def test_she_reads_the_status_and_writes(merged):
    report, code, _other = merged
    with as_role(settings.SITE_ROLE):
        case = unlock_case(report.reference, code)
        with own_case(case.report_id, reporter_key=case.reporter_key) as own:
            assert own.status == Public.SCREENING
        reply(case, text="มีรูปเพิ่ม", files=(), send_key=uuid4())
    assert Job.objects.filter(name="reports.pass_reply_on").exists()


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT into_id FROM reports_merge",
        "SELECT came_from FROM reports_merge",
        "UPDATE reports_merge SET followed = 'closed'",
        "UPDATE reports_report SET state = 'in_triage'",
    ],
)
def test_site_cannot_ask_which_nor_change_it(merged, asked):
    report, _code, _other = merged
    with pytest.raises(DatabaseError, match="permission denied"), as_role(settings.SITE_ROLE), transaction.atomic():
        enter_case(report.pk)
        with connection.cursor() as cursor:
            cursor.execute(asked)


def test_site_sees_the_merge_of_the_case_it_entered_only(merged):
    report, _code, other = merged
    for entered, count in ((report, 1), (other, 0)):
        with as_role(settings.SITE_ROLE), transaction.atomic():
            enter_case(entered.pk)
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(id) FROM reports_merge")
                assert cursor.fetchone()[0] == count
