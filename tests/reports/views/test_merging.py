"""Two reports are one matter, on the officers' pages and on the reporter's."""

from uuid import uuid4

import pytest

from pacc.vault import codes
from reports.actions import answering, closing, merging, triage
from reports.models import Merge
from reports.queries.seen import seen_of
from tests.factories.reports import a_report
from tests.fixtures.people import enter_zone
from tests.reading import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


@pytest.fixture
def other(people):
    report = a_report(subject="ถนนสายเดียวกัน")
    triage.take_report(report.pk, by=people.officer)
    report.refresh_from_db()
    return report


@pytest.fixture
def token():
    return codes.new_token()


@pytest.fixture
def report(token):
    return a_report(token)


def page_of(browser, report):
    return browser.get(f"/reports/{report.reference}/")


def typed(report, into, **more):
    return {"seen": str(seen_of(report)), "into": into, **more}


def test_merged_after_it_was_read_once_more_and_both_pages_show_each_other(browser, report, other):
    address = f"/reports/{report.reference}/merge/"
    assert codes.show_reference(other.reference) in said(
        browser.post(address, typed(report, codes.show_reference(other.reference).lower()))
    )
    assert not Merge.objects.exists()
    done = browser.post(address, typed(report, other.reference, step="do"))
    assert done["Location"] == f"/reports/{report.reference}/"
    assert f"/reports/{other.reference}/" in page_of(browser, report).content.decode()
    assert not page_of(browser, other).context["similar"]
    page = page_of(browser, other).content.decode()
    assert f"/reports/{report.reference}/" in page and f"/reports/{report.reference}/separate/" in page
    assert codes.show_reference(report.reference) in said(page_of(browser, other))


def test_suggested_report_is_filled_in(browser, report, other):
    assert f"merge/?into={other.reference}" in page_of(browser, report).content.decode()
    form = browser.get(f"/reports/{report.reference}/merge/?into={other.reference}").context["form"]
    assert form["into"].value() == other.reference


@pytest.mark.parametrize("into", ["", "ZZZZ2222", "\x00", "ก" * 41, "itself", "elsewhere"])
def test_what_does_not_go_is_said_beside_the_field_and_stays_typed(browser, report, people, into):
    elsewhere = a_report(agency_kind="ministry")  # at the central intake
    into = {"itself": report.reference, "elsewhere": elsewhere.reference}.get(into, into)
    response = browser.post(f"/reports/{report.reference}/merge/", typed(report, into))
    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors["into"] and form["into"].value() == into
    assert not Merge.objects.exists()


def test_undone_from_either_page(browser, people, report, other):
    merging.merge_report(report.pk, by=people.officer, into=other)
    report.refresh_from_db()
    assert "/separate/" in page_of(browser, report).content.decode()
    sent = browser.post(f"/reports/{report.reference}/separate/", {"seen": str(seen_of(report))})
    assert sent["Location"] == f"/reports/{report.reference}/"
    report.refresh_from_db()
    assert report.state == "routed"


def test_part_of_a_report_that_went_elsewhere_names_nothing_of_it(browser, people, report, other):
    merging.merge_report(report.pk, by=people.officer, into=other)
    other.office_id = 4
    other.save(update_fields=["office"])
    page = said(page_of(browser, report))
    assert codes.show_reference(other.reference) not in page
    assert "ถนนสายเดียวกัน" not in page


def test_box_for_the_merged_reporters_is_there_where_something_is_merged(browser, people, report, other):
    assert "also_merged" not in page_of(browser, other).content.decode()
    merging.merge_report(report.pk, by=people.officer, into=other)
    assert "also_merged" in page_of(browser, other).content.decode()
    sent = {"seen": str(seen_of(other)), "send_key": str(uuid4()), "text": "ถึงทุกคน", "also_merged": "on", "step": "do"}
    browser.post(f"/reports/{other.reference}/answer/", sent)
    assert "ถึงทุกคน" in said(page_of(browser, report))


def test_reporter_of_a_merged_report_reads_her_page(settings, people, token, report, other):
    merging.merge_report(report.pk, by=people.officer, into=other)
    answering.answer_reporter(other.pk, by=people.officer, text="คำตอบของอีกคน")
    closing.close_report(other.pk, by=people.officer, reason="resolved", text="เหตุผลที่บอกอีกคน")
    client = enter_zone(settings, "site")
    client.post("/track/", {"reference": report.reference, "code": codes.code_of(token)})
    response = client.get("/track/case/")
    page = said(response)
    assert response.context["status"] == "closed"
    assert "คำตอบของอีกคน" not in page and "เหตุผลที่บอกอีกคน" not in page
    assert codes.show_reference(other.reference) not in page
    assert response.context["form"] is not None and not response.context["may_contest"]


@pytest.mark.parametrize("parts", [1, 3])
def test_case_costs_the_same_for_more_parts(browser, people, other, parts, django_assert_num_queries):
    for _part in range(parts):
        merging.merge_report(a_report().pk, by=people.officer, into=other)
    page_of(browser, other)
    with django_assert_num_queries(38):
        page_of(browser, other)
