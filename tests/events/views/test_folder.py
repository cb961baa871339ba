"""The desk's folder of a workshop: words, indicators, photographs, files to take."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.actions.folder import ReportWords, write_report
from events.models import Answer, Photograph, Question, ResultReport
from events.workflow import State
from pacc.ledger.models import Entry
from tests.factories.events import a_workshop, some_people
from tests.factories.folder import a_photograph_of, a_picture, an_indicator_of

pytestmark = pytest.mark.django_db

WRITTEN = {name: "" for name in ("background", "target_group", "method", "results", "problems", "suggestions")}


@pytest.fixture
def admin(people):
    return people.workshop_admin


@pytest.fixture
def workshop(admin):
    return a_workshop(admin, state=State.OPEN)


@pytest.fixture
def browser(desk, browser_of):
    return browser_of("workshop_admin")


@pytest.fixture
def address(workshop):
    return f"/workshops/{workshop.pk}/folder/"


def said(response):
    return response.content.decode().replace("\u2060", "").replace("\u00a0", " ")


@pytest.mark.parametrize("item_count", [1, 3])
def test_folder_asks_the_database_the_same_number_of_times(
    browser, workshop, address, admin, item_count, django_assert_num_queries
):
    for number in range(item_count):
        an_indicator_of(workshop, admin, name=f"ตัวชี้วัด {number}")
        a_photograph_of(workshop, admin, colour=["navy", "red", "green"][number])
        some_people(workshop, admin, f"คนที่ {number}")
    browser.get(address)
    with django_assert_num_queries(11):
        assert browser.get(address).status_code == 200


def test_report_is_written_with_budget_in_thai_digits(thai, browser, workshop, address):
    typed = {**WRITTEN, "version": "0", "aims": "หนึ่ง\nสอง", "budget_planned": "๕๕,๑๑๒", "budget_spent": ""}
    assert browser.post(f"{address}report/", typed).status_code == 302
    report = ResultReport.objects.get()
    assert (report.aims, report.budget_planned, report.budget_spent) == ("หนึ่ง\nสอง", 55_112, None)
    assert Entry.objects.filter(what="workshop.report_written").count() == 1


def test_bad_amount_is_said_beside_its_field_and_what_was_typed_is_kept(thai, browser, address):
    response = browser.post(f"{address}report/", {**WRITTEN, "version": "0", "aims": "เขียนไว้", "budget_planned": "x"})
    assert response.status_code == 422
    assert "ใส่ตัวเลข" in said(response)
    assert "เขียนไว้" in said(response)
    assert not ResultReport.objects.exists()


def test_second_of_two_writers_is_told_and_loses_nothing(thai, browser, workshop, address, admin):
    write_report(workshop, ReportWords(aims="ของคนแรก"), seen_version=0, by=admin)
    typed = {**WRITTEN, "version": "0", "aims": "ของคนที่สอง", "budget_planned": "", "budget_spent": ""}
    response = browser.post(f"{address}report/", typed)
    assert response.status_code == 422
    assert "ของคนแรก" in said(response)
    assert "ของคนที่สอง" in said(response)
    assert ResultReport.objects.get().aims == "ของคนแรก"
    assert browser.post(f"{address}report/", {**typed, "version": "1"}).status_code == 302
    assert ResultReport.objects.get().aims == "ของคนที่สอง"


def test_photograph_is_rebuilt_and_asked_about(thai, browser, workshop, address):
    file = SimpleUploadedFile("ภาพ.jpg", a_picture(), "image/jpeg")
    response = browser.post(f"{address}photographs/new/", {"file": file, "caption": "พิธีเปิด"})
    photograph = Photograph.objects.get()
    assert response["Location"] == f"{address}photographs/{photograph.pk}/"
    assert "ยังไม่ได้สอบถาม" in said(browser.get(address))
    assert browser.get(f"{address}photographs/{photograph.pk}/image")["Content-Type"] == photograph.media_type


def test_same_picture_twice_is_kept_once(browser, workshop, address):
    for _turn in range(2):
        browser.post(f"{address}photographs/new/", {"file": SimpleUploadedFile("a.jpg", a_picture()), "caption": ""})
    assert Photograph.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.7", b"\xff\xd8\xff" + b"x" * 200])
def test_what_is_no_picture_is_refused_in_words(thai, browser, address, content):
    file = SimpleUploadedFile("a.jpg", content, "image/jpeg")
    response = browser.post(f"{address}photographs/new/", {"file": file, "caption": "ก"})
    assert response.status_code == 422
    assert not Photograph.objects.exists()


def test_everybody_agreed_is_refused_where_somebody_said_no(thai, browser, workshop, address, admin):
    [person] = some_people(workshop, admin, "สมชาย ใจดี")
    person.agrees_to_photos = False
    person.save()
    photograph = a_photograph_of(workshop, admin)
    response = browser.post(
        f"{address}photographs/{photograph.pk}/", {"caption": "", "consent": "agreed", "shows": [str(person.pk)]}
    )
    assert response.status_code == 422
    assert "สมชาย ใจดี ไม่ยินยอม" in said(response)
    photograph.refresh_from_db()
    assert photograph.consent == "unknown"


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_report_is_taken_and_the_ledger_says_so(thai, browser, address, workshop, admin, kind):
    some_people(workshop, admin, "สมชาย ใจดี")
    response = browser.get(f"{address}report.{kind}")
    assert response.content.startswith({"pdf": b"%PDF", "docx": b"PK"}[kind])
    assert Entry.objects.filter(what="registration.list_taken").count() == 1


def test_everything_is_in_one_file(browser, workshop, admin):
    food = Question.objects.create(workshop=workshop, position=1, kind="food", label="อาหาร", choices=["เจ"])
    person = some_people(workshop, admin, "=ผู้ขอเจ ทดสอบ", phone="0812345678")[0]
    Answer.objects.create(registration=person, question=food, chosen=["เจ"])
    response = browser.get(f"/workshops/{workshop.pk}/folder/everything.xlsx")
    book = openpyxl.load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["การประชุม", "วาระการประชุม", "ผู้เข้าร่วม", "การลงชื่อที่ประตู", "เกียรติบัตร", "แผนของกลุ่ม"]
    lines = list(book["ผู้เข้าร่วม"].iter_rows(values_only=True))
    column = lines[0].index("อาหาร")
    line = next(line for line in lines if line[2] == "=ผู้ขอเจ ทดสอบ")
    assert line[column] == "เจ" and line[6] == "081 234 5678"
    assert Entry.objects.filter(what="registration.list_taken").exists()


@pytest.mark.parametrize("count", [1, 40])
def test_everything_costs_the_same_for_more(browser, workshop, admin, count, django_assert_num_queries):
    some_people(workshop, admin, *[f"คน {number}" for number in range(count)])
    # session, person, second factor, workshop, half-days, people, marks, agenda, questions, answers, marks at the
    # door, certificates, groups, plans, ledger
    with django_assert_num_queries(16):
        browser.get(f"/workshops/{workshop.pk}/folder/everything.xlsx")
