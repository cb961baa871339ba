"""Reports that came the whole way: sealed by the site's action, routed by the desk's."""

from dataclasses import replace
from typing import Any

from pacc.vault import codes
from reports.actions.intake import submit_report
from reports.actions.routing import route_report
from reports.models import Report
from reports.rules.account import Account, When
from tests.factories.offices import a_province, an_office

AN_ACCOUNT = Account(
    kind="construction",
    agency_kind="sao",
    identity="anonymous",
    language="th",
    subject="ถนนคอนกรีตหนาไม่ตรงแบบ",
    narrative="ป้ายโครงการเขียนว่าหนา 15 เซนติเมตร แต่วันที่เทพื้นวัดได้ราว 10 เซนติเมตร",
    province_code="32",
    agency="อบต. หนองตาข่าย",
    when=When(year=2026, month=10, about=True),
)


def an_account(**told: Any) -> Account:
    return replace(AN_ACCOUNT, **told)


def a_report(token: bytes | None = None, *, routed: bool = True, **told: Any) -> Report:
    """A stored report; its code is `codes.code_of(token)`. Needs the fixture `keys`."""
    a_province()
    an_office(0)
    token = token or codes.new_token()
    submit_report(an_account(**told), token=token)
    report = Report.objects.get(token_hash=codes.token_hash(token))
    if routed:
        route_report(report.pk)
        report.refresh_from_db()
    return report
