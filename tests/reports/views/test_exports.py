"""The queue as a file: the same reports, chosen columns, a password, a mark, a line in the ledger, nothing on disk."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
import pyzipper
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from networks.models import Posting
from pacc.ledger.models import Entry
from pacc.vault import codes
from reports.models import Report, WrappedKey
from reports.rules.exports import MOST_ROWS, Column, Told
from tests.factories.offices import a_province
from tests.factories.reports import a_report
from tests.reports.documents.test_monthly_report import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]

PASSWORD = "seven-small-elephants"
ADDRESS = "/reports/export/"


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


def sent(**told):
    return {"format": "csv", "password": PASSWORD, "purpose": "work", "columns": ["reference", "state"], **told}


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def lines_of(zipped, password=PASSWORD):
    with pyzipper.AESZipFile(BytesIO(zipped)) as archive:
        (name,) = archive.namelist()
        assert name.endswith(".csv")
        return list(csv.reader(StringIO(archive.read(name, pwd=password.encode()).decode("utf-8-sig"))))


def taken_out(browser, query="", **told):
    """The rows below the mark and the headings."""
    response = browser.post(ADDRESS + query, sent(**told))
    assert response.status_code == 200
    return lines_of(content(response))[2:]


def changed(report, **columns):
    Report.objects.filter(pk=report.pk).update(**columns)
    return report


def entries():
    return Entry.objects.filter(what="reports.exported")


def shown(*reports):
    return [codes.show_reference(report.reference) for report in reports]


@pytest.mark.parametrize("query", ["", "?state=any", "?kind=permit", "?state=closed", "?overdue=on", "?assigned=mine"])
def test_a_file_holds_the_reports_that_the_queue_shows_in_its_order(browser, people, query):
    a_report()
    a_report(kind="permit")
    changed(a_report(), state="closed")
    changed(a_report(), acknowledge_by=timezone.localdate() - timedelta(days=1), assigned_to=people.officer)
    queue = [row.report for row in browser.get("/reports/" + query).context["rows"]]
    assert queue
    assert [row[0] for row in taken_out(browser, query)] == shown(*queue)


def test_the_queue_leads_to_it_with_its_filter(browser):
    a_report()
    page = browser.get("/reports/", {"kind": "construction", "page": "x"})
    assert 'href="/reports/export/?kind=construction"' in page.content.decode()
    export = browser.get(ADDRESS, {"kind": "construction", "state": "any"}).content.decode()
    assert "ไฟล์จะมี 1 เรื่อง" in export.replace("\u2060", "")
    assert "โครงการก่อสร้าง" in export


def test_other_offices_and_a_posting_that_ended_yesterday_give_no_report_away(browser_of, people):
    report = a_report()
    a_province("33", "ศรีสะเกษ", office=4)
    theirs = a_report(province_code="33")
    assert [row[0] for row in taken_out(browser_of("officer"))] == shown(report)
    assert [row[0] for row in taken_out(browser_of("other_officer"))] == shown(theirs)
    Posting.objects.filter(user=people.officer).update(ends=timezone.localdate() - timedelta(days=1))
    response = browser_of("officer").post(ADDRESS, sent())
    assert response.status_code != 200
    assert entries().count() == 2


def test_what_may_be_about_the_office_is_in_no_file_of_its_officers(browser_of):
    a_report(agency_kind="pacc", about_pacc="office", about_office=3)
    assert browser_of("officer").post(ADDRESS + "?state=any", sent()).status_code == 422


@pytest.mark.parametrize("query", ["?state=submitted", "?severity=worst", "?over=-1", "?at=3,x"])
def test_a_filter_that_does_not_exist_is_answered_by_the_queue(browser, query):
    a_report()
    for response in (browser.get(ADDRESS + query), browser.post(ADDRESS + query, sent())):
        assert response.status_code == 302
        assert browser.get(response["Location"]).status_code == 422
    assert not entries().exists()


def test_words_of_a_search_are_no_filter_and_reach_no_ledger(browser):
    a_report()
    assert len(taken_out(browser, "?q=หนองตาข่าย&replied=&nonsense=ถนน")) == 1
    assert entries().get().detail["filter"] == {}
    assert len(taken_out(browser, "?kind=construction&fears=")) == 1
    assert entries().last().detail["filter"] == {"kind": "construction"}
    browser.post(ADDRESS + "?state=any&fears=หนองตาข่าย", sent())
    assert "หนองตาข่าย" not in str(entries().last().detail)


def test_columns_are_those_that_were_ticked_and_nothing_else_is_opened(browser):
    a_report(people="นายสมชาย ใจดี", damage="สองล้านบาท")
    response = browser.post(ADDRESS, sent(columns=["reference", "kind"], told=["subject", "damage", "when"]))
    _mark, headings, row = lines_of(content(response))
    assert len(headings) == len(row) == 5
    assert row[2:] == ["ถนนคอนกรีตหนาไม่ตรงแบบ", "สองล้านบาท", "ประมาณ 2026-10"]
    assert "สมชาย" not in str(row)


def test_who_reported_is_in_no_column(browser):
    a_report(identity="named", name="นางสาวมะลิ ผู้แจ้ง", phone="0812345678", email="mali@example.com")
    rows = taken_out(browser, columns=list(Column.values), told=list(Told.values))
    assert "มะลิ" not in str(rows)
    assert "0812345678" not in str(rows)
    assert "mali@example.com" not in str(rows)


def test_a_wrong_password_opens_nothing_and_nothing_stands_in_the_archive_in_clear(browser):
    a_report()
    made = content(browser.post(ADDRESS, sent(told=["subject"])))
    assert "ถนนคอนกรีต".encode() not in made
    with pytest.raises(RuntimeError):
        lines_of(made, password="another-password-of-mine")


@pytest.mark.parametrize("password", ["", "short", "รหัสผ่านภาษาไทยที่ยาวพอ", "with\x00null-in-it-1"])
def test_a_weak_or_strange_password_is_refused_and_what_was_typed_is_kept(browser, password):
    a_report()
    response = browser.post(ADDRESS, sent(password=password, columns=["kind"]))
    assert response.status_code == 422
    assert "password" in response.context["form"].errors
    assert response.context["form"]["columns"].value() == ["kind"]
    assert not entries().exists()


@pytest.mark.parametrize(
    "wrong", [{"format": "docx"}, {"columns": ["token_hash"]}, {"told": ["name"]}, {"columns": []}]
)
def test_what_cannot_be_chosen_is_said_beside_its_field(browser, wrong):
    a_report()
    response = browser.post(ADDRESS, sent(**wrong))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(wrong)


def test_a_filter_that_finds_nothing_makes_no_file(browser):
    response = browser.post(ADDRESS, sent())
    assert response.status_code == 422
    assert not entries().exists()


def test_cells_that_a_spreadsheet_would_reckon_stay_texts(browser):
    begins = ["=1+1", "+66", "-1", "@SUM(A1)", "\t=1", "\n=1"]
    for text in begins:
        a_report(subject="ถนน", people=text)
    rows = taken_out(browser, columns=[], told=["people"])
    assert sorted(cell[:1] for (cell,) in rows) == ["'"] * len(begins)


def test_an_excel_file_holds_the_same_and_its_mark(browser, people):
    a_report(people="=1+1")
    made = content(browser.post(ADDRESS, sent(format="xlsx", columns=["reference", "came_in"], told=["people"])))
    book = load_workbook(BytesIO(made))
    report = Report.objects.get()
    assert [cell.value for cell in book.worksheets[0][2]][::2] == [*shown(report), "=1+1"]
    assert book.worksheets[0]["C2"].data_type == "s"
    assert book.worksheets[0]["C2"].quotePrefix
    assert book.worksheets[0]["B2"].value.date() == report.submitted_on
    assert people.officer.name in book.worksheets[1]["A1"].value
    assert people.officer.name in book.properties.description


def test_a_paper_carries_its_mark_on_every_page(browser, people):
    for _number in range(3):
        a_report(narrative="ถนนพัง " * 500)
    response = browser.post(ADDRESS, sent(format="pdf", told=["narrative"]))
    pages = read(content(response)).split("\f")[:-1]
    assert len(pages) > 1
    for page in pages:
        assert people.officer.name.split()[0] in page
        assert "ปปท" in page


def test_excel_and_paper_take_only_so_many_and_name_the_csv(browser, monkeypatch):
    for _number in range(3):
        a_report()
    for kind in MOST_ROWS:
        monkeypatch.setitem(MOST_ROWS, kind, 2)
        response = browser.post(ADDRESS, sent(format=kind.value))
        assert response.status_code == 422
        assert "CSV" in response.context["form"].errors["format"][0]
        monkeypatch.setitem(MOST_ROWS, kind, 3)
        assert browser.post(ADDRESS, sent(format=kind.value)).status_code == 200
    assert MOST_ROWS["xlsx"] == 3


def test_the_first_line_and_the_name_say_who_took_it_when_and_by_which_filter(browser, people):
    a_report()
    response = browser.post(ADDRESS + "?kind=construction", sent())
    (mark,) = lines_of(content(response))[0]
    for said in (people.officer.name, "ปปท.", "โครงการก่อสร้าง"):
        assert said in mark.replace("\u2060", "")
    assert f"{timezone.localtime():%Y%m%d}" in response["Content-Disposition"]
    assert "attachment" in response["Content-Disposition"]


def test_the_ledger_knows_before_the_first_byte_also_where_nobody_fetches_it(browser, people):
    a_report()
    a_report()
    response = browser.post(ADDRESS + "?kind=construction", sent(purpose="audit", told=["subject"]))
    entry = entries().get()
    assert entry.by == people.officer
    assert entry.detail == {
        "format": "csv",
        "purpose": "audit",
        "columns": ["reference", "state", "subject"],
        "filter": {"kind": "construction"},
        "rows": 2,
    }
    made = iter(response.streaming_content)
    next(made)
    del made, response  # she hung up
    assert entries().count() == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_nothing_is_written_to_the_disk_meanwhile(browser, opened_for_writing, tmp_path, monkeypatch, kind):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    a_report()
    before = set(tmp_path.rglob("*"))
    opened_for_writing.clear()
    response = browser.post(ADDRESS, sent(format=kind, told=["subject", "narrative"]))
    for _piece in response.streaming_content if response.streaming else [response.content]:
        assert set(tmp_path.rglob("*")) == before
    assert opened_for_writing == []


def test_queries_of_a_chunk_do_not_grow_with_its_rows(browser):
    def count():
        response = browser.post(
            ADDRESS, sent(columns=["reference", "province", "assigned"], told=["subject", "subdistrict"])
        )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            content(response)
        return len(queries)

    a_report()
    one = count()
    a_report()
    a_report()
    assert count() == one == 3


def test_chunks_join_without_a_seam(browser, monkeypatch):
    monkeypatch.setattr("reports.queries.exported.CHUNK", 2)
    made = [a_report() for _number in range(5)]
    assert [row[0] for row in taken_out(browser)] == shown(*reversed(made))


def test_what_cannot_be_opened_is_said_in_its_cells_and_spoils_no_other(browser):
    first, second = a_report(), a_report()
    WrappedKey.objects.filter(report=first).delete()
    rows = taken_out(browser, columns=["reference"], told=["subject"])
    assert rows == [[*shown(second), "ถนนคอนกรีตหนาไม่ตรงแบบ"], [*shown(first), "เปิดอ่านไม่ได้"]]


def test_what_moves_away_while_it_streams_is_left_out(browser, monkeypatch):
    monkeypatch.setattr("reports.queries.exported.CHUNK", 1)
    first, second = a_report(), a_report()
    response = browser.post(ADDRESS, sent())
    changed(first, office_id=4)
    assert [row[0] for row in lines_of(content(response))[2:]] == shown(second)


def test_a_report_in_english_reads_english_headings_wherever_the_thread_went(browser):
    a_report()
    response = browser.post("/en" + ADDRESS, sent(columns=["state"]))
    assert [line[0] for line in lines_of(content(response))[1:]] == ["Status", "New"]
