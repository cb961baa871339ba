"""The site's own database role puts a reporter's code in the place of a first one, once, and of no other report."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from pacc.vault import codes
from reports.actions.intake import Door, submit_report
from reports.actions.routing import route_report
from reports.actions.tracking import CodeReplaced, replace_first_code, reply, unlock_case
from reports.models import Report, WrappedKey
from reports.models.case_scope import enter_case
from reports.rules.vocabulary import Channel
from tests.factories.accounts import StaffFactory
from tests.factories.reports import a_report, an_account
from tests.pacc.test_database_roles import as_role, granted
from tests.two_at_once import at_once

__all__ = ["granted"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("keys", "granted")]


def a_typed_in_report():
    """(report, its first code)"""
    token = codes.new_token()
    a_report()  # the places it needs, and somebody else's
    submit_report(an_account(), token=token, door=Door(Channel.TELEPHONE, typed_by=StaffFactory()))
    report = Report.objects.get(token_hash=codes.token_hash(token))
    route_report(report.pk)
    report.refresh_from_db()
    return report, codes.code_of(token)


def test_site_replaces_a_first_code_and_its_reporter_writes():
    report, code = a_typed_in_report()
    token = codes.new_token()
    with as_role(settings.SITE_ROLE):
        own = replace_first_code(unlock_case(report.reference, code), token=token)
        assert unlock_case(report.reference, code) is None
        assert unlock_case(report.reference, codes.code_of(token)) == own
        reply(own, text="ตอบ", files=(), send_key=uuid4())


def test_two_who_replace_it_at_once_end_with_one_code():
    report, code = a_typed_in_report()
    case = unlock_case(report.reference, code)
    tokens = [codes.new_token() for _each in range(2)]
    results = at_once(*(lambda token=token: replace_first_code(case, token=token) for token in tokens))
    assert sum(isinstance(result, CodeReplaced) for result in results) == 1
    opened = [unlock_case(report.reference, codes.code_of(token)) for token in tokens]
    assert sorted(result is None for result in opened) == [False, True]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reports_report SET verifier = '\\x00' WHERE id = %s",
        "UPDATE reports_report SET verifier = '\\x00', code_is_first = true WHERE id = %s",
        "UPDATE reports_report SET code_is_first = true WHERE id = %s",
        "UPDATE reports_wrappedkey SET wrapped = '\\x00' WHERE report_id = %s",
    ],
)
def test_site_changes_nothing_of_a_code_that_is_the_reporters_own(sql):
    report = a_report()
    with pytest.raises(DatabaseError), as_role(settings.SITE_ROLE), transaction.atomic():
        enter_case(report.pk)
        with connection.cursor() as cursor:
            cursor.execute(sql, [report.pk])


def test_site_cannot_touch_the_desks_key_of_a_first_code():
    report, _code = a_typed_in_report()
    with pytest.raises(DatabaseError), as_role(settings.SITE_ROLE), transaction.atomic():
        enter_case(report.pk)
        WrappedKey.objects.filter(report=report, holder="desk").update(wrapped=b"x")


def test_not_even_the_desk_gives_a_reporter_another_code():
    report = a_report()
    with pytest.raises(DatabaseError), as_role(settings.DESK_ROLE), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(verifier=b"x", code_is_first=False)
