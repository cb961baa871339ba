"""An officer walks through a filter of the queue: from case to case, and on to the next when a deed is done."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.actions import triage
from reports.models import Report
from reports.queries.seen import seen_of
from reports.views.queue import PAGE_SIZE
from tests.factories.evidence import some_evidence
from tests.factories.offices import a_province, an_office
from tests.factories.reports import a_report
from tests.pacc.uploads import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]

KEY = "0b6f3f5e-9f4d-4a53-9a43-4d3a2b7c9d10"
NEW = "?in=" + quote("state=routed")
TRANSFER = {"reason": "อยู่ในเขตของท่าน", "send_key": KEY}


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


def case(report, query=NEW):
    return f"/reports/{report.reference}/{query}"


def transferred(browser, report, query=NEW, step="next"):
    report.refresh_from_db()
    told = TRANSFER | {"to": an_office(4).pk, "seen": str(seen_of(report)), "step": step}
    return browser.post(f"/reports/{report.reference}/transfer/{query}", told)


def neighbours(response):
    return response.context["above"], response.context["below"]


def test_the_queue_leads_to_cases_of_its_filter(browser):
    report = a_report()
    assert f'href="{case(report)}"' in browser.get("/reports/?state=routed").content.decode()
    assert f'href="{case(report, "")}"' in browser.get("/reports/").content.decode()
    assert f'href="{case(report, "")}"' in browser.get("/reports/?state=nonsense").content.decode()


def test_a_case_leads_to_its_neighbours_in_the_list_and_nowhere_else(browser, people):
    oldest, middle, newest = a_report(), a_report(), a_report()
    a_province("33", "ศรีสะเกษ", office=4)
    a_report(province_code="33")  # not hers
    triage.take_report(a_report().pk, by=people.officer)  # not of the filter
    assert neighbours(browser.get(case(newest))) == ("", case(middle))
    assert neighbours(browser.get(case(middle))) == (case(newest), case(oldest))
    assert neighbours(browser.get(case(oldest))) == (case(middle), "")
    page = browser.get(case(middle)).content.decode()
    assert f'<a rel="prev" href="{case(newest)}" aria-keyshortcuts="k">' in page
    assert f'<a rel="next" href="{case(oldest)}" aria-keyshortcuts="j">' in page
    assert 'href="/reports/?state=routed" aria-keyshortcuts="u"' in page
    assert neighbours(browser.get(case(middle, ""))) == ("", "")


def test_every_page_and_form_of_a_case_keeps_the_list(browser, people):
    report = a_report()
    triage.take_report(report.pk, by=people.officer)
    report.refresh_from_db()
    kept = "?in=" + quote("kind=construction")
    page = browser.get(case(report, kept)).content.decode()
    for deed in ("answer", "note", "classify", "ask", "assign", "transfer", "triage", "examine", "set-aside", "export"):
        assert f'/reports/{report.reference}/{deed}/{kept}"' in page, deed
    assert f'href="{case(report, kept)}"' in browser.get(f"/reports/{report.reference}/close/{kept}").content.decode()
    note = {"text": "จดไว้", "send_key": KEY}
    address = f"/reports/{report.reference}/note/{kept}"
    assert browser.post(address, note)["Location"] == case(report, kept)
    assert browser.post(address, note | {"step": "keep"})["Location"] == case(report, kept)
    refused = browser.post(f"/reports/{report.reference}/close/{kept}", {"text": "พิมพ์ไว้แล้ว", "step": "next"})
    assert refused.status_code == 422
    assert "พิมพ์ไว้แล้ว" in refused.content.decode()


def test_a_file_and_an_export_lead_back_to_the_case_in_its_list(browser):
    evidence = some_evidence(samples.pdf(), kind="pdf", media_type="application/pdf")
    report, file = evidence.report, f"files/{evidence.pk}/"
    assert f'/reports/{report.reference}/{file}{NEW}"' in browser.get(case(report)).content.decode()
    for page in (file, "export/"):
        shown = browser.get(f"/reports/{report.reference}/{page}{NEW}").content.decode()
        assert f'class="back" href="{case(report)}"' in shown


def test_a_full_page_of_a_filter_is_light(browser):
    for _number in range(PAGE_SIZE):
        a_report()
    page = browser.get("/reports/?state=routed&assigned=nobody&kind=construction&province=32&identity=anonymous")
    assert len(page.context["rows"]) == PAGE_SIZE
    assert len(page.content) <= 60_000


def test_deeds_that_end_with_a_report_offer_the_next(browser, people):
    report, offered = a_report(), 'name="step" value="next"'
    triage.take_report(report.pk, by=people.officer)
    report.refresh_from_db()
    for deed, walks in (("assign", True), ("set-aside", True), ("classify", True), ("note", False), ("examine", False)):
        address, kept = f"/reports/{report.reference}/{deed}/", "?in=kind%3Dconstruction"
        assert (offered in browser.get(address + kept).content.decode()) is walks, deed
        assert offered not in browser.get(address).content.decode()
    preview = transferred(browser, report, "?in=kind%3Dconstruction", step="")
    assert offered in preview.content.decode()


def test_walking_a_filter_while_reports_come_in_and_leave(browser, people):
    reports = [a_report() for _number in range(5)]
    newest, second, taken, fourth, oldest = reports[::-1]
    response = transferred(browser, newest)
    assert response["Location"] == case(second)
    arrived = a_report()
    triage.take_report(taken.pk, by=people.director)
    assert transferred(browser, second)["Location"] == case(fourth)
    response = browser.post(f"/reports/{fourth.reference}/classify/{NEW}", {"official_class": "bribe", "step": "next"})
    assert response["Location"] == case(oldest)  # though the case it was done with stays in the list
    response = transferred(browser, oldest)
    assert response["Location"] == "/reports/?state=routed"
    page = browser.get(response["Location"])
    assert [row.report for row in page.context["rows"]] == [arrived, fourth]
    assert "เรื่องสุดท้ายของรายการนี้" in page.content.decode().replace("\u2060", "")
    assert Report.objects.filter(office=4).count() == 3


def test_without_the_second_button_she_stays_or_goes_back_to_the_list(browser):
    report, stays = a_report(), a_report()
    assert transferred(browser, report, step="do")["Location"] == "/reports/?state=routed"
    assert browser.post(f"/reports/{stays.reference}/classify/{NEW}", {"severity": ""})["Location"] == case(stays)


@pytest.mark.parametrize(
    "asked", ["", "x", "state=nonsense", "%00", "state=%00", "province=99", "&" * 1_900, "state=any&" * 400, "page=abc"]
)
def test_a_list_that_the_queue_never_wrote_is_no_list(browser, asked):
    report, _older = a_report(), a_report()
    query = f"?in={quote(asked)}"
    response = browser.get(case(report, query))
    assert response.status_code == 200
    assert neighbours(response) == ("", "")
    assert transferred(browser, report, query)["Location"] == "/reports/"


@pytest.mark.parametrize("item_count", [1, 3])
def test_neighbours_cost_two_queries(browser, item_count):
    report = [a_report() for _number in range(item_count)][-1]
    browser.get(case(report))  # the opening is written down
    costs = []
    for query in ("", NEW):
        with CaptureQueriesContext(connection) as asked:
            browser.get(case(report, query))
        costs.append(len(asked))
    assert costs[1] - costs[0] == 2
