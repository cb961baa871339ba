"""A report that left the portal: its files are taken, each time in the ledger; what came back is written down."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pacc.ledger.models import Entry
from reports.queries.dispatches import Receipt
from reports.queries.opened import desk_key
from tests.factories.dispatches import a_hand_over

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]
TODAY = timezone.localdate()


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


def address(dispatch, part=""):
    return f"/reports/{dispatch.report.reference}/sent/{dispatch.pk}/{part}"


def a_day(day):
    return {"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year + 543)}


def taken():
    entries = Entry.objects.filter(what="report.dispatch_taken", by__isnull=False).order_by("id")
    return [(entry.detail["file"], entry.detail["identity"]) for entry in entries]


def test_the_case_leads_to_the_files_and_each_download_is_in_its_trail(browser, people):
    dispatch = a_hand_over(people.officer, identity="named", name="สมหญิง ตัวอย่าง")
    page = browser.get(f"/reports/{dispatch.report.reference}/").content.decode()
    assert address(dispatch) in page and dispatch.number in page
    assert 'name="with_identity"' in browser.get(address(dispatch)).content.decode()
    data = browser.post(address(dispatch, "file/"), {"file": "json", "with_identity": "on"})
    assert json.loads(data.content)["reporter"]["who"]["name"] == "สมหญิง ตัวอย่าง"
    assert data["Content-Disposition"] == f'attachment; filename="{dispatch.number}.json"'
    paper = browser.post(address(dispatch, "file/"), {"file": "pdf"})
    assert paper.content.startswith(b"%PDF") and paper["Cache-Control"] == "no-store"
    assert taken() == [("json", True), ("pdf", False)]
    page = browser.get(f"/reports/{dispatch.report.reference}/").content.decode()
    assert f"{dispatch.number} JSON ระบุชื่อผู้แจ้ง" in page and f"{dispatch.number} PDF" in page


def test_who_is_not_known_to_the_office_cannot_be_included(browser, people):
    dispatch = a_hand_over(people.officer)
    assert 'name="with_identity"' not in browser.get(address(dispatch)).content.decode()
    data = browser.post(address(dispatch, "file/"), {"file": "json", "with_identity": "on"})
    assert json.loads(data.content)["reporter"]["who"] is None
    assert taken() == [("json", False)]


@pytest.mark.parametrize("file", ["", "exe", "j\x00son", "ก" * 5_000])
def test_a_file_of_no_such_kind_is_refused_and_not_in_the_ledger(browser, people, file):
    dispatch = a_hand_over(people.officer)
    response = browser.post(address(dispatch, "file/"), {"file": file})
    assert response.status_code == 422 and 'id="id_file_error"' in response.content.decode()
    assert taken() == []


def test_the_case_number_is_kept_sealed_and_shown_and_twice_is_once(browser, people):
    dispatch = a_hand_over(people.officer)
    for _time in range(2):
        response = browser.post(address(dispatch, "receipt/"), {**a_day(TODAY), "number": " ปท 0012/2569 "})
        assert response.status_code == 302
    dispatch.refresh_from_db()
    assert b"0012" not in bytes(dispatch.receipt_sealed)
    receipt = Receipt.of(dispatch, data_key=desk_key(dispatch.report))
    assert receipt == Receipt(TODAY, "ปท 0012/2569")
    assert Entry.objects.filter(what="report.case_numbered").count() == 1
    for page in (address(dispatch), address(dispatch, "receipt/"), f"/reports/{dispatch.report.reference}/"):
        assert "ปท 0012/2569" in browser.get(page).content.decode()
    assert "0012" not in str(list(Entry.objects.values_list("detail", flat=True)))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("number", {"number": ""}),
        ("number", {"number": "ก" * 61}),
        ("number", {"number": "ก" * 5_000}),
        ("number", {"number": "1\x002"}),
        ("on", a_day(TODAY + timedelta(days=1))),
        ("on", a_day(TODAY - timedelta(days=1))),
        ("on", {"on_day": "31", "on_month": "2", "on_year": "2569"}),
    ],
)
def test_a_receipt_that_cannot_be_is_refused_beside_its_field(browser, people, field, typed):
    dispatch = a_hand_over(people.officer)
    typed = {**a_day(TODAY), "number": "1/2569"} | typed
    response = browser.post(address(dispatch, "receipt/"), typed)
    page = response.content.decode()
    assert response.status_code == 422 and page.count('class="err"') == 1
    assert f'id="id_{field}_error"' in page
    dispatch.refresh_from_db()
    assert dispatch.receipt_sealed is None


def test_a_case_that_left_more_often_asks_no_more(browser, people):
    dispatch = a_hand_over(people.officer)
    page = f"/reports/{dispatch.report.reference}/"
    browser.get(page)
    asked = []
    for more in (0, 2):
        for _dispatch in range(more):
            dispatch.report.dispatches.create(kind="case_system", by=people.officer, at=timezone.now(), on=TODAY)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(page).content.decode().count(f"/{dispatch.report.reference}/sent/") == more + 1
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_schema_is_published_to_whoever_reads_a_file(site):
    response = site.get("/schema/hand-over-1.json")
    assert response["Content-Type"] == "application/schema+json"
    assert json.loads(response.content)["$id"] == "urn:pacc-connect:schema:hand-over:1"
