"""Reports from an Excel file: looked through, confirmed, stored one by one, with a slip each."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from pacc.outbox.jobs import run_job
from pacc.outbox.models import Job
from pacc.spreadsheets.write import workbook
from reports.actions.batches import store_batch, sweep_batches, tokens_of
from reports.actions.tracking import unlock_case
from reports.models import Batch, Report
from reports.queries.batches import slips_of
from reports.queries.opened import desk_key, opened
from reports.rules.batch_rows import HEADINGS, date_parts
from tests.reading import said
from tests.reporter import surin_and_bangkok
from tests.two_at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]

GOOD = {
    "narrative": "ถนนหน้าวัดบางกว่าแบบ",
    "kind": "โครงการก่อสร้าง ถนน อาคารไม่ได้มาตรฐาน หรือแพงผิดปกติ",
    "when": "๒๔ พ.ค. ๒๕๖๕",
    "province": "สุรินทร์",
    "district": "เมืองสุรินทร์",
    "agency_kind": "sao",
    "agency": "อบต. หนองตาข่าย",
    "identity": "anonymous",
}


def a_file(*rows, headings=None):
    columns = headings or list(HEADINGS)
    names = [HEADINGS[column][0] for column in columns]
    return workbook("เรื่อง", names, [[{**GOOD, **row}.get(column, "") for column in columns] for row in rows])


@pytest.fixture
def browser(people, browser_of):
    surin_and_bangkok()
    return browser_of("officer")


def bring(browser, content, *, name="reports.xlsx", prefix=""):
    return browser.post(f"{prefix}/reports/batch/", {"file": SimpleUploadedFile(name, content)})


def brought(browser, *rows):
    response = bring(browser, a_file(*rows))
    assert response.status_code == 302, said(response)
    return Batch.objects.get(pk=response["Location"].rstrip("/").split("/")[-1])


def kept(name="reports.store_batch"):
    for job in Job.objects.filter(name=name).order_by("id"):
        run_job(job.pk)


def test_kind_is_found_by_its_words_in_both_languages(browser):
    english = "Construction, road or building below standard, or strangely expensive"
    batch = brought(browser, {"kind": english}, {"kind": "construction"}, {})
    assert batch.wrong == 0


def test_nothing_is_stored_before_the_confirmation_and_the_preview_lies_sealed(browser):
    batch = brought(browser, {"kind": "construction"}, {"kind": "construction"})
    assert not Report.objects.exists()
    assert GOOD["narrative"].encode() not in bytes(batch.sealed)
    page = said(browser.get(f"/reports/batch/{batch.pk}/"))
    assert page.count(GOOD["narrative"]) == 2


def test_every_row_becomes_a_report_with_a_slip(browser, people):
    batch = brought(
        browser, {"kind": "construction"}, {"kind": "construction", "when": "5/2565", "language": "English"}
    )
    for _press in range(2):
        assert browser.post(f"/reports/batch/{batch.pk}/save/").status_code == 302
    assert Job.objects.filter(name="reports.store_batch").count() == 1
    assert "0 จาก" in said(browser.get(f"/reports/batch/{batch.pk}/"))
    kept()
    first, second = Report.objects.order_by("arrival")
    assert (first.channel, first.typed_by, first.district_id, second.language) == (
        "batch",
        people.officer,
        "3201",
        "en",
    )
    when = opened(first, data_key=desk_key(first)).when
    assert (when.year, when.month, when.day) == (2022, 5, 24)
    assert Job.objects.filter(name="reports.route").count() == 2
    batch.refresh_from_db()
    slips = slips_of(tokens_of(batch))
    assert [slip.reference for slip in slips] == [first.reference, second.reference]
    assert all(unlock_case(slip.reference, slip.code) for slip in slips)
    assert browser.get(f"/reports/batch/{batch.pk}/slips/").content.startswith(b"%PDF")
    browser.post(f"/reports/batch/{batch.pk}/handed-over/")
    assert browser.get(f"/reports/batch/{batch.pk}/slips/").status_code == 302
    assert tokens_of(Batch.objects.get()) == []


def test_the_rows_are_gone_from_the_batch_once_they_are_stored(browser):
    batch = brought(browser, {"kind": "construction"})
    before = len(batch.sealed)
    browser.post(f"/reports/batch/{batch.pk}/save/")
    kept()
    batch.refresh_from_db()
    assert (batch.state, len(batch.sealed) < before) == ("saved", True)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"narrative": ""}, "narrative"),
        ({"kind": "สิ่งที่ไม่มีในรายการ"}, "kind"),
        ({"when": "เมื่อวาน"}, "when"),
        ({"when": "31/2/2565"}, "when"),
        ({"when": "1/1/2700"}, "when"),
        ({"province": "แอตแลนติส"}, "province"),
        ({"district": "เมืองบุรีรัมย์"}, "district"),
        ({"identity": "named"}, "name"),
        ({"email": "no address", "identity": "named"}, "email"),
        ({"narrative": "ก" * 20_001}, "narrative"),
        ({"agency_kind": "pacc"}, "about_pacc"),
        ({"narrative": "เจ้าหน้าที่ ปปท. เขต 3 เรียกเงิน"}, "about_pacc"),
        ({"about_pacc": "3"}, "agency_kind"),
        ({"language": "ลาว"}, "language"),
    ],
)
@pytest.mark.parametrize("language", ["", "/en"])
def test_what_is_wrong_in_a_row_is_said_with_its_number_and_column(browser, row, column, language):
    response = bring(browser, a_file({"kind": "construction"}, {"kind": "construction", **row}), prefix=language)
    page = said(browser.get(response["Location"]))
    assert '<th scope="row">3</th>' in page
    assert HEADINGS[column][language == "/en"] in page.split('<th scope="row">3</th>')[1].split("</tr>")[0]
    batch = Batch.objects.get()
    assert browser.post(f"/reports/batch/{batch.pk}/save/").status_code == 422
    assert not Report.objects.exists()


def test_a_report_about_an_office_is_protected(browser):
    told = {"kind": "construction", "agency_kind": "pacc", "about_pacc": "เขต 3"}
    batch = brought(browser, told, {"kind": "construction", "narrative": "ปปท. เขต 3 บอกให้แจ้ง", "about_pacc": "ไม่"})
    browser.post(f"/reports/batch/{batch.pk}/save/")
    kept()
    assert sorted(Report.objects.values_list("about_office", flat=True), key=str) == [3, None]


def a_formula():
    book = Workbook()
    book.active.append([thai for thai, _english in HEADINGS.values()])
    book.active.append(["=1+1"])
    return saved(book)


def a_merge():
    book = Workbook()
    book.active.append([thai for thai, _english in HEADINGS.values()])
    book.active.merge_cells("A2:B3")
    return saved(book)


def saved(book):
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def a_bomb():
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", bytes(300 << 20))
    return content.getvalue()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (a_formula, "A2"),
        (a_merge, "A2:B3"),
        (a_bomb, "5 MB"),
        (lambda: a_file(headings=["province", "place"]), "“What happened”"),
        (a_file, "only headings"),
        (lambda: a_file(*[{}] * 201), "more than 200 reports"),
        (lambda: workbook("x", ["a"], [["b"]] * 100_000), "more than 200 reports"),
        (lambda: b"", "The file is empty"),
        (lambda: b"PK\x03\x04 no zip", "could not be read"),
        (lambda: b"x" * (6 << 20), "larger than 5 MB"),
    ],
    ids=["formula", "merged", "bomb", "headings", "no rows", "201", "100,000", "empty", "broken", "large"],
)
def test_a_file_that_cannot_be_used_says_why(browser, make, says):
    response = bring(browser, make(), prefix="/en")
    assert response.status_code == 422
    assert says in said(response)
    assert not Batch.objects.exists()


def test_the_template_is_what_is_read(browser):
    book = load_workbook(BytesIO(browser.get("/reports/batch/template/").content))
    book.worksheets[0].append([{**GOOD, "kind": "construction"}.get(column, "") for column in HEADINGS])
    assert bring(browser, saved(book)).status_code == 302
    assert Batch.objects.get().wrong == 0


def test_nobody_else_sees_the_file(browser, browser_of):
    batch = brought(browser, {"kind": "construction"})
    assert browser_of("director").get(f"/reports/batch/{batch.pk}/").status_code == 404


def test_a_forgotten_file_is_swept(browser):
    brought(browser, {"kind": "construction"})
    assert sweep_batches() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        assert sweep_batches() == 1


def test_a_file_costs_the_same_queries_to_look_at_with_many_rows(browser, django_assert_max_num_queries):
    batch = brought(browser, *[{"kind": "construction"}] * 30)
    with django_assert_max_num_queries(12):
        browser.get(f"/reports/batch/{batch.pk}/")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_store_each_row_once(browser):
    batch = brought(browser, *[{"kind": "construction"}] * 5)
    browser.post(f"/reports/batch/{batch.pk}/save/")
    assert at_once(*[lambda: store_batch(batch.pk)] * 2) == [None, None]
    assert Report.objects.count() == 5


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("24/5/2565", ("24", "5", "2565")),
        ("๒๔/๐๕/๒๕๖๕", ("24", "05", "2565")),
        ("2022-05-24", ("24", "05", "2022")),
        ("24 พฤษภาคม พ.ศ. 2565", ("24", "5", "2565")),
        ("พ.ค. 2565", ("", "5", "2565")),
        ("May 2022", ("", "5", "2022")),
        ("5/2565", ("", "5", "2565")),
        ("2565", ("", "", "2565")),
        ("วันก่อน", ("", "", "วันก่อน")),
    ],
)
def test_a_date_in_a_cell(text, parts):
    assert date_parts(text) == parts
