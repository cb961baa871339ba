"""Practice as the site's own database role: it stores it, its reporter comes back, and nothing of it changes sides."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from pacc.vault import codes
from reports.actions.drafts import begin_practice
from reports.actions.intake import receipt_of, submit_report
from reports.actions.practice import erase_practice
from reports.actions.tracking import reply, unlock_case
from reports.models import Report, WrappedKey
from reports.models.case_scope import enter_case
from reports.queries.own_case import own_case
from tests.factories.offices import a_province
from tests.factories.practice import a_practice_report
from tests.factories.reports import a_report, an_account
from tests.pacc.test_database_roles import as_role, granted

__all__ = ["granted"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("keys", "granted")]


def test_site_stores_practice_and_its_reporter_comes_back():
    a_province()
    with as_role(settings.SITE_ROLE):
        token = begin_practice()
        receipt = submit_report(an_account(), token=token)
        assert receipt_of(token) == receipt and receipt.is_practice
        case = unlock_case(receipt.reference, codes.code_of(token))
        reply(case, text="ฝึกตอบ", files=(), send_key=uuid4())
        with own_case(case.report_id, reporter_key=case.reporter_key) as own:
            assert own.has_replied and own.report.is_practice


def _refused(report, deed) -> str:
    try:
        with as_role(settings.SITE_ROLE), transaction.atomic():
            enter_case(report.pk)
            deed()
    except DatabaseError as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize("make", [a_practice_report, a_report])
def test_site_cannot_make_one_the_other(make):
    report = make()

    def flip():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE reports_report SET is_practice = NOT is_practice WHERE id = %s", [report.pk])

    assert "permission denied" in _refused(report, flip)


def test_site_cannot_give_the_desk_a_key_to_practice():
    report = a_practice_report()

    def give():
        WrappedKey(report_id=report.pk, holder="desk", key_id="any", wrapped=b"any").save(force_insert=True)

    assert "row-level security" in _refused(report, give)


def test_site_erases_no_report():
    report = a_practice_report()

    def erase():
        Report.objects.only("id").filter(pk=report.pk)._raw_delete("default")

    assert "permission denied" in _refused(report, erase)


def test_desk_erases_practice():
    a_practice_report()
    with as_role(settings.DESK_ROLE):
        connection.ensure_connection()
        assert erase_practice() == 0
        Report.objects.filter(is_practice=True).update(submitted_on="2026-01-01")
        assert erase_practice() == 1
