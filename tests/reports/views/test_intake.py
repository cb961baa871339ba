"""The wizard, from the first page to the receipt, in a browser without JavaScript."""

import pytest

from reports.models import Draft, Report
from reports.queries.opened import desk_key, opened
from tests.reporter import Reporter, surin_and_bangkok

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture
def reporter(site):
    surin_and_bangkok()
    return Reporter(site)


def test_citizen_reports_from_first_page_to_receipt(reporter, settings):
    reporter.walk()
    assert reporter.send()["Location"] == "/report/receipt/"
    reference, code = reporter.code()
    report = Report.objects.get()
    settings.ZONE = "desk"
    told = opened(report, data_key=desk_key(report))
    assert report.reference == reference
    assert len(code) == 20
    assert (report.kind, report.province_id, report.district_id, report.agency_kind) == (
        "construction", "32", "3201", "sao",
    )  # fmt: skip
    assert told.subdistrict_code == "320101"
    assert (told.place, told.agency, told.people) == ("หมู่ 4", "อบต. หนองตาข่าย", "นายช่าง")
    assert (told.when.year, told.when.month, told.when.day, told.when.about) == (2026, 10, None, True)
    assert Draft.objects.get().sealed in (b"", memoryview(b""))
